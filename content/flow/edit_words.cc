#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/lexicon.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

std::set<std::string> read_words(const std::vector<std::string>& words, const std::string& pointer,
                                 std::vector<Fault>& faults) {
  std::set<std::string> clean;
  if (words.size() > kMostWords)
    faults.push_back({pointer,
                      "too_many",
                      {"最多 " + std::to_string(kMostWords) + " 个词",
                       "at most " + std::to_string(kMostWords) + " words"}});
  for (std::size_t i = 0; i < words.size() && i < kMostWords; ++i) {
    std::string word = trimmed(words[i]);
    for (Fault& fault : faults_of_word(word, pointer + "/" + std::to_string(i)))
      faults.push_back(std::move(fault));
    clean.insert(std::move(word));
  }
  return clean;
}

std::string digest_of(const std::set<std::string>& words) {
  return sha256_hex(canonical(nlohmann::json(std::vector<std::string>(words.begin(), words.end()))));
}

}  // namespace

Result<EditedWords> edit_words(const Flow& flow, const Person& actor, const std::vector<std::string>& add,
                               const std::vector<std::string>& remove,
                               std::optional<std::int64_t> expected_version) {
  std::vector<Fault> faults;
  const auto adding = read_words(add, "/add", faults), removing = read_words(remove, "/remove", faults);
  if (faults.empty())
    for (const std::string& word : adding)
      if (removing.contains(word))
        faults.push_back(
            {"/remove",
             "contradiction",
             {"“" + word + "”不能同时增加和删除", "'" + word + "' cannot be added and removed at once"}});
  if (!faults.empty()) return invalid_input(std::move(faults));
  EditedWords edited;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const LexiconMark mark, writing.lexicon().mark());
           KJ_DO(expect_version(expected_version, mark.version));
           KJ_TRY(const auto words, writing.lexicon().all_words());
           const std::set<std::string> before(words.begin(), words.end());
           std::set<std::string> after = before;
           nlohmann::json added = nlohmann::json::array(), removed = nlohmann::json::array();
           for (const std::string& word : adding)
             if (after.insert(word).second) {
               KJ_DO(writing.lexicon().add_word({0, word, actor.id, writing.recorded_at()}));
               added.push_back(word);
             }
           for (const std::string& word : removing)
             if (after.erase(word) > 0) {
               KJ_DO(writing.lexicon().remove_word(word));
               removed.push_back(word);
             }
           if (after.size() > kMostWords)
             return invalid_input({{"/add",
                                    "too_many",
                                    {"词典最多 " + std::to_string(kMostWords) + " 个词，请先删除一些",
                                     "the dictionary has at most " + std::to_string(kMostWords) +
                                         " words; remove some first"}}});
           edited = {added.size(), removed.size()};
           if (after != before)
             KJ_DO(append(
                 writing, &actor,
                 {"edit_words",
                  {"dictionary", "words"},
                  digest_of(before),
                  digest_of(after),
                  canonical(nlohmann::json{{"added", std::move(added)}, {"removed", std::move(removed)}}),
                  {}}));
           return Subject{"dictionary", 0};
         }));
  (void)done;
  return edited;
}

}  // namespace koujing
