// A new generation, built in shards beside the live one, merged, sealed and swapped in.
#include <algorithm>
#include <map>
#include <numeric>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>

#include "search/sounding_pairs.h"
#include "search/text/utf8.h"
#include "search/xapian/base_terms.h"
#include "search/xapian/generations.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/shard.h"
#include "search/xapian/write_texts.h"
#include "search/xapian/writer.h"

namespace koujing::search {
namespace {

namespace fs = std::filesystem;

// For each so many documents a pair must be in one more to be listened for: in a large library the rarest are
// mostly mistakes themselves.
constexpr std::size_t kLargeLibrary = 300'000;

// Whatever is thrown while a generation is written is a failure to write, not damage.
template <class Action>
Status writing(Action action) {
  try {
    return action();
  } catch (const Xapian::Error& error) {
    return index_write_failed(error.get_description());
  } catch (const std::exception& error) {
    return index_write_failed(error.what());
  }
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
    return writing([&] { return shards_[shard]->add(entry, documents); });
  }

  Status swap_in(std::int64_t position, std::int64_t clean_from) override {
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
    std::vector<std::string> kept{name_};
    if (const auto before = generation_before(directory_, name_);
        before && is_whole(directory_ / *before) && was_sealed_at(directory_ / *before) >= clean_from)
      kept.push_back(*before);
    remove_others(directory_, kept);
    return {};
  }

 private:
  fs::path building() const { return directory_ / (name_ + ".building"); }

  // Shards that got nothing are left out: document numbers then run on without a gap.
  Status seal() {
    KJ_DO(finish_shards());
    std::erase_if(shards_, [](const auto& shard) { return shard->rows().empty(); });
    if (!shards_.empty()) {
      Status written;
      std::jthread tables([&] { written = writing([&] { return write_tables(); }); });
      const Status merged = writing([&] { return merge_terms(); });
      tables.join();
      KJ_DO(merged);
      KJ_DO(written);
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

  // Sorting the last runs of all shards at once.
  Status finish_shards() {
    std::vector<Status> finished(shards_.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < shards_.size(); ++i)
      threads.emplace_back([&, i] { finished[i] = writing([&] { return shards_[i]->finish(); }); });
    threads.clear();  // waits
    for (const Status& one : finished) KJ_DO(one);
    return {};
  }

  // base/; sounds.bin from its pairs of ideographs, words.bin from its words in letters.
  Status merge_terms() {
    std::vector<Run> runs;
    std::uint32_t before = 0;
    for (const auto& shard : shards_) {
      for (const fs::path& file : shard->runs()) runs.push_back({file, before});
      before += static_cast<std::uint32_t>(shard->rows().size());
    }
    Xapian::WritableDatabase base((building() / "base").string(), Xapian::DB_CREATE_OR_OVERWRITE |
                                                                      Xapian::DB_NO_TERMLIST |
                                                                      Xapian::DB_NO_SYNC);
    const std::size_t least = 1 + documents() / kLargeLibrary;
    std::vector<SoundingPair> sounds;
    std::string words = "\n";
    KJ_DO(merge_runs(runs, [&](std::string_view term, const std::vector<Posting>& postings) -> Status {
      write_base_term(base, term, postings);
      if (postings.size() >= least)
        append_sounds_of(term, static_cast<std::uint32_t>(postings.size()), sounds);
      if (is_spelled(term)) (words += term) += '\n';
      return {};
    }));
    base.commit();
    base.close();
    std::sort(sounds.begin(), sounds.end(), [](const SoundingPair& a, const SoundingPair& b) {
      return std::tie(a.sound, a.first, a.second) < std::tie(b.sound, b.first, b.second);
    });
    KJ_DO(write_array(building() / "words.bin", words));
    return write_array(building() / "sounds.bin", sounds);
  }

  static void append_sounds_of(std::string_view term, std::uint32_t frequency,
                               std::vector<SoundingPair>& sounds) {
    constexpr std::size_t kTwoIdeographs = 6;  // bytes of UTF-8
    if (term.size() != kTwoIdeographs) return;
    std::size_t at = 0;
    const char32_t first = next_character(term, at), second = next_character(term, at);
    if (at == term.size() && first <= 0xFFFF && second <= 0xFFFF)
      append_sounds(static_cast<char16_t>(first), static_cast<char16_t>(second), frequency, sounds);
  }

  static bool is_spelled(std::string_view term) {
    return term.size() + 1 >= kShortestSpelled && term.size() <= kLongestSpelled + 1 &&
           std::all_of(term.begin(), term.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  Status write_tables() {
    std::vector<SealedRow> rows;
    std::vector<std::uint32_t> facet_numbers, counts(kCharacters, 0);
    std::vector<NamedDocument> names;
    std::map<Clocks, std::uint32_t> clock_numbers;
    std::vector<Clocks> clocks;
    rows.reserve(documents());
    facet_numbers.reserve(documents());
    FacetTable facets;
    for (const auto& shard : shards_) {
      const auto before = static_cast<std::uint32_t>(rows.size());
      std::vector<std::uint32_t> clock_of(shard->clocks().size());
      for (const auto& [one, number] : shard->clocks()) {
        const auto [place, fresh] = clock_numbers.try_emplace(one, static_cast<std::uint32_t>(clocks.size()));
        if (fresh) clocks.push_back(one);
        clock_of[number] = place->second;
      }
      for (SealedRow row : shard->rows()) {
        row.clocks = clock_of[row.clocks];
        rows.push_back(row);
      }
      std::vector<std::uint32_t> facet_of(shard->facets().size());
      for (std::uint32_t i = 0; i < facet_of.size(); ++i)
        facet_of[i] = facets.number(shard->facets().packed(i));
      for (const std::uint32_t number : shard->facet_numbers()) facet_numbers.push_back(facet_of[number]);
      for (const NamedDocument& one : shard->names()) names.push_back({one.hash, one.number + before});
      for (std::size_t i = 0; i < kCharacters; ++i) counts[i] += shard->character_counts()[i];
    }
    for (std::uint32_t i = 0; i < facets.size(); ++i) facet_names_.push_back(facets.packed(i));
    KJ_DO(write_records(building(), shards_, counts, rows));
    std::sort(names.begin(), names.end());
    std::vector<std::uint32_t> entries(rows.size());
    std::iota(entries.begin(), entries.end(), 1U);
    std::sort(entries.begin(), entries.end(), [&](std::uint32_t a, std::uint32_t b) {
      const SealedRow &row_a = rows[a - 1], &row_b = rows[b - 1];
      return std::pair(row_a.entry(), row_a.span) < std::pair(row_b.entry(), row_b.span);
    });
    KJ_DO(write_array(building() / "rows.bin", rows));
    KJ_DO(write_array(building() / "clocks.bin", clocks));
    KJ_DO(write_array(building() / "facets.bin", facet_numbers));
    KJ_DO(write_array(building() / "names.bin", names));
    KJ_DO(write_array(building() / "entries.bin", entries));
    KJ_DO(write_array(building() / "characters.bin", counts));
    return write_displays(building(), shards_, rows.size());
  }

  fs::path directory_;
  std::string name_;
  FileLock lock_;
  Shards shards_;
  std::vector<std::string> facet_names_;
  bool swapped_ = false;
};

}  // namespace

Result<std::unique_ptr<GenerationBuilder>> begin_generation(const fs::path& directory, std::size_t shards) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return index_write_failed(directory.string() + ": " + error.message());
  KJ_TRY(FileLock lock, FileLock::take(directory / "building.lock"));
  if (const auto live = current_generation(directory)) {
    std::vector<std::string> kept{live->name};
    if (auto before = generation_before(directory, live->name)) kept.push_back(*std::move(before));
    remove_others(directory, kept);
  }
  const std::string name = next_generation(directory);
  return guarded([&]() -> Result<std::unique_ptr<GenerationBuilder>> {
    return std::unique_ptr<GenerationBuilder>(std::make_unique<BuiltGeneration>(
        directory, name, std::move(lock), std::max<std::size_t>(shards, 1)));
  });
}

}  // namespace koujing::search
