#include "search/xapian/phrase_check.h"

#include <algorithm>
#include <string_view>

#include "search/text/normalise.h"
#include "search/xapian/stored_document.h"

namespace koujing::search {

bool PhraseCheck::operator()(const Xapian::Document& document) const {
  if (ran_out()) return true;
  ++checked_;
  const Result<IndexDocument> stored = decode_document(document.get_data());
  if (!stored) return false;
  std::vector<std::u32string> texts;
  const auto read = [&](std::string_view text) { texts.push_back(normalise(text).characters); };
  read(stored->text.title);
  for (const std::string& question : stored->text.questions) read(question);
  read(stored->text.brief);
  read(stored->script_plain);
  read(stored->body_plain);
  for (const std::string& caution : stored->text.cautions) read(caution);
  for (const std::string& keyword : stored->text.keywords) read(keyword);
  read(stored->document_number);
  return std::all_of(phrases_.begin(), phrases_.end(), [&](const QueryPhrase& phrase) {
    return std::any_of(texts.begin(), texts.end(), [&](const std::u32string& text) {
      return text.find(phrase.characters) != std::u32string::npos;
    });
  });
}

}  // namespace koujing::search
