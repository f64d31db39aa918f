// The store of record: snapshots to read, one transaction at a time to write.
//
// Any number of threads may hold a Reading or wait for a Writing. A Writing is durable when commit()
// returned; destroyed without it, nothing of it happened (invariant 4). A Reading sees what was committed
// before it began and nothing later. Neither is shared between threads.
#pragma once

#include <memory>

#include "content/store/desk_table.h"
#include "content/store/lexicon_table.h"
#include "content/store/record_table.h"
#include "content/store/tables.h"

namespace koujing {

class Reading {
 public:
  virtual ~Reading() = default;
  virtual const PeopleTable& people() const = 0;
  virtual const NoticeTable& notices() const = 0;
  virtual const ChangeTable& changes() const = 0;
  virtual const EntryTable& entries() const = 0;
  virtual const CatalogueTable& catalogue() const = 0;
  virtual const BulletinTable& bulletins() const = 0;
  virtual const RedactionTable& redactions() const = 0;
  virtual const RecordTable& record() const = 0;
  virtual const LexiconTable& lexicon() const = 0;
  virtual const SettingsTable& settings() const = 0;
  virtual const CareTable& care() const = 0;
  virtual const BlockTable& blocks() const = 0;
  virtual const QuestionTable& questions() const = 0;
  virtual const DeskTable& desk() const = 0;
};

class Writing : public Reading {
 public:
  using Reading::blocks;
  using Reading::bulletins;
  using Reading::care;
  using Reading::catalogue;
  using Reading::changes;
  using Reading::desk;
  using Reading::entries;
  using Reading::lexicon;
  using Reading::notices;
  using Reading::people;
  using Reading::questions;
  using Reading::record;
  using Reading::redactions;
  using Reading::settings;
  virtual PeopleTable& people() = 0;
  virtual NoticeTable& notices() = 0;
  virtual ChangeTable& changes() = 0;
  virtual EntryTable& entries() = 0;
  virtual CatalogueTable& catalogue() = 0;
  virtual BulletinTable& bulletins() = 0;
  virtual RedactionTable& redactions() = 0;
  virtual RecordTable& record() = 0;
  virtual LexiconTable& lexicon() = 0;
  virtual SettingsTable& settings() = 0;
  virtual CareTable& care() = 0;
  virtual BlockTable& blocks() = 0;
  virtual QuestionTable& questions() = 0;
  virtual DeskTable& desk() = 0;

  // The record time of everything in this transaction: now, and always later than that of the one before,
  // even when the machine's clock goes back.
  virtual Instant recorded_at() const = 0;

  // Errors: kUnavailable "store_full" when the disk is full (nothing was changed; free space and repeat).
  virtual Status commit() = 0;
};

struct StoreFinding {
  std::string what;    // in English, for doctor
  std::string remedy;  // the command that mends it
};

class Store {
 public:
  virtual ~Store() = default;
  virtual Result<std::unique_ptr<Reading>> read() = 0;
  virtual Result<std::unique_ptr<Writing>> write() = 0;  // waits for its turn
  // Record time of the newest transaction that this process knows of; always() before the first. Reading 'as
  // of now' means the later of this and the clock, so that what was committed is seen even after the
  // machine's clock went back.
  virtual Instant last_recorded_at() const = 0;
  // Takes what was deleted out of the files, too, and not only out of the tables. Error: kUnavailable
  // "store_busy" while somebody still reads what was before; it stays due then.
  virtual Status scrub() = 0;
  virtual bool scrub_due() const = 0;  // true until the first scrub(): nobody knows what was before
  // Looks the whole store over: integrity, foreign keys, schema version. Slow. Empty: all is well.
  virtual Result<std::vector<StoreFinding>> examine() = 0;
};

}  // namespace koujing
