// The only place that shapes JSON for clients, after the schemas of editor_api/openapi.yaml.
//
// A Presenter looks names up in one snapshot and remembers them for one answer; it is used on one thread.
#pragma once

#include <map>
#include <nlohmann/json.hpp>

#include "content/model/stage.h"
#include "content/store/store.h"
#include "search/search_types.h"

namespace koujing::search {
struct NoticeFacts;
}
namespace koujing::door {
struct ItemChecks;
struct Touched;
}  // namespace koujing::door
namespace koujing {
struct CheckRulesNow;
struct TemplatesNow;
}  // namespace koujing

namespace koujing::door {

using nlohmann::json;

class Presenter {
 public:
  Presenter(const Reading& reading, int utc_offset_minutes)
      : reading_(reading), offset_(utc_offset_minutes) {}

  json time(Instant at) const { return format_instant(at, offset_); }
  json time(std::optional<Instant> at) const;  // null when absent, always() or never()

  // Names. A person or department that is gone keeps its number or code.
  json person_ref(PersonId id);
  json person_ref(std::optional<PersonId> id);
  json department(const DepartmentCode& code);
  json person(const Person& person);

  json original(const Original& original, bool with_receipt);  // who handed it in, when; never its text
  // Change sets that were never submitted are left out without `with_drafts`.
  Result<json> notice(const Notice& notice, bool with_drafts);
  // Of `forms`, oldest first, those that say something else than the one before; newest first.
  json notice_versions(const std::vector<FormVersion>& forms);
  // Field by field, as a notice is filled in; what was redacted is compared as if nothing stood there.
  json form_differences(const FormVersion& before, const FormVersion& after) const;
  Result<json> notice_summary(const Notice& notice);  // with the clock of its stage
  // `text` is what the facts were read from.
  json notice_facts(const search::NoticeFacts& facts, std::string_view text,
                    const std::vector<Department>& departments) const;
  // `change` decides on what its department can change; null for a notice by itself.
  json touched(const std::vector<Touched>& touched, const DepartmentCode& department,
               const ChangeSet* change);
  json care(const EntryCare& care, Instant now);
  json check_rules(const CheckRulesNow& now);
  // `item` is the number of the one that was checked, from 0.
  json checks(const ItemChecks& checks, std::size_t item, bool chinese) const;
  Result<json> change(const ChangeSet& change);
  // When, by whom and by what law it was deleted; null for what is still there.
  Result<json> redaction(RedactedKind kind, const std::string& subject);
  json change_summary(const ChangeSet& change, const std::string& subject);
  Result<json> change_summary(const ChangeSet& change);
  json confirmation(const std::optional<Confirmation>& confirmation);
  json entry_text(const EntryText& text);
  // Differences field by field as people read them, the department by its name; null for what is not there.
  json field_differences(const EntryText* before, const EntryText* after);
  // With its provenance: standing as of the span, confirmation, change set, notice, originals.
  Result<json> revision(const Revision& revision, Standing standing,
                        std::optional<ConfirmationId> confirmation);
  // The notices of both, and the originals that either rests on: gone, same or added.
  Result<json> paper_differences(const Revision& before, const Revision& after);
  Result<json> bulletin(const Bulletin& bulletin, PersonId reader);
  // What a caller is called back with is for whoever asked, and for those who look after callers.
  Result<json> question(const Question& question, const Person& reader, Instant now);
  json journal_record(const JournalRecord& record);
  json catalogue_node(const CatalogueNode& node) const;
  json block(const Block& block);
  json templates(const TemplatesNow& now);
  json catalogue_change(const CatalogueChange& change);  // one that is only planned has no id
  // As of `at`; `current`: of now and as known now, which is all that can be said of checks.
  Result<json> hit(const search::Hit& hit, Instant at, bool current);
  json synonym(const Synonym& synonym);
  json dictionary_word(const DictionaryWord& word);
  json served_question(const ServedQuestion& served) const;
  Result<json> search_rule(const SearchRule& rule, Instant now);
  std::string title_of(EntryId entry);  // of its newest revision; "" for none

  const Reading& reading() const { return reading_; }

 private:
  Result<json> notice_of(const Revision& revision);  // with what had come in by then; null for none

  const Reading& reading_;
  const int offset_;
  std::map<PersonId, json> people_;
  std::map<std::string, json> departments_;
  std::optional<StageRules> stage_rules_;  // read when the first stage is asked for
};

json facets(const search::Facets& facets);
// `finding`: the one of the verdict, in the language of who reads it.
json verdict(const JournalVerdict& verdict, int utc_offset_minutes, const std::string& finding);

// The schema Anchor.
inline json anchor_json(const Anchor& anchor) {
  return {{"sentence", anchor.sentence}, {"source", anchor.source}, {"passage", anchor.passage}};
}

}  // namespace koujing::door
