// /bulletins: pinned messages and the emergency door in one step.
#include "content/flow/bulletins.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/forms.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

Result<Reply> shown(Call& call, BulletinId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto bulletin, reading->bulletins().find(id));
  if (!bulletin) return not_found("公告", "bulletin", id.value);
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  KJ_TRY(reply.body, present.bulletin(*bulletin, call.person.id));
  reply.location = "/bulletins/" + std::to_string(id.value);
  return reply;
}

Result<Reply> post(Call& call) {
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  BulletinForm form;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    form.title = reader.text("title", true);
    form.text = reader.text("text", true);
    form.script = reader.text("script");
    form.questions = reader.texts("questions");
    const DepartmentCode department = read_department(reader, "department", *reading);
    if (!department.value.empty()) form.department = department;
    form.scope = read_scope(reader);
    form.pinned_to = reader.time("pinned_to");
    reader.finish();
    KJ_TRY(const auto libraries, reading->people().libraries());
    form.library = libraries.empty() ? "" : libraries.front();  // the first is for news (信息库)
  }
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const BulletinId id, post_bulletin(call.flow(), call.person, form));
  if (call.site.follower) call.site.follower->nudge();
  return shown(call, id, 201);
}

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  const bool all = call.request.query_value("all").value_or("") == "true";
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto bulletins,
         reading->bulletins().list(all ? std::nullopt : std::optional(call.site.now()), page));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", bulletins.next ? json(std::to_string(*bulletins.next)) : json(nullptr)}};
  for (const Bulletin& bulletin : bulletins.items) {
    KJ_TRY(json row, present.bulletin(bulletin, call.person.id));
    reply.body["items"].push_back(std::move(row));
  }
  return reply;
}

Result<Reply> get(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  return shown(call, BulletinId{number}, 200);
}

Result<Reply> acknowledge(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_DO(acknowledge_bulletin(call.flow(), call.person, BulletinId{number}));
  return shown(call, BulletinId{number}, 200);
}

// Everybody at whose desk it is pinned, those first who have not said that they know.
Result<Reply> acknowledgements(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto bulletin, reading->bulletins().find(BulletinId{number}));
  if (!bulletin) return not_found("公告", "bulletin", number);
  KJ_TRY(const auto acks, reading->bulletins().acknowledgements(bulletin->id));
  KJ_TRY(const auto people, reading->people().all());
  Presenter present(*reading, call.site.utc_offset_minutes);
  json missing = json::array(), known = json::array();
  for (const Person& person : people) {
    if (person.disabled || !(person.has(Role::kAgent) || person.has(Role::kLeader))) continue;
    const auto ack = std::find_if(acks.begin(), acks.end(),
                                  [&](const BulletinAck& one) { return one.person == person.id; });
    json row = {{"person", present.person_ref(person.id)},
                {"skill_group", person.skill_group},
                {"at", ack == acks.end() ? json(nullptr) : present.time(ack->at)}};
    (ack == acks.end() ? missing : known).push_back(std::move(row));
  }
  Reply reply;
  reply.body = {{"missing", missing.size()}, {"acknowledged", known.size()}, {"items", std::move(missing)}};
  for (json& row : known) reply.body["items"].push_back(std::move(row));
  return reply;
}

}  // namespace

std::vector<Route> bulletin_routes() {
  return {{"POST", "/bulletins", Permission::kPostBulletin, post, true},
          {"GET", "/bulletins", Permission::kSignedIn, list},
          {"GET", "/bulletins/{b}", Permission::kSignedIn, get},
          {"POST", "/bulletins/{b}/ack", Permission::kSignedIn, acknowledge},
          {"GET", "/bulletins/{b}/acknowledgements", Permission::kReadAcknowledgements, acknowledgements}};
}

}  // namespace koujing::door
