// A new generation, built in shards beside the live one, merged by compaction, sealed and swapped in.
#include <algorithm>
#include <fstream>
#include <numeric>
#include <system_error>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "search/facets.h"
#include "search/field_table.h"
#include "search/rank_record.h"
#include "search/sounding_pairs.h"
#include "search/text/utf8.h"
#include "search/xapian/generations.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/sealed_base.h"
#include "search/xapian/writer.h"

namespace koujing::search {
namespace {

namespace fs = std::filesystem;

// Documents that Xapian gathers in memory before it writes them out: about 80 MB a shard with entries of 100
// characters.
constexpr std::size_t kDocumentsAFlush = 20'000;

// In a library of more documents, pairs that one document alone has are mostly mistakes themselves.
constexpr std::size_t kLargeLibrary = 100'000;

// One thread's part of a generation.
class Shard {
 public:
  explicit Shard(fs::path path)
      : path_(std::move(path)),
        database_((path_ / "base").string(),
                  Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC),
        records_(path_ / "records.bin", std::ios::binary),
        character_counts_(kCharacters, 0),
        last_seen_(kCharacters, 0) {}

  Status add(EntryId entry, std::span<const IndexDocument> documents) {
    std::vector<PreparedDocument> prepared;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      KJ_TRY(PreparedDocument one, prepare(entry, documents[i], i));
      prepared.push_back(std::move(one));
    }
    for (PreparedDocument& one : prepared) {
      one.xapian.set_data(one.display);
      database_.add_document(one.xapian);
      one.row.record = record_units_;
      records_.write(reinterpret_cast<const char*>(one.record.data()),
                     static_cast<std::streamsize>(one.record.size() * 2));
      record_units_ += one.record.size();
      rows_.push_back(one.row);
      facet_numbers_.push_back(facets_.number(one.facets));
      count_characters(one.record);
      if (rows_.size() % kDocumentsAFlush == 0) database_.commit();
    }
    return {};
  }

  Status finish() {
    database_.commit();
    database_.close();
    records_.close();
    if (!records_) return index_write_failed((path_ / "records.bin").string());
    return {};
  }

  const fs::path& path() const { return path_; }
  const std::vector<DocumentRow>& rows() const { return rows_; }
  const std::vector<std::uint32_t>& facet_numbers() const { return facet_numbers_; }
  const FacetTable& facets() const { return facets_; }
  const std::vector<std::uint32_t>& character_counts() const { return character_counts_; }
  std::uint64_t record_units() const { return record_units_; }

 private:
  void count_characters(const std::u16string& record) {
    const auto document = static_cast<std::uint32_t>(rows_.size());  // from 1
    RankView(record.data()).each([&](RankField, std::u16string_view text) {
      for (const char16_t character : text)
        if (std::exchange(last_seen_[character], document) != document) ++character_counts_[character];
    });
  }

  fs::path path_;
  Xapian::WritableDatabase database_;
  std::ofstream records_;
  std::uint64_t record_units_ = 0;
  std::vector<DocumentRow> rows_;
  std::vector<std::uint32_t> facet_numbers_;
  FacetTable facets_;
  std::vector<std::uint32_t> character_counts_, last_seen_;
};

template <class T>
Status write_array(const fs::path& file, const std::vector<T>& values) {
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(values.data()),
            static_cast<std::streamsize>(values.size() * sizeof(T)));
  out.close();
  if (!out) return index_write_failed(file.string());
  return {};
}

// Appends the records of all shards in their order, the first of them by renaming.
Status join_records(const std::vector<std::unique_ptr<Shard>>& shards, const fs::path& into) {
  std::error_code error;
  fs::rename(shards.front()->path() / "records.bin", into, error);
  if (error) return index_write_failed(into.string() + ": " + error.message());
  std::ofstream out(into, std::ios::binary | std::ios::app);
  for (std::size_t i = 1; i < shards.size(); ++i) {
    std::ifstream in(shards[i]->path() / "records.bin", std::ios::binary);
    if (shards[i]->record_units() > 0) out << in.rdbuf();
  }
  out.close();
  if (!out) return index_write_failed(into.string());
  return {};
}

class BuiltGeneration final : public GenerationBuilder {
 public:
  BuiltGeneration(fs::path directory, std::string name, FileLock lock, std::size_t shards)
      : directory_(std::move(directory)), name_(std::move(name)), lock_(std::move(lock)) {
    for (std::size_t i = 0; i < shards; ++i) {
      const fs::path path = building() / ("shard-" + std::to_string(i));
      fs::create_directories(path);
      shards_.push_back(std::make_unique<Shard>(path));
    }
  }

  ~BuiltGeneration() override {
    if (swapped_) return;
    shards_.clear();
    std::error_code ignored;  // else the next generation takes it away
    fs::remove_all(building(), ignored);
  }

  Status add(std::size_t shard, EntryId entry, std::span<const IndexDocument> documents) override {
    try {
      return shards_[shard]->add(entry, documents);
    } catch (const Xapian::InvalidArgumentError& error) {
      return unindexable(error.get_description());
    } catch (const Xapian::Error& error) {
      return index_write_failed(error.get_description());
    } catch (const std::exception& error) {
      return index_write_failed(error.what());
    }
  }

  Status swap_in(std::int64_t position) override {
    if (swapped_) return {};
    try {
      KJ_DO(seal());
      KJ_DO(create_tail(building(), position, documents()));
      for (const char* folder : {"base", "tail", "."})
        if (fs::exists(building() / folder)) KJ_DO(sync_directory(building() / folder));
      fs::rename(building(), directory_ / name_);
      KJ_DO(make_current(directory_, name_));
    } catch (const Xapian::Error& error) {
      return index_write_failed(error.get_description());
    } catch (const std::exception& error) {
      return index_write_failed(error.what());
    }
    swapped_ = true;
    remove_others(directory_, name_, true);
    return {};
  }

 private:
  fs::path building() const { return directory_ / (name_ + ".building"); }

  // Shards that got nothing are left out: document numbers then run on without a gap.
  Status seal() {
    for (const auto& shard : shards_) KJ_DO(shard->finish());
    std::erase_if(shards_, [](const auto& shard) { return shard->rows().empty(); });
    if (!shards_.empty()) {
      Status written;
      std::thread tables([&] { written = write_tables(); });
      try {
        merge_databases();
      } catch (...) {
        tables.join();
        throw;
      }
      tables.join();
      KJ_DO(written);
      KJ_DO(write_sounds());
    }
    for (fs::directory_iterator it(building()), end; it != end; ++it)
      if (it->path().filename().string().starts_with("shard-")) fs::remove_all(it->path());
    if (shards_.empty()) return {};
    return write_manifest(building(), documents(), facet_names_);
  }

  std::size_t documents() const {
    return std::accumulate(shards_.begin(), shards_.end(), std::size_t{0},
                           [](std::size_t sum, const auto& shard) { return sum + shard->rows().size(); });
  }

  void merge_databases() {
    Xapian::Database all;
    for (const auto& shard : shards_) all.add_database(Xapian::Database((shard->path() / "base").string()));
    all.compact((building() / "base").string());
  }

  // From the terms of the merged base: its pairs of ideographs, headings and text together.
  Status write_sounds() {
    const Xapian::Database base((building() / "base").string());
    std::unordered_map<std::uint32_t, std::uint32_t> frequencies;
    const std::string heading(field("heading").prefix);
    const auto gather = [&](const std::string& prefix) {
      for (auto it = base.allterms_begin(prefix); it != base.allterms_end(prefix); ++it) {
        const std::string term = *it;
        constexpr std::size_t kTwoIdeographs = 6;  // bytes of UTF-8
        if (term.size() != prefix.size() + kTwoIdeographs) continue;
        std::size_t at = prefix.size();
        const char32_t first = next_character(term, at), second = next_character(term, at);
        if (at == term.size() && first <= 0xFFFF && second <= 0xFFFF)
          frequencies[static_cast<std::uint32_t>(first) << 16 | static_cast<std::uint32_t>(second)] +=
              it.get_termfreq();
      }
    };
    gather(heading);
    for (int lead = 0xE4; lead <= 0xE9; ++lead)
      gather(std::string(1, static_cast<char>(lead)));  // U+4000 to U+9FFF
    const std::uint32_t least = documents() > kLargeLibrary ? 2 : 1;
    std::vector<SoundingPair> sounds;
    for (const auto& [pair, frequency] : frequencies)
      if (frequency >= least)
        append_sounds(static_cast<char16_t>(pair >> 16), static_cast<char16_t>(pair & 0xFFFF), frequency,
                      sounds);
    std::sort(sounds.begin(), sounds.end(), [](const SoundingPair& a, const SoundingPair& b) {
      return std::tie(a.sound, a.first, a.second) < std::tie(b.sound, b.first, b.second);
    });
    return write_array(building() / "sounds.bin", sounds);
  }

  Status write_tables() {
    std::vector<DocumentRow> rows;
    std::vector<std::uint32_t> facet_numbers, counts(kCharacters, 0);
    rows.reserve(documents());
    facet_numbers.reserve(documents());
    FacetTable facets;
    std::uint64_t units = 0;
    for (const auto& shard : shards_) {
      for (DocumentRow row : shard->rows()) {
        row.record += units;
        rows.push_back(row);
      }
      units += shard->record_units();
      for (const std::uint32_t number : shard->facet_numbers())
        facet_numbers.push_back(facets.number(shard->facets().packed(number)));
      for (std::size_t i = 0; i < kCharacters; ++i) counts[i] += shard->character_counts()[i];
    }
    for (std::uint32_t i = 0; i < facets.size(); ++i) facet_names_.push_back(facets.packed(i));
    KJ_DO(write_array(building() / "rows.bin", rows));
    KJ_DO(write_array(building() / "facets.bin", facet_numbers));
    KJ_DO(write_array(building() / "characters.bin", counts));
    return join_records(shards_, building() / "records.bin");
  }

  fs::path directory_;
  std::string name_;
  FileLock lock_;
  std::vector<std::unique_ptr<Shard>> shards_;
  std::vector<std::string> facet_names_;
  bool swapped_ = false;
};

}  // namespace

Result<std::unique_ptr<GenerationBuilder>> begin_generation(const fs::path& directory, std::size_t shards) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return index_write_failed(directory.string() + ": " + error.message());
  KJ_TRY(FileLock lock, FileLock::take(directory / "building.lock"));
  if (const auto live = current_generation(directory)) remove_others(directory, live->name, true);
  const std::string name = next_generation(directory);
  return guarded([&]() -> Result<std::unique_ptr<GenerationBuilder>> {
    return std::unique_ptr<GenerationBuilder>(std::make_unique<BuiltGeneration>(
        directory, name, std::move(lock), std::max<std::size_t>(shards, 1)));
  });
}

}  // namespace koujing::search
