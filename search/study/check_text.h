// What an answer says in a way that a listener on the telephone will not follow, or must not hear: long
// sentences, too many seconds, words of specialists, banned phrases; and an answer that can be asked for in
// one way only.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "content/model/check_rules.h"

namespace koujing::search {

enum class TextRule { kSentenceLength, kReadingTime, kJargon, kBanned, kQuestions };

struct ReadAloud {  // plain text: without the marks of Markdown
  std::string brief;
  std::string script;
};

struct TextFinding {
  TextRule rule = TextRule::kSentenceLength;
  std::string field;        // "brief", "script", "questions"
  std::string quote;        // the words that it is about, as written, at most 60 characters; may be ""
  std::string advice;       // jargon: what to say instead; banned: why not
  std::int64_t amount = 0;  // characters of the sentence, seconds, questions there are
  std::int64_t limit = 0;   // of the rule
};

// By field in the order of reading, each word or phrase once a field, at most 50. Only what is read to a
// customer is checked. `questions` is how many other ways of asking there are. Total; any thread.
std::vector<TextFinding> check_text(const ReadAloud& text, std::size_t questions, const CheckRules& rules);

}  // namespace koujing::search
