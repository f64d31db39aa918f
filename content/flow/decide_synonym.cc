#include "content/flow/known_pairs.h"
#include "content/flow/synonym_record.h"
#include "content/model/text_rules.h"

namespace koujing {

Result<SynonymId> decide_synonym(const Flow& flow, const Person& actor, SynonymId id,
                                 SynonymDecision decision, std::optional<std::int64_t> expected_version) {
  const bool approve = decision == SynonymDecision::kApprove;
  KJ_TRY(const Subject decided, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Synonym before, need_synonym(writing, id));
           KJ_DO(expect_version(expected_version, before.version));
           Synonym after = before;
           after.state = approve ? SynonymState::kActive : SynonymState::kDeclined;
           if (after.state == before.state)
             return Error{ErrorKind::kConflict, "wrong_state",
                          approve ? Message{"这一条已经在使用", "this one is in use already"}
                                  : Message{"这一条已经被拒绝", "this one was declined already"}};
           if (approve) {
             KJ_TRY(const auto all, writing.lexicon().all_synonyms());
             const KnownPairs known(all);
             if (auto faults = known.duplicates(after.form, id); !faults.empty())
               return invalid_input(std::move(faults));
             if (before.state == SynonymState::kDeclined && known.listed() >= kMostSynonyms)
               return list_is_full();
           }
           after.by = actor.id;
           after.at = writing.recorded_at();
           after.version += 1;
           KJ_DO(writing.lexicon().save_synonym(after));
           KJ_DO(record_synonym(writing, actor, approve ? "approve_synonym" : "decline_synonym", &before,
                                &after));
           return Subject{"synonym", id.value};
         }));
  return SynonymId{decided.id};
}

}  // namespace koujing
