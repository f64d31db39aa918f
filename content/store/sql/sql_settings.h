// SettingsTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlSettings final : public SettingsTable {
 public:
  explicit SqlSettings(SqlSession session) : session_(session) {}
  Result<std::optional<Setting>> find(const std::string& name) const override;
  Status add(const Setting& setting) override;

 private:
  SqlSession session_;
};

}  // namespace koujing::sql
