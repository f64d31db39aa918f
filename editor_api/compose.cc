#include "editor_api/compose.h"

#include "content/store/sqlite/sqlite_store.h"
#include "editor_api/checkpoint_keeper.h"
#include "editor_api/every_minute.h"
#include "editor_api/late_writes.h"
#include "editor_api/lexicon_keeper.h"
#include "editor_api/offline_copy.h"
#include "editor_api/place.h"
#include "editor_api/sign_in/throttle.h"
#include "indexer/follow_feed.h"

namespace koujing::door {

Site::Site(std::filesystem::path data, const Clock& site_clock)
    : directory(std::move(data)), clock(site_clock), files(directory / "originals") {}

// The threads end before what they use.
Site::~Site() {
  checkpoints.reset();
  rounds.clear();
  lexicon.reset();
  late_writes.reset();
  follower.reset();
}

namespace {

Error extraction_busy() {
  return {ErrorKind::kUnavailable,
          "extraction_busy",
          {"正在读取的文件太多，请稍后再传一次", "too many files are being read; send it again in a moment"}};
}

ConfinedLimits reading_limits() {
  ConfinedLimits limits;
  // Sanitizers of the compiler reserve terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  limits.memory = ConfinedLimits::kUnlimited;
#endif
  return limits;
}

std::filesystem::path this_program() {
  std::error_code ec;
  return std::filesystem::read_symlink("/proc/self/exe", ec);
}

}  // namespace

Extraction Site::extract(std::string_view bytes, std::string_view file_name) {
  const Place place(readers, kPatience);
  if (!place.taken()) return {"application/octet-stream", extraction_busy()};
  return extract_confined(this_program(), bytes, file_name, reading_limits());
}

Result<std::vector<TableRow>> Site::rows(std::string_view bytes) {
  const Place place(readers, kPatience);
  if (!place.taken()) return extraction_busy();
  return rows_confined(this_program(), bytes, reading_limits());
}

Result<std::unique_ptr<Site>> open_site(const std::filesystem::path& data, Opening opening,
                                        const Clock& clock) {
  const auto file = data / "store.sqlite";
  std::error_code ec;
  if (opening != Opening::kMake && !std::filesystem::exists(file, ec))
    return Error{
        ErrorKind::kUnavailable,
        "no_data_directory",
        {"数据目录 " + data.string() + " 中没有口径的数据，请先运行 koujing init --data " + data.string(),
         "there is no Koujing data in " + data.string() + "; run: koujing init --data " + data.string()}};
  if (opening == Opening::kMake) {
    for (const char* folder : {"", "originals", "index", "keys"})
      std::filesystem::create_directories(data / folder, ec);
    if (ec)
      return Error{ErrorKind::kUnavailable,
                   "data_unwritable",
                   {"无法创建数据目录 " + data.string() + "，请检查路径和权限",
                    "cannot make the data directory " + data.string() + "; check the path and its rights"},
                   {},
                   ec.message()};
    std::filesystem::permissions(data, std::filesystem::perms::owner_all, ec);
  }
  auto site = std::make_unique<Site>(data, clock);
  SqliteOptions options;
  options.file = file;
  options.read_only = opening == Opening::kReadOnly;
  KJ_TRY(site->store, open_sqlite_store(options, clock));
  KJ_TRY(site->reader, search::open_reader(site->index_directory()));
  return site;
}

// The one place where a lexicon reaches the search engine.
void hand_lexicon(Site& site, const std::shared_ptr<const search::Lexicon>& lexicon) {
  site.reader->use_lexicon(*lexicon);
  const std::lock_guard lock(site.lexicon_mutex);
  site.lexicon_held = lexicon;
}

std::shared_ptr<const search::Lexicon> lexicon_in_use(Site& site) {
  const std::lock_guard lock(site.lexicon_mutex);
  return site.lexicon_held;
}

Status load_lexicon(Site& site) {
  LexiconSource source(*site.store, site.clock);
  KJ_TRY(const auto made, source.look());
  hand_lexicon(site, made);
  return {};
}

void keep_lexicon(Site& site, std::function<void(const Error&)> report) {
  site.lexicon = std::make_unique<LexiconKeeper>(
      *site.store, site.clock,
      [&site](const std::shared_ptr<const search::Lexicon>& made) { hand_lexicon(site, made); },
      std::move(report));
}

}  // namespace koujing::door
