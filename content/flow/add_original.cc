#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/notices.h"
#include "content/model/lifecycle.h"
#include "content/model/text_rules.h"
#include "content/originals/extract_text.h"

namespace koujing {
namespace {

// A name to show and to offer for download; never used as a path.
std::string clean_name(const std::string& name) {
  std::string clean =
      name.substr(name.find_last_of("/\\") == std::string::npos ? 0 : name.find_last_of("/\\") + 1);
  if (!is_clean_text(clean) || clean.empty()) clean = "original";
  while (characters_in(clean) > 200) clean.pop_back();
  return is_clean_text(clean) ? clean : "original";
}

// An error only when no reader could be had: then the same file can be sent again.
Status read_text(const Flow& flow, std::string_view bytes, Original& original) {
  Extraction read =
      flow.extract ? flow.extract(bytes, original.file_name) : extract_here(bytes, original.file_name);
  original.media_type = read.media_type;
  if (read.text) {
    original.text = std::move(read.text->markdown);
    original.text_status = original.text.empty() ? "empty" : "extracted";
    return {};
  }
  const Error& error = read.text.error();
  if (error.kind == ErrorKind::kUnavailable) return error;
  original.text_status = error.kind == ErrorKind::kUnsupported ? "unsupported" : "failed: " + error.code;
  return {};
}

Status check_file(std::string_view bytes) {
  if (bytes.empty())
    return Error{ErrorKind::kInvalid,
                 "original_empty",
                 {"文件是空的，没有保存", "the file is empty; nothing was kept"}};
  if (bytes.size() > kMaxOriginalBytes)
    return Error{ErrorKind::kTooLarge,
                 "original_too_large",
                 {"文件超过 20 MB，请拆分后上传", "the file is larger than 20 MB; split it"}};
  return {};
}

// What the law has deleted does not come back with the next notice.
Status not_redacted(const Reading& reading, const std::string& sha256) {
  KJ_TRY(const auto redaction, reading.redactions().find(RedactedKind::kOriginal, sha256, sha256));
  if (!redaction) return {};
  return Error{ErrorKind::kConflict,
               "redacted",
               {"这份原件已经依法删除，不能再收", "this original was deleted by law and is not taken again"}};
}

Status name_in_notice(Writing& writing, const Person& actor, Notice& notice, Original& original) {
  KJ_DO(not_redacted(writing, original.sha256));
  original.received_at = writing.recorded_at();
  KJ_DO(writing.notices().add_original(notice.id, original));
  nlohmann::json detail = {{"file_name", original.file_name}, {"size", original.size}};
  if (original.picture) detail["picture"] = true;
  KJ_DO(append(writing, &actor,
               {"add_original",
                {"notice", id_text(notice.id.value)},
                "",
                original.sha256,
                canonical(detail),
                {{"original", original.sha256}}}));
  return {};
}

}  // namespace

Result<NoticeId> add_originals(const Flow& flow, const Person& actor, NoticeId id,
                               const std::vector<ReceivedFile>& files) {
  for (const ReceivedFile& file : files) KJ_DO(check_file(file.bytes));
  {
    // Look before the slow part; the transaction looks again.
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(const Notice notice, need_notice(*reading, id));
    KJ_DO(step(notice.state, NoticeVerb::kAddOriginal));
    for (const ReceivedFile& file : files) KJ_DO(not_redacted(*reading, sha256_hex(file.bytes)));
  }
  std::vector<Original> originals;
  for (const ReceivedFile& file : files) {
    Original original;
    KJ_TRY(original.sha256, flow.files.keep(file.bytes));
    original.file_name = clean_name(file.name);
    original.picture = file.picture;
    original.size = static_cast<std::int64_t>(file.bytes.size());
    original.received_by = actor.id;
    KJ_DO(read_text(flow, file.bytes, original));
    originals.push_back(std::move(original));
  }
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(Notice notice, need_notice(writing, id));
           KJ_TRY(notice.state, step(notice.state, NoticeVerb::kAddOriginal));
           for (Original& original : originals) KJ_DO(name_in_notice(writing, actor, notice, original));
           notice.version += 1;
           KJ_DO(writing.notices().save(notice, actor.id, writing.recorded_at()));
           return Subject{"notice", id.value};
         }));
  return NoticeId{changed.id};
}

Result<NoticeId> add_original(const Flow& flow, const Person& actor, NoticeId id, std::string_view bytes,
                              const std::string& file_name) {
  return add_originals(flow, actor, id, {{file_name, bytes, false}});
}

}  // namespace koujing
