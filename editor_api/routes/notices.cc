// /notices and /originals: steps 1 and 2.
#include "content/flow/notices.h"
#include "content/flow/redact_original.h"

#include <algorithm>

#include "content/markdown/render.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/forms.h"
#include "editor_api/routes/note_reading.h"
#include "editor_api/touched.h"
#include "editor_api/visible_notice.h"

namespace koujing::door {
namespace {

Result<Reply> shown(Call& call, NoticeId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Notice notice, need_notice(*reading, id));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  KJ_TRY(reply.body, present.notice(notice, may_see_drafts(call.person)));
  reply.location = "/notices/" + std::to_string(id.value);
  reply.headers.emplace_back("ETag", etag(notice.version));
  return reply;
}

// The notice of the path, if this person may know of it.
Result<Notice> visible_notice(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(Notice notice, need_notice(*reading, NoticeId{number}));
  KJ_DO(check_visible(*reading, call.person, notice));
  return notice;
}

Result<Reply> receive(Call& call) {
  KJ_TRY(const json form, call.form());
  NoticeForm notice;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(notice, read_notice_form(form, *reading, call.person));
  }
  KJ_DO(check_receive(call.person, notice.department));
  KJ_TRY(const NoticeId id, receive_notice(call.flow(), call.person, notice));
  return shown(call, id, 201);
}

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  NoticeFilter filter;
  if (const auto state = call.request.query_value("state"); state && !state->empty()) {
    filter.state = notice_state_from_name(*state);
    if (!filter.state)
      return invalid_input({{"state", "unknown", {"没有这个状态", "there is no such state"}}});
  }
  if (const auto name = call.request.query_value("department"); name && !name->empty()) {
    KJ_TRY(const auto department, reading->people().department(*name));
    if (!department)
      return invalid_input(
          {{"department", "unknown_department", {"没有这个部门", "there is no such department"}}});
    filter.department = department->code;
  }
  if (const auto login = call.request.query_value("editor"); login && !login->empty()) {
    KJ_TRY(const auto editor, reading->people().by_login(*login));
    if (!editor) return invalid_input({{"editor", "unknown", {"没有这位采编", "there is no such editor"}}});
    filter.editor = editor->id;
  }
  filter.text = call.request.query_value("q").value_or("");
  if (!may_see_all_notices(call.person))
    filter.department = call.person.department.value_or(DepartmentCode{"-"});
  KJ_TRY(const auto notices, reading->notices().list(filter, page));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", notices.next ? json(std::to_string(*notices.next)) : json(nullptr)}};
  for (const Notice& notice : notices.items) {
    KJ_TRY(json row, present.notice_summary(notice));
    reply.body["items"].push_back(std::move(row));
  }
  return reply;
}

Result<Reply> get(Call& call) {
  KJ_TRY(const Notice notice, visible_notice(call));
  return shown(call, notice.id, 200);
}

Result<Reply> amend(Call& call) {
  KJ_TRY(const Notice notice, visible_notice(call));
  KJ_DO(check_amend(call.person, notice));
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const json form, call.form());
  NoticeForm amended;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    Person department_of_notice = call.person;
    department_of_notice.department = notice.form.department;
    KJ_TRY(amended, read_notice_form(form, *reading, department_of_notice));
  }
  KJ_TRY(const NoticeId id, amend_notice(call.flow(), call.person, notice.id, amended, expected.version));
  return shown(call, id, 200);
}

Result<Reply> upload(Call& call) {
  KJ_TRY(const Notice notice, visible_notice(call));
  std::vector<ReceivedFile> files;
  const bool picture = call.request.query_value("as").value_or("") == "picture";
  for (const http::Upload& upload : call.request.uploads)
    if (upload.field == "file" && !upload.file_name.empty())
      files.push_back({upload.file_name, upload.content, picture});
  if (files.empty() && !call.request.body.empty())
    files.push_back({call.request.query_value("name").value_or("original"), call.request.body, picture});
  if (files.empty())
    return invalid_input(
        {{"/file",
          "required",
          {"请选择至少一个文件（字段名 file）", "send at least one file in a part named 'file'"}}});
  KJ_TRY(const NoticeId id, add_originals(call.flow(), call.person, notice.id, files));
  return shown(call, id, 201);
}

Result<Reply> review(Call& call) {
  KJ_TRY(const Notice notice, visible_notice(call));
  KJ_TRY(const Expected expected, if_match(call, false));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  ReviewForm form;
  form.decision = reader.text("decision", true);
  form.instruction = reader.text("instruction");
  form.editor_login = reader.text("editor");
  form.due = reader.time("due");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const NoticeId id, review_notice(call.flow(), call.person, notice.id, form, expected.version));
  return shown(call, id, 200);
}

// What was read out of an original, asked for on its own: it can be as long as a book.
const Error kNoOriginal{ErrorKind::kNotFound, "not_found", {"没有这份原件", "there is no such original"}};

// An original may be read by whoever may read one of its notices, and by everybody once a set of that notice
// was published.
Result<bool> may_read_original(const Call& call, const Reading& reading, const std::string& sha256) {
  KJ_TRY(const auto notices, reading.notices().notices_with(sha256));
  for (const NoticeId id : notices) {
    KJ_TRY(const Notice notice, need_notice(reading, id));
    if (check(Permission::kReadNotices, call.person).ok() && check_visible(reading, call.person, notice).ok())
      return true;
    if (call.person.only) continue;
    ChangeFilter filter;
    filter.notice = id;
    KJ_TRY(const auto changes, reading.changes().list(filter, {100, std::nullopt}));
    // To agents: once a set that rests on this very file has begun to answer.
    for (const Original& file : notice.originals)
      for (const ChangeSet& change : changes.items)
        if (file.sha256 == sha256 && change.published_at && file.received_at <= *change.published_at &&
            *change.effective_at <= call.site.now())
          return true;
  }
  return false;
}

Result<Reply> original_text(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  const std::string& sha256 = call.parts.at(1);
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto notice, reading->notices().find(NoticeId{number}));
  if (!notice) return kNoOriginal;
  const auto found = std::find_if(notice->originals.begin(), notice->originals.end(),
                                  [&](const Original& row) { return row.sha256 == sha256; });
  KJ_TRY(const bool may, may_read_original(call, *reading, sha256));
  if (found == notice->originals.end() || !may) return kNoOriginal;
  KJ_TRY(auto text, reading->notices().original_text(sha256));
  if (!text) return kNoOriginal;
  Reply reply;
  constexpr std::size_t kLongestShown = 400'000;  // bytes; what is longer is read as it is
  reply.body = {{"sha256", sha256},
                {"html", text->size() <= kLongestShown ? json(render_html(*text)) : json(nullptr)},
                {"text", *text},
                {"text_status", found->text_status}};
  KJ_DO(note_reading(call, "getOriginalText", {"original", sha256}));
  return reply;
}

Result<Reply> original(Call& call) {
  const std::string& sha256 = call.parts.at(0);
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto row, reading->notices().original(sha256));
  KJ_TRY(const bool may, may_read_original(call, *reading, sha256));
  if (!row || !may) return kNoOriginal;
  KJ_TRY(const auto redaction, reading->redactions().find(RedactedKind::kOriginal, sha256, sha256));
  if (redaction) return redacted(*redaction);
  Reply reply;
  KJ_TRY(reply.bytes, call.site.files.read(sha256));
  reply.media_type = "application/octet-stream";
  std::string encoded;
  for (const char c : row->file_name) {
    constexpr char kHex[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
        c == '_')
      encoded += c;
    else
      encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  reply.headers = {{"Content-Disposition", "attachment; filename*=UTF-8''" + encoded},
                   {"ETag", "\"" + sha256 + "\""},
                   {"Cache-Control", "private, max-age=31536000, immutable"}};
  KJ_DO(note_reading(call, "getOriginal", {"original", sha256}));
  return reply;
}

Result<Reply> touched(Call& call) {
  KJ_TRY(const Notice notice, visible_notice(call));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto all, touched_by(call.site, *reading, notice));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = present.touched(all, notice.form.department, nullptr);
  return reply;
}

Result<Reply> versions(Call& call) {
  KJ_TRY(const Notice notice, visible_notice(call));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto forms, reading->notices().forms(notice.id));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", present.notice_versions(forms)}};
  return reply;
}

Result<Reply> diff(Call& call) {
  KJ_TRY(const Notice notice, visible_notice(call));
  KJ_TRY(const auto from, call.query_number("from"));
  KJ_TRY(const auto to, call.query_number("to"));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto forms, reading->notices().forms(notice.id));
  const auto version = [&](std::optional<std::int64_t> number) {
    return std::find_if(forms.begin(), forms.end(),
                        [&](const FormVersion& one) { return one.version == number; });
  };
  const auto before = version(from), after = version(to);
  std::vector<Fault> faults;
  if (before == forms.end())
    faults.push_back({"from", "unknown", {"没有这个版本", "there is no such version"}});
  if (after == forms.end()) faults.push_back({"to", "unknown", {"没有这个版本", "there is no such version"}});
  if (!faults.empty()) return invalid_input(std::move(faults));
  const Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"notice", notice.id.value},
                {"from", before->version},
                {"to", after->version},
                {"fields", present.form_differences(*before, *after)}};
  return reply;
}

}  // namespace

std::vector<Route> notice_routes() {
  return {{"POST", "/notices", Permission::kReceiveNotice, receive, true},
          {"GET", "/notices", Permission::kReadNotices, list},
          {"GET", "/notices/{n}", Permission::kReadNotices, get},
          {"PUT", "/notices/{n}", Permission::kReceiveNotice, amend},
          {"POST", "/notices/{n}/originals", Permission::kReceiveNotice, upload, true},
          {"GET", "/notices/{n}/originals/{sha256}/text", Permission::kSignedIn, original_text},
          {"POST", "/notices/{n}/review", Permission::kReviewNotice, review},
          {"GET", "/notices/{n}/versions", Permission::kReadNotices, versions},
          {"GET", "/notices/{n}/diff", Permission::kReadNotices, diff},
          {"GET", "/notices/{n}/touched", Permission::kReadNotices, touched},
          {"GET", "/originals/{sha256}", Permission::kSignedIn, original}};
}

}  // namespace koujing::door
