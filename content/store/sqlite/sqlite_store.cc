#include "content/store/sqlite/sqlite_store.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>

#include "content/store/sql/examine_contents.h"
#include "content/store/sql/sql_blocks.h"
#include "content/store/sql/sql_care.h"
#include "content/store/sql/sql_catalogue.h"
#include "content/store/sql/sql_changes.h"
#include "content/store/sql/sql_desk.h"
#include "content/store/sql/sql_entries.h"
#include "content/store/sql/sql_lexicon.h"
#include "content/store/sql/sql_notices.h"
#include "content/store/sql/sql_people.h"
#include "content/store/sql/sql_questions.h"
#include "content/store/sql/sql_record.h"
#include "content/store/sql/sql_redactions.h"
#include "content/store/sql/sql_settings.h"
#include "content/store/sqlite/connection.h"
#include "content/store/sqlite/migrate.h"
#include "content/store/sqlite/writer_lock.h"

namespace koujing {
namespace sqlite {
namespace {

// All tables over one session.
struct Tables {
  explicit Tables(sql::SqlSession session)
      : people(session),
        notices(session),
        changes(session),
        entries(session),
        catalogue(session),
        bulletins(session),
        redactions(session),
        record(session),
        lexicon(session),
        settings(session),
        care(session),
        blocks(session),
        questions(session),
        desk(session) {}
  sql::SqlPeople people;
  sql::SqlNotices notices;
  sql::SqlChanges changes;
  sql::SqlEntries entries;
  sql::SqlCatalogue catalogue;
  sql::SqlBulletins bulletins;
  sql::SqlRedactions redactions;
  sql::SqlRecord record;
  sql::SqlLexicon lexicon;
  sql::SqlSettings settings;
  sql::SqlCare care;
  sql::SqlBlocks blocks;
  sql::SqlQuestions questions;
  sql::SqlDesk desk;
};

// Read connections, handed out one at a time.
class Pool {
 public:
  Pool(const std::filesystem::path& file, std::size_t size) : file_(file), most_(size) {}

  std::unique_ptr<Connection> take() {
    std::unique_lock lock(mutex_);
    free_again_.wait(lock, [&] { return !idle_.empty() || made_ < most_; });
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    ++made_;
    lock.unlock();
    try {
      return std::make_unique<Connection>(file_, Access::kRead);
    } catch (...) {
      drop();
      throw;
    }
  }

  void give_back(std::unique_ptr<Connection> connection) {
    {
      const std::lock_guard lock(mutex_);
      idle_.push_back(std::move(connection));
    }
    free_again_.notify_one();
  }

  void drop() {
    {
      const std::lock_guard lock(mutex_);
      --made_;
    }
    free_again_.notify_one();
  }

 private:
  const std::filesystem::path file_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable free_again_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t made_ = 0;
};

// Of the journal's last record; 0 before the first.
std::int64_t newest_record_time(Connection& connection) {
  std::int64_t last = 0;
  connection.session()
      << "SELECT coalesce(max(at), 0) FROM (SELECT at FROM journal ORDER BY seq DESC LIMIT 1)",
      soci::into(last);
  return last;
}

class SqliteReading final : public Reading {
 public:
  SqliteReading(Pool& pool, const SqliteDialect& dialect)
      : pool_(pool), connection_(pool.take()), tables_({connection_->session(), dialect}) {
    try {
      begin();
    } catch (...) {
      pool_.drop();  // this connection is of no use; its place is free again
      throw;
    }
  }
  ~SqliteReading() override {
    try {
      connection_->execute("COMMIT");
      pool_.give_back(std::move(connection_));
    } catch (const std::exception&) {
      connection_.reset();
      pool_.drop();
    }
  }
  const PeopleTable& people() const override { return tables_.people; }
  const NoticeTable& notices() const override { return tables_.notices; }
  const ChangeTable& changes() const override { return tables_.changes; }
  const EntryTable& entries() const override { return tables_.entries; }
  const CatalogueTable& catalogue() const override { return tables_.catalogue; }
  const BulletinTable& bulletins() const override { return tables_.bulletins; }
  const RedactionTable& redactions() const override { return tables_.redactions; }
  const RecordTable& record() const override { return tables_.record; }
  const LexiconTable& lexicon() const override { return tables_.lexicon; }
  const SettingsTable& settings() const override { return tables_.settings; }
  const CareTable& care() const override { return tables_.care; }
  const BlockTable& blocks() const override { return tables_.blocks; }
  const QuestionTable& questions() const override { return tables_.questions; }
  const DeskTable& desk() const override { return tables_.desk; }

 private:
  // The snapshot begins with the first SELECT after BEGIN; take it now.
  void begin() { connection_->execute("BEGIN; SELECT 1 FROM schema_migrations LIMIT 1"); }

  Pool& pool_;
  std::unique_ptr<Connection> connection_;
  Tables tables_;
};

class SqliteWriting final : public Writing {
 public:
  // On an exception the caller unlocks; what was begun is undone here.
  SqliteWriting(WriterLock& lock, Connection& connection, const SqliteDialect& dialect, const Clock& clock,
                std::atomic<std::int64_t>& last_recorded_at)
      : lock_(lock),
        connection_(connection),
        dialect_(dialect),
        tables_({connection.session(), dialect}),
        last_recorded_at_(last_recorded_at) {
    connection_.execute("BEGIN IMMEDIATE");
    open_ = true;
    try {
      find_record_time(clock);
    } catch (...) {
      connection_.execute("ROLLBACK");
      throw;
    }
  }
  ~SqliteWriting() override {
    if (open_) {
      try {
        connection_.execute("ROLLBACK");
      } catch (const std::exception&) {
        // SQLite rolls back by itself on some errors; there is nothing left to undo then.
      }
    }
    lock_.unlock();
  }
  const PeopleTable& people() const override { return tables_.people; }
  const NoticeTable& notices() const override { return tables_.notices; }
  const ChangeTable& changes() const override { return tables_.changes; }
  const EntryTable& entries() const override { return tables_.entries; }
  const CatalogueTable& catalogue() const override { return tables_.catalogue; }
  const BulletinTable& bulletins() const override { return tables_.bulletins; }
  const RedactionTable& redactions() const override { return tables_.redactions; }
  const RecordTable& record() const override { return tables_.record; }
  const LexiconTable& lexicon() const override { return tables_.lexicon; }
  const SettingsTable& settings() const override { return tables_.settings; }
  const CareTable& care() const override { return tables_.care; }
  const BlockTable& blocks() const override { return tables_.blocks; }
  const QuestionTable& questions() const override { return tables_.questions; }
  const DeskTable& desk() const override { return tables_.desk; }
  PeopleTable& people() override { return tables_.people; }
  NoticeTable& notices() override { return tables_.notices; }
  ChangeTable& changes() override { return tables_.changes; }
  EntryTable& entries() override { return tables_.entries; }
  CatalogueTable& catalogue() override { return tables_.catalogue; }
  BulletinTable& bulletins() override { return tables_.bulletins; }
  RedactionTable& redactions() override { return tables_.redactions; }
  RecordTable& record() override { return tables_.record; }
  LexiconTable& lexicon() override { return tables_.lexicon; }
  SettingsTable& settings() override { return tables_.settings; }
  CareTable& care() override { return tables_.care; }
  BlockTable& blocks() override { return tables_.blocks; }
  QuestionTable& questions() override { return tables_.questions; }
  DeskTable& desk() override { return tables_.desk; }
  Instant recorded_at() const override { return recorded_at_; }

  Status commit() override {
    try {
      connection_.execute("COMMIT");
      open_ = false;
      last_recorded_at_ = recorded_at_.us;
      return {};
    } catch (const std::exception& thrown) {
      return dialect_.error_of(thrown);
    }
  }

 private:
  void find_record_time(const Clock& clock) {
    recorded_at_ = std::max(clock.now(), Instant{newest_record_time(connection_) + 1});
  }

  WriterLock& lock_;
  Connection& connection_;
  const SqliteDialect& dialect_;
  Tables tables_;
  std::atomic<std::int64_t>& last_recorded_at_;
  Instant recorded_at_;
  bool open_ = false;
};

class SqliteStore final : public Store {
 public:
  // The writer lock is held while the schema is brought up to date.
  SqliteStore(const SqliteOptions& options, const Clock& clock)
      : options_(options), clock_(clock), pool_(options.file, options.readers) {
    if (options.read_only) return;
    auto lock_file = options.file;
    lock_ = std::make_unique<WriterLock>(lock_file.replace_extension(".lock"));
    const std::lock_guard guard(*lock_);
    writer_ = std::make_unique<Connection>(options.file, Access::kWrite);
  }

  Status prepare() {
    if (options_.read_only) {
      auto connection = pool_.take();
      Status status = check_schema(*connection);
      pool_.give_back(std::move(connection));
      return status;
    }
    const std::lock_guard guard(*lock_);
    KJ_DO(migrate(*writer_, clock_.now()));
    last_recorded_at_ = newest_record_time(*writer_);
    return {};
  }

  Result<std::unique_ptr<Reading>> read() override {
    try {
      return std::unique_ptr<Reading>(std::make_unique<SqliteReading>(pool_, dialect_));
    } catch (const std::exception& thrown) {
      return dialect_.error_of(thrown);
    }
  }

  Result<std::unique_ptr<Writing>> write() override {
    if (options_.read_only)
      return Error{ErrorKind::kInternal,
                   "store_read_only",
                   {"存储以只读方式打开", "the store was opened for reading"}};
    try {
      lock_->lock();
    } catch (const std::exception& thrown) {
      return dialect_.error_of(thrown);
    }
    try {
      return std::unique_ptr<Writing>(
          std::make_unique<SqliteWriting>(*lock_, *writer_, dialect_, clock_, last_recorded_at_));
    } catch (const std::exception& thrown) {
      lock_->unlock();
      return dialect_.error_of(thrown);
    }
  }

  Instant last_recorded_at() const override { return {last_recorded_at_.load()}; }

  // Deleted bytes are overwritten in the file itself (secure_delete); older pages stand in the log beside it
  // until all of it was brought over and the log begins anew.
  Status scrub() override {
    scrub_due_ = true;
    if (options_.read_only) return store_busy();
    try {
      const std::lock_guard guard(*lock_);
      int busy = 1, pages = 0, moved = 0;
      writer_->execute("PRAGMA busy_timeout = 250");  // a writer that waits must not wait for a long reader
      writer_->session() << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy), soci::into(pages),
          soci::into(moved);
      writer_->execute("PRAGMA busy_timeout = 5000");
      if (busy != 0) return store_busy();
      scrub_due_ = false;
      return {};
    } catch (const std::exception& thrown) {
      return dialect_.error_of(thrown);
    }
  }
  bool scrub_due() const override { return scrub_due_; }

  Result<std::vector<StoreFinding>> examine() override {
    std::vector<StoreFinding> findings;
    try {
      auto connection = pool_.take();
      std::string line;
      soci::statement integrity =
          (connection->session().prepare << "PRAGMA integrity_check", soci::into(line));
      integrity.execute();
      while (integrity.fetch())
        if (line != "ok")
          findings.push_back({"store: " + line, "restore the data directory from the last backup"});
      std::string table;
      soci::statement keys =
          (connection->session().prepare << "SELECT \"table\" FROM pragma_foreign_key_check",
           soci::into(table));
      keys.execute();
      while (keys.fetch())
        findings.push_back({"store: a row of " + table + " refers to nothing",
                            "restore the data directory from the last backup"});
      sql::examine_contents(connection->session(), findings);
      pool_.give_back(std::move(connection));
    } catch (const std::exception& thrown) {
      findings.push_back(
          {std::string("store: ") + thrown.what(), "restore the data directory from the last backup"});
    }
    return findings;
  }

 private:
  static Error store_busy() {
    return {ErrorKind::kUnavailable,
            "store_busy",
            {"存储正忙，稍后会再清理", "the store is busy; it is scrubbed later"}};
  }

  const SqliteOptions options_;
  const Clock& clock_;
  const SqliteDialect dialect_;
  Pool pool_;
  std::unique_ptr<WriterLock> lock_;
  std::unique_ptr<Connection> writer_;
  std::atomic<std::int64_t> last_recorded_at_{Instant::always().us};
  std::atomic<bool> scrub_due_{true};
};

}  // namespace
}  // namespace sqlite

Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options, const Clock& clock) {
  const auto unreadable = [&](const std::string& why) {
    return Error{ErrorKind::kUnavailable,
                 "store_unreadable",
                 {"无法打开数据库 " + options.file.string() + "，请检查路径和权限，或先运行 koujing init",
                  "cannot open the store " + options.file.string() +
                      "; check the path and its rights, or run koujing init first"},
                 {},
                 why};
  };
  if (options.read_only && !std::filesystem::exists(options.file)) return unreadable("no such file");
  try {
    auto store = std::make_unique<sqlite::SqliteStore>(options, clock);
    KJ_DO(store->prepare());
    return std::unique_ptr<Store>(std::move(store));
  } catch (const std::exception& thrown) {
    return unreadable(thrown.what());
  }
}

}  // namespace koujing
