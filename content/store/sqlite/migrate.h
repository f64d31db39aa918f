// Numbered migrations, each applied once, in one transaction, with its checksum kept.
#pragma once

#include <span>
#include <string>

#include "content/model/instant.h"
#include "content/model/result.h"
#include "content/store/sqlite/connection.h"

namespace koujing::sqlite {

struct Migration {
  int number;
  const char* name;
  const char* sql;
};

// Made by the build from content/store/sqlite/migrations/NNNN_*.sql, in order.
std::span<const Migration> migrations();

// Brings the schema up to date; the caller holds the writer lock. Errors: kConflict "store_newer", kInternal
// "migration_changed" (an applied one is not what it was), "store_failed".
Status migrate(Connection& connection, Instant now);

// Whether the schema is exactly this program's. Errors as migrate, and kConflict "store_older".
Status check_schema(Connection& connection);

}  // namespace koujing::sqlite
