#include "content/flow/known_pairs.h"
#include "content/flow/synonym_record.h"
#include "content/lexicon/mine_pairs.h"

namespace koujing {
namespace {

constexpr std::size_t kMostProposed = 200;          // a run: what an editor can look through
constexpr std::int64_t kLookBack = 90 * 24 * 3600;  // seconds, of searches

// What customers say and nobody answered comes first.
Result<std::vector<MinedPair>> mined(const Flow& flow) {
  KJ_TRY(const auto reading, flow.store.read());
  KJ_TRY(auto pairs, pairs_of_searches(*reading, flow.store.last_recorded_at().plus_seconds(-kLookBack)));
  KJ_TRY(auto of_variants, pairs_of_variants(*reading));
  for (MinedPair& pair : of_variants) pairs.push_back(std::move(pair));
  return pairs;
}

}  // namespace

Result<Mined> mine_synonyms(const Flow& flow, const Person& actor) {
  KJ_TRY(const auto pairs, mined(flow));
  Mined found;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto all, writing.lexicon().all_synonyms());
           KnownPairs known(all);
           for (const MinedPair& pair : pairs) {
             if (known.joins(pair.form.from, pair.form.to.front())) {
               ++found.known;
               continue;
             }
             if (found.proposed.size() >= kMostProposed || known.listed() >= kMostSynonyms) {
               ++found.left;
               continue;
             }
             Synonym made{{},
                          pair.form,
                          SynonymState::kProposed,
                          pair.origin,
                          pair.evidence,
                          actor.id,
                          writing.recorded_at(),
                          1};
             KJ_TRY(made.id, writing.lexicon().add_synonym(made));
             KJ_DO(record_synonym(writing, actor, "propose_synonym", nullptr, &made));
             known.add(made);
             found.proposed.push_back(made.id);
           }
           return Subject{"synonym", 0};
         }));
  (void)done;
  return found;
}

}  // namespace koujing
