#include "content/flow/flow.h"

namespace koujing {

Result<Subject> in_one_step(const Flow& flow, const std::function<Result<Subject>(Writing&)>& work) {
  KJ_TRY(const auto writing, flow.store.write());
  KJ_TRY(Subject subject, work(*writing));
  if (flow.before_commit) KJ_DO(flow.before_commit(*writing, subject));
  KJ_DO(writing->commit());
  return subject;
}

Error not_found(const std::string& thing_zh, const std::string& thing_en, std::int64_t id) {
  return {ErrorKind::kNotFound,
          "not_found",
          {"没有编号为 " + id_text(id) + " 的" + thing_zh, "there is no " + thing_en + " " + id_text(id)}};
}

Status expect_version(std::optional<std::int64_t> expected, std::int64_t actual) {
  if (!expected || *expected == actual) return {};
  return Error{ErrorKind::kStale,
               "stale_version",
               {"内容在您读取之后已被他人修改（您的版本 " + id_text(*expected) + "，现在 " + id_text(actual) +
                    "）；没有覆盖任何内容，请对照后重新保存",
                "somebody changed it after you read it (your version " + id_text(*expected) + ", now " +
                    id_text(actual) + "); nothing was overwritten, compare and save again"}};
}

Error four_eyes(const std::string& zh, const std::string& en) {
  return {ErrorKind::kForbidden, "four_eyes", {zh, en}};
}

Result<Notice> need_notice(const Reading& reading, NoticeId id) {
  KJ_TRY(auto found, reading.notices().find(id));
  if (!found) return not_found("通知单", "notice", id.value);
  return std::move(*found);
}

Result<ChangeSet> need_change(const Reading& reading, ChangeId id) {
  KJ_TRY(auto found, reading.changes().find(id));
  if (!found) return not_found("变更单", "change set", id.value);
  return std::move(*found);
}

std::string id_text(std::int64_t id) { return std::to_string(id); }

}  // namespace koujing
