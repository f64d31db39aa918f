// One SQLite connection with the settings that the invariants need, and the reading of its errors.
#pragma once

#include <filesystem>
#include <memory>

#include "content/store/sql/sql_session.h"

namespace koujing::sqlite {

enum class Access { kRead, kWrite };

class Connection {
 public:
  // Throws what SOCI throws.
  Connection(const std::filesystem::path& file, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  soci::session& session() { return session_; }
  void execute(const std::string& script);  // any number of statements; throws std::runtime_error

 private:
  soci::session session_;
};

class SqliteDialect final : public sql::Dialect {
 public:
  Error error_of(const std::exception& thrown) const override;
};

}  // namespace koujing::sqlite
