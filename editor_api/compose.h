// The one place that knows which adapters run: SQLite store, local Xapian index, files of a data directory.
//
//   DIR/store.sqlite    the store of record        DIR/originals/   originals by digest
//   DIR/index/          the index (a cache)         DIR/keys/        the site's signing key
#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <vector>

#include "content/crypto/secret.h"
#include "content/originals/confined_extract.h"
#include "content/originals/original_files.h"
#include "content/store/store.h"
#include "editor_api/presence.h"
#include "search/lexicon.h"
#include "search/search_index.h"

namespace koujing::indexer {
class FeedFollower;
}

namespace koujing::door {

class EveryMinute;
class CheckpointKeeper;
class LateWrites;
class LexiconKeeper;
class OfflineCopy;
class SignInThrottle;

// Everything that commands and routes work with. Outlives every thread that uses it.
struct Site {
  static constexpr std::ptrdiff_t kReaders = 3, kExporters = 2, kImporters = 1;
  static constexpr std::chrono::seconds kPatience{15};

  std::filesystem::path directory;
  const Clock& clock;
  std::unique_ptr<Store> store;
  OriginalFiles files;
  std::unique_ptr<search::Reader> reader;
  std::mutex lexicon_mutex;
  std::shared_ptr<const search::Lexicon> lexicon_held;  // what the reader goes by; under the mutex
  int utc_offset_minutes = kDefaultOffsetMinutes;
  std::string trusted_proxy;               // address whose X-Forwarded-For is believed; "" for none
  std::vector<std::string> embed_origins;  // pages of these may frame the desks and tell them of calls

  // Only while serving:
  std::unique_ptr<indexer::FeedFollower> follower;
  std::unique_ptr<LateWrites> late_writes;
  std::unique_ptr<SignInThrottle> throttle;
  std::unique_ptr<LexiconKeeper> lexicon;
  std::vector<std::unique_ptr<EveryMinute>> rounds;  // minute_rounds.h
  std::unique_ptr<CheckpointKeeper> checkpoints;
  std::unique_ptr<OfflineCopy> offline;
  Presence presence;

  std::counting_semaphore<kReaders> readers{kReaders};
  std::counting_semaphore<kExporters> exporters{kExporters};
  std::counting_semaphore<kImporters> importers{kImporters};

  Site(std::filesystem::path data, const Clock& site_clock);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  // Text of a file, read in a confined child (content/originals/confined_extract.h). At most kReaders at
  // once; who finds no place within kPatience gets kUnavailable "extraction_busy".
  Extraction extract(std::string_view bytes, std::string_view file_name);
  Result<std::vector<TableRow>> rows(std::string_view bytes);  // of a spreadsheet, in the same way

  // 'Now' for reading: never before what was committed last (content/store/store.h).
  Instant now() const { return std::max(clock.now(), store->last_recorded_at()); }
  std::filesystem::path index_directory() const { return directory / "index"; }
  Result<SigningKey> signing_key() const { return SigningKey::open_or_make(directory / "keys"); }
};

enum class Opening {
  kExisting,  // the data directory must have been made by `koujing init`
  kReadOnly,  // as kExisting; the store is never written
  kMake,      // makes what is missing
};

// Errors: kUnavailable "no_data_directory" says to run koujing init; those of the store.
Result<std::unique_ptr<Site>> open_site(const std::filesystem::path& data, Opening opening,
                                        const Clock& clock);

// Gives the site's reader the words and the memory that it searches with from now on.
void hand_lexicon(Site& site, const std::shared_ptr<const search::Lexicon>& lexicon);

// What it goes by; null before the first was handed over. Any thread.
std::shared_ptr<const search::Lexicon> lexicon_in_use(Site& site);

// For commands that search without serving: loads the lexicon once and hands it over. Errors: those of the
// store.
Status load_lexicon(Site& site);

// For serving: a keeper that follows the store from now on (editor_api/lexicon_keeper.h).
void keep_lexicon(Site& site, std::function<void(const Error&)> report);

}  // namespace koujing::door
