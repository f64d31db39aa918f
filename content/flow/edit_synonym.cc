#include "content/flow/known_pairs.h"
#include "content/flow/synonym_record.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

Result<Synonym> add_one(Writing& writing, const Person& actor, const SynonymForm& form, KnownPairs& known) {
  Synonym made;
  made.form = trimmed(form);
  if (auto faults = faults_of(made.form); !faults.empty()) return invalid_input(std::move(faults));
  if (auto faults = known.duplicates(made.form); !faults.empty()) return invalid_input(std::move(faults));
  if (known.listed() >= kMostSynonyms) return list_is_full();
  made.by = actor.id;
  made.at = writing.recorded_at();
  KJ_TRY(made.id, writing.lexicon().add_synonym(made));
  KJ_DO(record_synonym(writing, actor, "add_synonym", nullptr, &made));
  known.add(made);
  return made;
}

}  // namespace

Result<SynonymId> add_synonym(const Flow& flow, const Person& actor, const SynonymForm& form) {
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto all, writing.lexicon().all_synonyms());
           KnownPairs known(all);
           KJ_TRY(const Synonym synonym, add_one(writing, actor, form, known));
           return Subject{"synonym", synonym.id.value};
         }));
  return SynonymId{made.id};
}

Result<ImportedSynonyms> import_synonyms(const Flow& flow, const Person& actor,
                                         const std::vector<SynonymForm>& forms) {
  ImportedSynonyms imported;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto all, writing.lexicon().all_synonyms());
           KnownPairs known(all);
           for (std::size_t i = 0; i < forms.size(); ++i) {
             auto made = add_one(writing, actor, forms[i], known);
             if (made)
               ++imported.added;
             else if (made.error().kind == ErrorKind::kInvalid)
               imported.refused.push_back({i, std::move(made).error()});
             else
               return std::move(made).error();
           }
           return Subject{"synonym", 0};
         }));
  (void)done;
  return imported;
}

Result<SynonymId> change_synonym(const Flow& flow, const Person& actor, SynonymId id, const SynonymForm& form,
                                 std::optional<std::int64_t> expected_version) {
  const SynonymForm clean = trimmed(form);
  if (auto faults = faults_of(clean); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Synonym before, need_synonym(writing, id));
           KJ_DO(expect_version(expected_version, before.version));
           KJ_TRY(const auto all, writing.lexicon().all_synonyms());
           if (before.state != SynonymState::kDeclined)
             if (auto faults = KnownPairs(all).duplicates(clean, id); !faults.empty())
               return invalid_input(std::move(faults));
           Synonym after = before;
           after.form = clean;
           after.by = actor.id;
           after.at = writing.recorded_at();
           after.version += 1;
           KJ_DO(writing.lexicon().save_synonym(after));
           KJ_DO(record_synonym(writing, actor, "change_synonym", &before, &after));
           return Subject{"synonym", id.value};
         }));
  return SynonymId{changed.id};
}

Status remove_synonym(const Flow& flow, const Person& actor, SynonymId id,
                      std::optional<std::int64_t> expected_version) {
  KJ_TRY(const Subject gone, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Synonym before, need_synonym(writing, id));
           KJ_DO(expect_version(expected_version, before.version));
           KJ_DO(writing.lexicon().remove_synonym(id));
           KJ_DO(record_synonym(writing, actor, "remove_synonym", &before, nullptr));
           return Subject{"synonym", id.value};
         }));
  (void)gone;
  return {};
}

}  // namespace koujing
