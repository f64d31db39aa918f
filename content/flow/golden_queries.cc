#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/search_rules.h"
#include "content/model/lexicon.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

// `gone`: the digest is of what was there before.
Status record(Writing& writing, const Person& actor, const std::string& verb, const GoldenQuery& golden,
              bool gone) {
  const std::string content = canonical(
      nlohmann::json{{"text", golden.text}, {"entry", golden.entry.value}, {"within", golden.within}});
  const std::string digest = sha256_hex(content);
  KJ_TRY(const auto seq, append(writing, &actor,
                                {verb,
                                 {"golden_query", id_text(golden.id.value)},
                                 gone ? digest : "",
                                 gone ? "" : digest,
                                 content,
                                 {{"entry", id_text(golden.entry.value)}}}));
  (void)seq;
  return {};
}

}  // namespace

Result<GoldenQueryId> add_golden_query(const Flow& flow, const Person& actor, const std::string& text,
                                       EntryId entry, int within) {
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           GoldenQuery golden{{}, trimmed(text), entry, within, actor.id, writing.recorded_at()};
           std::vector<Fault> faults = faults_of_golden(golden.text, within);
           KJ_TRY(const auto known, writing.entries().find(entry));
           if (!known) faults.push_back({"/entry", "unknown", {"没有这个条目", "there is no such entry"}});
           KJ_TRY(const auto all, writing.lexicon().golden_queries());
           if (all.size() >= kMostGoldenQueries)
             faults.push_back({"",
                               "too_many",
                               {"黄金问题最多 " + std::to_string(kMostGoldenQueries) + " 条",
                                "at most " + std::to_string(kMostGoldenQueries) + " golden queries"}});
           if (std::any_of(all.begin(), all.end(),
                           [&](const GoldenQuery& other) { return other.text == golden.text; }))
             faults.push_back({"/text", "duplicate", {"已有这个黄金问题", "this one is golden already"}});
           if (!faults.empty()) return invalid_input(std::move(faults));
           KJ_TRY(golden.id, writing.lexicon().add_golden_query(golden));
           KJ_DO(record(writing, actor, "add_golden_query", golden, false));
           return Subject{"golden_query", golden.id.value};
         }));
  return GoldenQueryId{made.id};
}

Status remove_golden_query(const Flow& flow, const Person& actor, GoldenQueryId id) {
  KJ_TRY(const Subject gone, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto golden, writing.lexicon().golden_query(id));
           if (!golden) return not_found("黄金问题", "golden query", id.value);
           KJ_DO(writing.lexicon().remove_golden_query(id));
           KJ_DO(record(writing, actor, "remove_golden_query", *golden, true));
           return Subject{"golden_query", id.value};
         }));
  (void)gone;
  return {};
}

}  // namespace koujing
