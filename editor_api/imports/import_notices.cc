#include "editor_api/imports/import_notices.h"

#include <set>

#include "content/crypto/digest.h"
#include "content/exchange/entry_exchange.h"
#include "content/flow/notices.h"
#include "content/originals/extract_text.h"
#include "content/originals/extraction_errors.h"
#include "editor_api/imports/import_library.h"
#include "editor_api/stated_facts.h"
#include "search/text/utf8.h"

namespace koujing::door {
namespace {

std::string cut(std::string_view text, std::size_t characters) {
  return std::string(search::first_characters(text, characters));
}

bool is_document(const std::filesystem::path& file) {
  static const std::set<std::string> endings = {".docx", ".doc", ".xlsx", ".xls",      ".pdf",
                                                ".html", ".htm", ".md",   ".markdown", ".txt",
                                                ".csv",  ".png", ".jpg",  ".jpeg"};
  return endings.contains(lower_ending(file));
}

void take_facts(const search::NoticeFacts& facts, int utc_offset_minutes, NoticeForm& form) {
  if (facts.subject) form.subject = facts.subject->value;
  if (facts.document_number) form.document_number = cut(facts.document_number->value, 100);
  if (facts.issued_on && parse_instant(facts.issued_on->value)) form.issued_on = facts.issued_on->value;
  form.requested.from =
      moment_of(facts.effective_from, OfDay::kBegin, utc_offset_minutes).value_or(Instant::always());
  form.requested.to = moment_of(facts.effective_to, OfDay::kOver, utc_offset_minutes);
  if (form.requested.empty()) form.requested.to.reset();
  form.deadline = moment_of(facts.deadline, OfDay::kLastMinute, utc_offset_minutes);
  if (facts.contact) form.contact = cut(facts.contact->value, 100);
  for (const search::Stated& one : facts.repeals) form.repeals.push_back(cut(one.value, 200));
  if (facts.urgent) form.urgency = Urgency::kUrgent;
}

}  // namespace

Result<DepartmentCode> NoticeImporter::department(const std::optional<DepartmentCode>& named) {
  if (stated_.empty() && named) return *named;
  if (!otherwise_) {
    KJ_TRY(otherwise_, department_of(flow_, by_, stated_.empty() ? ExchangeDefaults{}.department : stated_));
  }
  return *otherwise_;
}

Status NoticeImporter::read(const std::string& bytes, const std::string& name, NoticeForm& form) {
  std::optional<DepartmentCode> named;
  if (const auto text = extract_text(bytes, name)) {
    form.subject = text->title;
    form.text = cut(text->markdown, 200'000);
    const search::NoticeFacts facts = search::read_notice(text->markdown);
    take_facts(facts, offset_, form);
    KJ_TRY(const auto reading, flow_.store.read());
    KJ_TRY(const auto departments, reading->people().departments());
    if (const auto known = known_issuer(facts.departments, departments)) named = known->department.code;
  }
  KJ_TRY(form.department, department(named));
  return {};
}

Result<bool> NoticeImporter::take(const std::filesystem::path& file) {
  if (!is_document(file))
    return Error{
        ErrorKind::kUnsupported,
        "not_a_document",
        {"不是通知单的格式（docx、doc、xlsx、pdf、html、md、txt、图片）",
         "not a kind of document that a notice comes as (docx, doc, xlsx, pdf, html, md, txt, image)"}};
  KJ_TRY(const std::string bytes, read_file(file));
  {
    KJ_TRY(const auto reading, flow_.store.read());
    KJ_TRY(const auto before, reading->notices().notices_with(sha256_hex(bytes)));
    if (!before.empty()) return false;
  }
  if (bytes.empty()) return Error{ErrorKind::kInvalid, "original_empty", {"文件是空的", "the file is empty"}};
  if (bytes.size() > kMaxOriginalBytes) return original_too_large();
  const std::string name = file.filename().string();
  NoticeForm form;
  KJ_DO(read(bytes, name, form));
  if (form.subject.find_first_not_of(" \t\n") == std::string::npos) form.subject = file.stem().string();
  for (char& c : form.subject)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  form.subject = cut(form.subject, 200);
  KJ_TRY(const NoticeId id, receive_notice(flow_, by_, form));
  KJ_TRY(const NoticeId kept, add_original(flow_, by_, id, bytes, name));
  (void)kept;
  return true;
}

}  // namespace koujing::door
