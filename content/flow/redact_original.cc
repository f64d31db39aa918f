#include "content/flow/redact_original.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/journal/append.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

void check(std::vector<Fault>& faults, const char* pointer, const std::string& text) {
  if (text.find_first_not_of(" \n\r\t") == std::string::npos || !is_clean_text(text) ||
      characters_in(text) > kLongestRedactionReason)
    faults.push_back({pointer,
                      "required",
                      {"必须填写，最多 500 个字符", "must be filled in, with at most 500 characters"}});
}

}  // namespace

Result<Redaction> redact_original(const Flow& flow, const Person& actor, const std::string& sha256,
                                  const RedactionForm& form, const SigningKey& key) {
  std::vector<Fault> faults;
  check(faults, "/reason", form.reason);
  check(faults, "/law", form.law);
  if (!faults.empty()) return invalid_input(std::move(faults));
  Redaction made;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto original, writing.notices().original(sha256));
           if (!original)
             return Error{ErrorKind::kNotFound, "not_found", {"没有这份原件", "there is no such original"}};
           KJ_TRY(const auto before, writing.notices().redaction(sha256));
           if (before)
             return Error{ErrorKind::kConflict,
                          "redacted",
                          {"这份原件已经依法删除", "this original was deleted by law already"}};
           const Instant at = writing.recorded_at();
           const std::string stub = canonical(json{{"format", "koujing-redaction-1"},
                                                   {"kind", "original"},
                                                   {"digest", sha256},
                                                   {"at", format_instant(at, 0)},
                                                   {"by", actor.login},
                                                   {"reason", form.reason},
                                                   {"law", form.law}});
           made = {sha256, at, actor.id, stub, key.sign(stub)};
           KJ_DO(writing.notices().add_redaction(made));
           KJ_TRY(const auto notices, writing.notices().notices_with(sha256));
           std::vector<JournalRef> refs;
           refs.reserve(notices.size());
           for (const NoticeId notice : notices) refs.push_back({"notice", id_text(notice.value)});
           KJ_TRY(const auto seq, append(writing, &actor,
                                         {"redact_original",
                                          {"original", sha256},
                                          sha256,
                                          sha256_hex(stub),
                                          canonical(json{{"reason", form.reason}, {"law", form.law}}),
                                          std::move(refs)}));
           return Subject{"original", seq};
         }));
  (void)done;
  KJ_DO(flow.files.remove(sha256));
  // While somebody still reads what was before, it stays due: the server tries again every minute.
  if (const Status scrubbed = flow.store.scrub();
      !scrubbed && scrubbed.error().kind != ErrorKind::kUnavailable)
    return scrubbed.error();
  return made;
}

Result<std::size_t> sweep_redacted(const Reading& reading, const OriginalFiles& files) {
  KJ_TRY(const auto digests, reading.notices().redacted_digests());
  std::size_t swept = 0;
  for (const std::string& digest : digests) {
    KJ_TRY(const bool there, files.remove(digest));
    if (there) ++swept;
  }
  return swept;
}

Error redacted(const Redaction& redaction) {
  const json stub = json::parse(redaction.stub, nullptr, false);
  const std::string at = format_instant(redaction.at, kDefaultOffsetMinutes).substr(0, 10);
  const std::string why = stub.value("law", "") + "，" + stub.value("reason", "");
  return {
      ErrorKind::kNotFound,
      "original_redacted",
      {"这份原件已于 " + at + " 依法删除（" + why + "），只留下摘要和签名凭证",
       "this original was deleted by law on " + at + " (" + why + "); its digest and a signed stub stay"}};
}

}  // namespace koujing
