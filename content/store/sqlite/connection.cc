#include "content/store/sqlite/connection.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <stdexcept>
#include <string_view>

namespace koujing::sqlite {
namespace {

sqlite_api::sqlite3* handle(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

struct Rule {
  std::string_view marker;  // in the message of RAISE(ABORT, ...) or of a constraint
  ErrorKind kind;
  const char* code;
  const char* zh;
  const char* en;
};

constexpr Rule kRules[] = {
    {"four_eyes: reviews", ErrorKind::kForbidden, "four_eyes", "提出通知单的人不能审阅它，请由另一位主任处理",
     "whoever raised a notice cannot review it; ask another director"},
    {"four_eyes: confirmations", ErrorKind::kForbidden, "four_eyes",
     "起草过变更单的人不能确认它，请由下发部门的其他人确认",
     "whoever wrote a line of a change set cannot confirm it; ask somebody else of the department"},
    {"confirmation_mismatch", ErrorKind::kStale, "content_changed",
     "内容在您查看之后已有改动，请重新查看后再确认",
     "the content changed after you saw it; look at it again before you confirm"},
    {"unconfirmed: entry_events", ErrorKind::kConflict, "unconfirmed", "这些内容尚未经下发部门确认，不能发布",
     "this content was not confirmed by its department and cannot be published"},
    {"append_only", ErrorKind::kConflict, "append_only", "历史记录只能追加，不能修改或删除",
     "the record only grows; nothing in it is changed or deleted"},
    {"already_exists: ", ErrorKind::kConflict, "already_exists",
     "相同编号或名称的内容已存在，请换一个或使用已有的",
     "something of the same number or name exists already; choose another or use that one"},
    {"UNIQUE constraint failed", ErrorKind::kConflict, "already_exists",
     "相同编号或名称的内容已存在，请换一个或使用已有的",
     "something of the same number or name exists already; choose another or use that one"},
    {"FOREIGN KEY constraint failed", ErrorKind::kInvalid, "unknown_reference",
     "引用了不存在的部门、信息库或人员", "refers to a department, library or person that does not exist"},
    {"database or disk is full", ErrorKind::kUnavailable, "store_full",
     "磁盘空间不足，本次没有任何改动；请释放空间后重试",
     "the disk is full and nothing was changed; free some space and try again"},
    {"database is locked", ErrorKind::kUnavailable, "store_busy", "存储正忙，本次没有任何改动；请稍后重试",
     "the store is busy and nothing was changed; try again"},
};

}  // namespace

// One call for all of them: SOCI's own options know few pragmas.
Connection::Connection(const std::filesystem::path& file, Access access)
    : session_(soci::sqlite3, "db=\"" + file.string() + "\" timeout=5") {
  execute(
      "PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA mmap_size = 0;"
      "PRAGMA temp_store = MEMORY;"
      "PRAGMA cache_size = -8000;");  // 8 MB a connection
  sqlite_api::sqlite3_db_config(handle(session_), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  if (access == Access::kWrite)
    execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000;"
        "PRAGMA secure_delete = ON;");
  else
    execute("PRAGMA wal_autocheckpoint = 0; PRAGMA query_only = ON;");
}

Connection::~Connection() = default;

void Connection::execute(const std::string& script) {
  char* message = nullptr;
  if (sqlite_api::sqlite3_exec(handle(session_), script.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
    const std::string text = message != nullptr ? message : "unknown";
    sqlite_api::sqlite3_free(message);
    throw std::runtime_error(text);
  }
}

Error SqliteDialect::error_of(const std::exception& thrown) const {
  const std::string_view text = thrown.what();
  for (const Rule& rule : kRules)
    if (text.find(rule.marker) != std::string_view::npos)
      return {rule.kind, rule.code, {rule.zh, rule.en}, {}, std::string(text)};
  return {ErrorKind::kInternal,
          "store_failed",
          {"存储出错，本次没有任何改动；请联系管理员运行 koujing doctor",
           "the store failed and nothing was changed; ask an administrator to run koujing doctor"},
          {},
          std::string(text)};
}

}  // namespace koujing::sqlite
