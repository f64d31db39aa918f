#include "content/lexicon/variant_proposals.h"

#include <algorithm>
#include <set>

#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr std::int64_t kLeast = 3;  // people or days: one agent's habit is no customer's wording
constexpr std::int64_t kOldest = 365 * 24 * 3600;
constexpr std::size_t kMost = 500;
constexpr std::size_t kLongestVariant = 500;  // characters, content/model/text_rules.cc

}  // namespace

Result<std::vector<ServedQuestion>> variant_proposals(const Reading& reading, EntryId entry, Instant now,
                                                      int utc_offset_minutes) {
  KJ_TRY(const auto head, reading.entries().find(entry));
  if (!head)
    return Error{ErrorKind::kNotFound,
                 "not_found",
                 {"没有编号为 " + std::to_string(entry.value) + " 的条目",
                  "there is no entry " + std::to_string(entry.value)}};
  KJ_TRY(const LexiconMark mark, reading.lexicon().mark());
  const Instant since = std::max(now.plus_seconds(-kOldest), mark.uses_reset_at.value_or(Instant::always()));
  KJ_TRY(auto served, reading.lexicon().served_questions(entry, since, kLeast, utc_offset_minutes, kMost));
  std::set<std::string> known;
  KJ_TRY(const auto newest, reading.entries().revision(entry, head->newest_number));
  if (newest) {
    known.insert(trimmed(newest->text.title));
    for (const std::string& question : newest->text.questions) known.insert(trimmed(question));
  }
  std::erase_if(served, [&](const ServedQuestion& one) {
    return known.contains(trimmed(one.question)) || !is_clean_text(one.question) ||
           characters_in(one.question) > kLongestVariant;
  });
  return served;
}

}  // namespace koujing
