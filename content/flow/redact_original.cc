#include "content/flow/redact_original.h"

#include <nlohmann/json.hpp>

namespace koujing {

Result<Redaction> redact_original(const Flow& flow, const Person& actor, const std::string& sha256,
                                  const RedactionForm& form, const SigningKey& key) {
  KJ_DO(check_redaction(form));
  Redaction made;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto original, writing.notices().original(sha256));
           if (!original)
             return Error{ErrorKind::kNotFound, "not_found", {"没有这份原件", "there is no such original"}};
           KJ_TRY(const auto before, writing.redactions().find(RedactedKind::kOriginal, sha256, sha256));
           if (before) return already_redacted("这份原件", "this original");
           Deletion deletion{RedactedKind::kOriginal, sha256, sha256, {"original", sha256}};
           KJ_TRY(const auto notices, writing.notices().notices_with(sha256));
           for (const NoticeId notice : notices) deletion.refs.push_back({"notice", id_text(notice.value)});
           KJ_TRY(made, note_redaction(writing, actor, form, key, deletion));
           KJ_DO(writing.notices().redact_original(sha256));
           return Subject{"original", 0};
         }));
  (void)done;
  KJ_DO(flow.files.remove(sha256));
  KJ_DO(scrub_now(flow.store));
  return made;
}

Result<std::size_t> sweep_redacted(const Reading& reading, const OriginalFiles& files) {
  KJ_TRY(const auto digests, reading.redactions().originals());
  std::size_t swept = 0;
  for (const std::string& digest : digests) {
    KJ_TRY(const bool there, files.remove(digest));
    if (there) ++swept;
  }
  return swept;
}

Error redacted(const Redaction& redaction) {
  const nlohmann::json stub = nlohmann::json::parse(redaction.stub, nullptr, false);
  const std::string at = format_instant(redaction.at, kDefaultOffsetMinutes).substr(0, 10);
  const std::string why = stub.value("law", "") + "，" + stub.value("reason", "");
  return {
      ErrorKind::kNotFound,
      "original_redacted",
      {"这份原件已于 " + at + " 依法删除（" + why + "），只留下摘要和签名凭证",
       "this original was deleted by law on " + at + " (" + why + "); its digest and a signed stub stay"}};
}

}  // namespace koujing
