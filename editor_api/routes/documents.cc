// /documents/read: what a file says, before anybody takes it in. Nothing of it is kept.
#include <algorithm>

#include "content/crypto/digest.h"
#include "content/flow/find_notices.h"
#include "content/model/text_rules.h"
#include "content/originals/confined_extract.h"
#include "content/originals/extraction_errors.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/route.h"
#include "search/study/notice_facts.h"

namespace koujing::door {
namespace {

// Notices that this person may know of.
Result<json> summaries(const Call& call, Presenter& present, const std::vector<Notice>& notices) {
  json list = json::array();
  for (const Notice& notice : notices) {
    if (!check_notice(call.person, notice).ok()) continue;
    KJ_TRY(json row, present.notice_summary(notice));
    list.push_back(std::move(row));
  }
  return list;
}

Result<std::vector<Notice>> notices_with(const Reading& reading, const std::string& sha256) {
  constexpr std::size_t kMost = 20;
  KJ_TRY(const auto ids, reading.notices().notices_with(sha256));
  std::vector<Notice> notices;
  for (const NoticeId id : ids) {
    if (notices.size() == kMost) break;
    KJ_TRY(auto notice, reading.notices().find(id));
    if (notice) notices.push_back(*std::move(notice));
  }
  return notices;
}

Result<Reply> read_document(Call& call) {
  std::string name = call.request.query_value("name").value_or("original");
  std::string_view bytes = call.request.body;
  for (const http::Upload& upload : call.request.uploads)
    if (upload.field == "file") {
      name = upload.file_name;
      bytes = upload.content;
    }
  if (bytes.empty()) return invalid_input({{"/file", "required", {"请选择一个文件", "send a file"}}});
  const std::string sha256 = sha256_hex(bytes);
  if (bytes.size() > kMaxOriginalBytes) return original_too_large();
  const Extraction read = call.site.extract(bytes, name);
  const auto& text = read.text;
  if (!text && text.error().kind == ErrorKind::kUnavailable) return text.error();
  search::NoticeFacts facts;
  if (text) facts = search::read_notice(text->markdown);
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  KJ_TRY(const auto departments, reading->people().departments());
  KJ_TRY(const auto same, notices_with(*reading, sha256));
  std::vector<Notice> numbered;
  if (facts.document_number) {
    KJ_TRY(numbered, notices_named(*reading, facts.document_number->value));
  }
  json repeals = json::array();
  for (const search::Stated& one : facts.repeals) {
    KJ_TRY(const auto notices, notices_named(*reading, one.value));
    KJ_TRY(json known, summaries(call, present, notices));
    repeals.push_back({{"value", one.value}, {"notices", std::move(known)}});
  }
  KJ_TRY(json same_original, summaries(call, present, same));
  KJ_TRY(json same_number, summaries(call, present, numbered));
  json explanation = nullptr;
  if (!text)
    explanation = call.language == Language::kChinese ? text.error().message.zh : text.error().message.en;
  Reply reply;
  reply.body = {
      {"sha256", sha256},
      {"media_type", read.media_type},
      {"text", text ? text->markdown : ""},
      {"text_status", text ? (text->markdown.empty() ? "empty" : "extracted")
                      : text.error().kind == ErrorKind::kUnsupported ? "unsupported"
                                                                     : "failed: " + text.error().code},
      {"explanation", explanation},
      {"named_otherwise", ending_of_content(read.media_type, name)},
      {"facts", present.notice_facts(facts, text ? text->markdown : "", departments)},
      {"repealed", std::move(repeals)},
      {"same_original", std::move(same_original)},
      {"same_number", std::move(same_number)}};
  return reply;
}

}  // namespace

std::vector<Route> document_routes() {
  return {{"POST", "/documents/read", Permission::kReceiveNotice, read_document}};
}

}  // namespace koujing::door
