// A business notice (业务通知单): what an issuing department sends, and where it stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "content/model/validity.h"

namespace koujing {

// received -> returned | filed | assigned; returned -> received (sent again); assigned -> published.
// Every legal and illegal step is in content/model/lifecycle.h.
enum class NoticeState { kReceived, kReturned, kFiled, kAssigned, kPublished };
enum class Urgency { kNormal, kUrgent, kEmergency };

std::string_view notice_state_name(NoticeState state);  // "received", ...
std::optional<NoticeState> notice_state_from_name(std::string_view name);
std::string_view urgency_name(Urgency urgency);  // "normal", "urgent", "emergency"
std::optional<Urgency> urgency_from_name(std::string_view name);

// A file exactly as received, stored once under its SHA-256, never altered, and deleted only where the law
// demands it (redaction.h).
struct Original {
  std::string sha256;  // 64 lower-case hex digits
  std::string file_name;
  std::string media_type;
  std::int64_t size = 0;  // bytes
  Instant received_at;
  PersonId received_by;
  // Extracted when it comes in, up to megabytes; "" when nothing could be read. Reading a notice or an
  // original leaves it out: NoticeTable::original_text() gives it.
  std::string text;
  std::string text_status;  // "extracted", "empty", "unsupported", "failed: <why>", "redacted"
  bool picture = false;     // put into a script by an editor: kept with the notice, and nothing that came in
};

// What a department fills in. Text is UTF-8 Markdown.
struct NoticeForm {
  std::string document_number;  // 发文字号 such as 市场〔2026〕15号; may be empty
  DepartmentCode department;    // the issuing department
  std::string subject;          // 1..200 characters
  Urgency urgency = Urgency::kNormal;
  std::string text;                  // up to 200,000 characters
  Validity requested;                // requested validity; from = always() when not stated
  std::string contact;               // who in the department can be asked
  std::string issued_on;             // 成文日期, as 2026-11-25; "" when not stated
  std::optional<Instant> deadline;   // until when the department wants it answered or done
  std::vector<std::string> repeals;  // numbers or 《titles》 of the documents that it ends, at most 50
};

struct Review {
  PersonId by;
  Instant at;
  std::string decision;     // "assign", "return", "file"
  std::string instruction;  // 批示, or the reason of a return
  std::optional<PersonId> editor;
  std::optional<Instant> due;
  std::optional<PersonId> on_behalf_of = {};  // the absent director for whom `by` stood in
};

struct Notice {
  NoticeId id;
  NoticeForm form;
  NoticeState state = NoticeState::kReceived;
  PersonId raised_by;
  Instant received_at;
  std::int64_t version = 1;  // goes up with every change; the ETag
  std::vector<Original> originals;
  std::vector<Review> reviews;  // oldest first
  std::optional<PersonId> editor;
  std::optional<Instant> due;
  bool redacted = false;  // subject, text and contact are gone (redaction.h), of every form
};

}  // namespace koujing
