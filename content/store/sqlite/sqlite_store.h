// The embedded store: one SQLite file in the data directory.
//
// Debian's SQLite 3.40.1 has the WAL-reset race (two connections writing or checkpointing at the same
// moment), so every write and every checkpoint, of any process, happens under one lock (`store.lock` beside
// the file, plus a mutex in the process), readers never checkpoint, and no connection checkpoints on close.
// docs/decisions/0002-store.md.
#pragma once

#include <filesystem>

#include "content/model/instant.h"
#include "content/store/store.h"

namespace koujing {

struct SqliteOptions {
  std::filesystem::path file;  // made with its schema when it is not there
  bool read_only = false;      // never writes; the file must be there and of this schema
  std::size_t readers = 8;     // connections for snapshots; a further reader waits
};

// `clock` must outlive the store. Errors: kUnavailable "store_unreadable" (path, rights, no SQLite file),
// kConflict "store_newer" (written by a newer version of the program).
Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options, const Clock& clock);

}  // namespace koujing
