#include "content/store/sqlite/migrate.h"

#include <map>

#include "content/crypto/digest.h"

namespace koujing::sqlite {
namespace {

using soci::into;
using soci::use;

constexpr int kApplicationId = 0x4B4F554A;  // "KOUJ"

std::map<int, std::string> applied(Connection& connection) {
  std::map<int, std::string> found;
  std::string name;
  connection.session()
      << "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'",
      into(name);
  if (!connection.session().got_data()) return found;
  int number = 0;
  std::string digest;
  soci::statement rows = (connection.session().prepare << "SELECT number, sha256 FROM schema_migrations",
                          into(number), into(digest));
  rows.execute();
  while (rows.fetch()) found[number] = digest;
  return found;
}

Status check(const std::map<int, std::string>& found) {
  for (const auto& [number, digest] : found) {
    if (number > static_cast<int>(migrations().size()))
      return Error{ErrorKind::kConflict,
                   "store_newer",
                   {"数据目录由更新版本的口径创建，请升级程序后再打开",
                    "the data directory was written by a newer Koujing; upgrade the program"}};
    const Migration& known = migrations()[static_cast<std::size_t>(number - 1)];
    if (sha256_hex(known.sql) != digest)
      return Error{ErrorKind::kInternal,
                   "migration_changed",
                   {"数据库结构与本程序不一致，请使用创建它的版本",
                    "the schema is not the one that this program knows; use the version that made it"},
                   {},
                   std::string(known.name)};
  }
  return {};
}

}  // namespace

Status migrate(Connection& connection, Instant now) {
  try {
    const auto found = applied(connection);
    KJ_DO(check(found));
    for (const Migration& migration : migrations()) {
      if (found.contains(migration.number)) continue;
      connection.execute("BEGIN IMMEDIATE");
      try {
        connection.execute(migration.sql);
        const std::string name = migration.name, digest = sha256_hex(migration.sql);
        connection.session() << "INSERT INTO schema_migrations (number, name, sha256, applied_at) "
                                "VALUES (:number, :name, :digest, :at)",
            use(migration.number), use(name), use(digest), use(now.us);
        connection.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                           "; PRAGMA user_version = " + std::to_string(migration.number) + "; COMMIT");
      } catch (...) {
        connection.execute("ROLLBACK");
        throw;
      }
    }
    return {};
  } catch (const std::exception& thrown) {
    return SqliteDialect().error_of(thrown);
  }
}

Status check_schema(Connection& connection) {
  try {
    const auto found = applied(connection);
    KJ_DO(check(found));
    if (found.size() < migrations().size())
      return Error{ErrorKind::kConflict,
                   "store_older",
                   {"数据目录需要升级，请先运行一次 koujing serve",
                    "the data directory must be upgraded; run koujing serve once"}};
    return {};
  } catch (const std::exception& thrown) {
    return SqliteDialect().error_of(thrown);
  }
}

}  // namespace koujing::sqlite
