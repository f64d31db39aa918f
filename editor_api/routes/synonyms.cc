// /synonyms: customers' words and the entries' words, and what was proposed.
#include "content/flow/lexicon.h"
#include "content/model/text_rules.h"
#include "editor_api/late_writes.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/lexicon_forms.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Result<Reply> shown(Call& call, SynonymId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto synonym, reading->lexicon().synonym(id));
  if (!synonym) return not_found("同义词", "synonym", id.value);
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  reply.body = present.synonym(*synonym);
  reply.headers.emplace_back("ETag", etag(synonym->version));
  reply.location = "/synonyms/" + std::to_string(id.value);
  return reply;
}

Result<SynonymForm> read_form(Call& call) {
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  SynonymForm form = read_synonym_form(reader);
  if (!faults.empty()) return invalid_input(std::move(faults));
  faults = faults_of(trimmed(form));
  if (!faults.empty()) return invalid_input(std::move(faults));
  return form;
}

// What search will make of it: only what is active is searched with.
Result<LexiconChange> change_of(Call& call, SynonymId id, const std::optional<SynonymForm>& form) {
  LexiconChange change;
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto before, reading->lexicon().synonym(id));
  if (!before || before->state != SynonymState::kActive) return change;
  change.remove_synonyms = {id};
  if (form) change.add_synonyms = {*form};
  return change;
}

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  SynonymFilter filter;
  if (const auto state = call.request.query_value("state"); state && !state->empty()) {
    filter.state = synonym_state_from_name(*state);
    if (!filter.state)
      return invalid_input({{"state", "unknown", {"没有这个状态", "there is no such state"}}});
  }
  filter.text = call.request.query_value("q").value_or("");
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto synonyms, reading->lexicon().synonyms(filter, page));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", synonyms.next ? json(std::to_string(*synonyms.next)) : json(nullptr)}};
  for (const Synonym& synonym : synonyms.items) reply.body["items"].push_back(present.synonym(synonym));
  return reply;
}

Result<Reply> get(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  return shown(call, SynonymId{number}, 200);
}

Result<Reply> add(Call& call) {
  KJ_TRY(const SynonymForm form, read_form(call));
  LexiconChange change;
  change.add_synonyms = {form};
  KJ_TRY(const Flow flow, tried_flow(call, change));
  KJ_TRY(const SynonymId id, add_synonym(flow, call.person, form));
  follow_lexicon(call);
  return shown(call, id, 201);
}

Result<Reply> change(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const SynonymForm form, read_form(call));
  KJ_TRY(const LexiconChange changes, change_of(call, SynonymId{number}, form));
  KJ_TRY(const Flow flow, tried_flow(call, changes));
  KJ_TRY(const SynonymId id, change_synonym(flow, call.person, SynonymId{number}, form, expected.version));
  follow_lexicon(call);
  return shown(call, id, 200);
}

Result<Reply> remove(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Expected expected, if_match(call, false));
  KJ_TRY(const LexiconChange changes, change_of(call, SynonymId{number}, {}));
  KJ_TRY(const Flow flow, tried_flow(call, changes));
  KJ_DO(remove_synonym(flow, call.person, SynonymId{number}, expected.version));
  follow_lexicon(call);
  Reply reply;
  reply.status = 204;
  return reply;
}

Result<Reply> decide(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Expected expected, if_match(call, false));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const std::string decision = reader.text("decision", true);
  if (!decision.empty() && decision != "approve" && decision != "decline")
    reader.fault("decision", "unknown", "只能是 approve 或 decline", "must be approve or decline");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  const bool approve = decision == "approve";
  KJ_TRY(LexiconChange changes, change_of(call, SynonymId{number}, {}));
  if (approve) {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const auto synonym, reading->lexicon().synonym(SynonymId{number}));
    if (synonym) changes.add_synonyms = {synonym->form};
  }
  KJ_TRY(const Flow flow, tried_flow(call, changes));
  KJ_TRY(const SynonymId id,
         decide_synonym(flow, call.person, SynonymId{number},
                        approve ? SynonymDecision::kApprove : SynonymDecision::kDecline, expected.version));
  follow_lexicon(call);
  return shown(call, id, 200);
}

Result<Reply> mine(Call& call) {
  // The last searches may still be on their way to the disk.
  if (call.site.late_writes) KJ_DO(call.site.late_writes->flush());
  KJ_TRY(const Mined mined, mine_synonyms(call.flow(), call.person));
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"proposed", json::array()}, {"known", mined.known}, {"left", mined.left}};
  for (const SynonymId id : mined.proposed) {
    KJ_TRY(const auto synonym, reading->lexicon().synonym(id));
    if (synonym) reply.body["proposed"].push_back(present.synonym(*synonym));
  }
  return reply;
}

}  // namespace

std::vector<Route> synonym_routes() {
  return {{"GET", "/synonyms", Permission::kReadLexicon, list},
          {"POST", "/synonyms", Permission::kEditLexicon, add, true},
          {"POST", "/synonyms/mine", Permission::kEditLexicon, mine},
          {"GET", "/synonyms/{id}", Permission::kReadLexicon, get},
          {"PUT", "/synonyms/{id}", Permission::kEditLexicon, change},
          {"DELETE", "/synonyms/{id}", Permission::kEditLexicon, remove},
          {"POST", "/synonyms/{id}/decide", Permission::kEditLexicon, decide}};
}

}  // namespace koujing::door
