// /changes and /preview: steps 3 to 6.
#include "content/flow/changes.h"
#include "content/flow/confirm_links.h"
#include "content/markdown/render.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/forms.h"
#include "editor_api/routes/links.h"
#include "editor_api/touched.h"
#include "indexer/follow_feed.h"
#include "search/study/grounds.h"

namespace koujing::door {
namespace {

Result<Reply> shown(Call& call, ChangeId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const ChangeSet change, need_change(*reading, id));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  KJ_TRY(reply.body, present.change(change));
  reply.location = "/changes/" + std::to_string(id.value);
  reply.headers.emplace_back("ETag", etag(change.version, change_state_name(change.state)));
  return reply;
}

Result<ChangeSet> visible_change(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(ChangeSet change, need_change(*reading, ChangeId{number}));
  KJ_DO(check_change(call.person, change));
  return change;
}

// The version that the caller saw; a tag of another state is stale even when the content is the same.
Result<std::optional<std::int64_t>> expected_version(Call& call, const ChangeSet& change, bool required) {
  KJ_TRY(const Expected expected, if_match(call, required));
  if (expected.version && !expected.state.empty() && expected.state != change_state_name(change.state))
    KJ_DO(expect_version(-1, change.version));
  return expected.version;
}

Result<Reply> draft(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const json form, call.form());
  ChangeContent content;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(content, read_change_form(form, *reading));
  }
  KJ_TRY(const ChangeId id, draft_changes(call.flow(), call.person, NoticeId{number}, std::move(content)));
  return shown(call, id, 201);
}

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  ChangeFilter filter;
  if (const auto state = call.request.query_value("state"); state && !state->empty()) {
    filter.state = change_state_from_name(*state);
    if (!filter.state)
      return invalid_input({{"state", "unknown", {"没有这个状态", "there is no such state"}}});
  }
  KJ_TRY(const auto notice, call.query_number("notice"));
  if (notice) filter.notice = NoticeId{*notice};
  if (!may_see_drafts(call.person)) {
    filter.department = call.person.department.value_or(DepartmentCode{"-"});
    filter.hide_drafts = true;
  }
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto changes, reading->changes().list(filter, page));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", changes.next ? json(std::to_string(*changes.next)) : json(nullptr)}};
  for (const ChangeSet& change : changes.items) {
    KJ_TRY(json row, present.change_summary(change));
    reply.body["items"].push_back(std::move(row));
  }
  return reply;
}

Result<Reply> get(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  return shown(call, change.id, 200);
}

Result<Reply> be_present(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  const auto others = call.site.presence.meet(change.id, call.person.id, std::chrono::steady_clock::now());
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"others", json::array()}, {"version", change.version}};
  for (const PersonId other : others) reply.body["others"].push_back(present.person_ref(other));
  return reply;
}

Result<Reply> edit(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto version, expected_version(call, change, true));
  KJ_TRY(const json form, call.form());
  ChangeContent content;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(content, read_change_form(form, *reading));
  }
  KJ_TRY(const ChangeId id, edit_change(call.flow(), call.person, change.id, std::move(content), version));
  return shown(call, id, 200);
}

Result<Reply> diff(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  json items = json::array();
  for (std::size_t i = 0; i < change.content.items.size(); ++i) {
    const ChangeItem& item = change.content.items[i];
    std::optional<Revision> newest;
    if (item.entry) {
      KJ_TRY(const auto head, reading->entries().find(item.entry));
      if (head) {
        KJ_TRY(newest, reading->entries().revision(item.entry, head->newest_number));
      }
    }
    const EntryText* before = newest && !newest->redacted ? &newest->text : nullptr;
    const EntryText* after = item.action == ChangeAction::kRetire ? nullptr : &item.text;
    items.push_back({{"index", i},
                     {"action", change_action_name(item.action)},
                     {"entry", item.entry ? json(item.entry.value) : json(nullptr)},
                     {"title", after != nullptr ? after->title : (before != nullptr ? before->title : "")},
                     {"from_revision", newest ? json(newest->number) : json(nullptr)},
                     {"fields", present.field_differences(before, after)}});
  }
  Reply reply;
  reply.body = {{"digest", change.digest}, {"items", std::move(items)}};
  return reply;
}

// Of the notice that the set came from; nothing for an import.
Result<std::vector<Touched>> touched_by(const Call& call, const ChangeSet& change) {
  if (!change.notice) return std::vector<Touched>();
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Notice notice, need_notice(*reading, *change.notice));
  return touched_by(call.site, *reading, notice);
}

Result<Reply> touched(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto all, touched_by(call, change));
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = present.touched(all, change.department, &change);
  return reply;
}

// Which passage of what came in each sentence of a script rests on.
Result<Reply> grounds(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string script = reader.text("script", true);
  if (characters_in(script) > 20'000)
    reader.fault("script", "too_long", "最多 20000 个字符", "at most 20000 characters");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  std::vector<std::string> names, texts;
  if (change.notice) {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const Notice notice, need_notice(*reading, *change.notice));
    names.emplace_back("notice");
    texts.push_back(notice.form.subject + "\n" + notice.form.text);
    for (const Original& original : notice.originals) {
      if (original.picture) continue;
      KJ_TRY(const auto text, reading->notices().original_text(original.sha256));
      names.push_back(original.sha256);
      texts.push_back(text.value_or(""));
    }
  }
  KJ_TRY(const auto found, search::grounds_of(*call.site.reader, render_plain(script), texts));
  Reply reply;
  reply.body = {{"sentences", json::array()}};
  for (const search::Ground& one : found)
    reply.body["sentences"].push_back(
        {{"sentence", one.sentence},
         {"source", one.passage.empty() ? json(nullptr) : json(names[one.source])},
         {"passage", one.passage},
         {"coverage", one.coverage}});
  return reply;
}

Result<Reply> submit(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto version, expected_version(call, change, false));
  KJ_TRY(const auto all, touched_by(call, change));
  std::vector<EntryId> to_decide;
  for (const Touched& one : all)
    if (must_decide(one, change.department)) to_decide.push_back(one.head.id);
  KJ_TRY(const ChangeId id, submit_change(call.flow(), call.person, change.id, version, to_decide));
  return shown(call, id, 200);
}

Result<Reply> confirm(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto version, expected_version(call, change, false));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string digest = reader.text("digest", true);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const ChangeId id, confirm_change(call.flow(), call.person, change.id, digest, version));
  if (call.site.follower) call.site.follower->nudge();
  return shown(call, id, 200);
}

Result<Reply> issue_link(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const ConfirmLinkForm wanted, read_link_form(call));
  KJ_TRY(const NewConfirmLink made, issue_confirm_link(call.flow(), call.person, change.id, wanted));
  return shown_link(call, made);
}

Result<Reply> send_back(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto version, expected_version(call, change, false));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string comment = reader.text("comment");
  std::vector<PassageComment> passages;
  const json& rows = reader.raw("passages");
  for (std::size_t i = 0; rows.is_array() && i < rows.size() && i <= 100; ++i) {
    FormReader row(rows[i], faults, "/passages/" + std::to_string(i));
    const auto item = row.number("item");
    if (!item || *item < 0) row.fault("item", "required", "请指明第几个条目", "say which item");
    passages.push_back({static_cast<std::size_t>(std::max<std::int64_t>(0, item.value_or(0))),
                        row.text("field", true), row.text("quote"), row.text("comment", true)});
    row.finish();
  }
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const ChangeId id, return_change(call.flow(), call.person, change.id, comment, version, passages));
  return shown(call, id, 200);
}

Result<Reply> publish(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto version, expected_version(call, change, false));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const auto at = reader.time("at");
  const bool emergency = reader.flag("emergency");
  const std::string reason = reader.text("reason");
  if (emergency && at)
    reader.fault("at", "not_with_emergency", "应急发布立即生效，不能定时",
                 "an emergency is published at once");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(emergency ? check_emergency(call.person) : check(Permission::kDraftChanges, call.person));
  KJ_TRY(const ChangeId id, emergency
                                ? publish_emergency(call.flow(), call.person, change.id, reason, version)
                                : publish_change(call.flow(), call.person, change.id, at, version));
  if (call.site.follower) call.site.follower->nudge();
  return shown(call, id, 200);
}

Result<Reply> withdraw(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto version, expected_version(call, change, false));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string reason = reader.text("reason", true);
  const bool restore = reader.flag("restore_previous");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const ChangeId id, withdraw_change(call.flow(), call.person, change.id, reason, restore, version));
  if (call.site.follower) call.site.follower->nudge();
  return shown(call, id, 200);
}

Result<Reply> discard(Call& call) {
  KJ_TRY(const ChangeSet change, visible_change(call));
  KJ_TRY(const auto version, expected_version(call, change, false));
  KJ_TRY(const ChangeId id, discard_change(call.flow(), call.person, change.id, version));
  return shown(call, id, 200);
}

Result<Reply> preview(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const auto texts = reader.texts("markdown");
  if (texts.size() > 50) reader.fault("markdown", "too_many", "最多 50 段", "at most 50 texts");
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (texts[i].size() > 400'000 || characters_in(texts[i]) > 100'000)
      reader.fault("markdown/" + std::to_string(i), "too_long", "最多 100000 个字符",
                   "at most 100000 characters");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  Reply reply;
  reply.body = {{"html", json::array()}};
  for (const std::string& text : texts) reply.body["html"].push_back(render_html(text));
  return reply;
}

}  // namespace

std::vector<Route> change_routes() {
  return {{"POST", "/notices/{n}/changes", Permission::kDraftChanges, draft, true},
          {"GET", "/changes", Permission::kReadChanges, list},
          {"GET", "/changes/{c}", Permission::kReadChanges, get},
          {"PUT", "/changes/{c}", Permission::kDraftChanges, edit},
          {"POST", "/changes/{c}/presence", Permission::kDraftChanges, be_present},
          {"GET", "/changes/{c}/diff", Permission::kReadChanges, diff},
          {"GET", "/changes/{c}/touched", Permission::kReadChanges, touched},
          {"POST", "/changes/{c}/grounds", Permission::kDraftChanges, grounds},
          {"POST", "/changes/{c}/submit", Permission::kDraftChanges, submit},
          {"POST", "/changes/{c}/confirm", Permission::kConfirmChange, confirm},
          {"POST", "/changes/{c}/confirm-link", Permission::kIssueLink, issue_link},
          {"POST", "/changes/{c}/return", Permission::kConfirmChange, send_back},
          {"POST", "/changes/{c}/publish", Permission::kPublishChange, publish},
          {"POST", "/changes/{c}/withdraw", Permission::kWithdrawChange, withdraw},
          {"POST", "/changes/{c}/discard", Permission::kDraftChanges, discard},
          {"POST", "/preview", Permission::kSignedIn, preview}};
}

}  // namespace koujing::door
