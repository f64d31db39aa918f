// The store's file in the hands of somebody who has no business with it.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <string>

namespace koujing::testing {

// One statement on a connection of its own. Gives SQLite's complaint, "" when it went through.
inline std::string run_raw(const std::filesystem::path& store, const std::string& sql) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(store.c_str(), &db), SQLITE_OK);
  char* message = nullptr;
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message);
  const std::string text = message != nullptr ? message : "";
  sqlite3_free(message);
  sqlite3_close(db);
  return text;
}

}  // namespace koujing::testing
