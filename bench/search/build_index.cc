// Builds an index from a file of entries as fast as it can, and says what it took: time, memory, size.
//
//   build_index ENTRIES.jsonl DIRECTORY [SHARDS]
//
// ENTRIES.jsonl is in the entry exchange format; every entry is one revision, published now. The store takes
// no part: what is measured is search/ alone. The directory can be served (bench/README.md).
#include <sys/resource.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "content/crypto/digest.h"
#include "search/search_index.h"

namespace {

using koujing::Instant;
using koujing::search::IndexDocument;
using nlohmann::json;

IndexDocument document(const std::string& line, std::int64_t entry) {
  const json parsed = json::parse(line);
  IndexDocument made;
  made.entry = koujing::EntryId{entry};
  made.span.number = 1;
  made.span.standing = koujing::Standing::kImported;
  made.span.known.from = made.published_at = Instant::from_seconds(1'700'000'000);
  const auto time = [&](const char* name) -> std::optional<Instant> {
    if (!parsed.contains(name) || parsed[name].is_null()) return std::nullopt;
    const auto read = koujing::parse_instant(parsed[name].get<std::string>());
    return read ? std::optional(*read) : std::nullopt;
  };
  made.span.valid = {time("effective_from").value_or(Instant::always()), time("effective_to")};
  made.text.external_id = parsed.value("id", "");
  made.text.title = parsed.value("title", "");
  made.text.questions = parsed.value("questions", std::vector<std::string>{});
  made.text.script = parsed.value("script", "");
  made.script_plain = made.text.script;
  made.text.library = parsed.value("library", "");
  made.text.catalogue = parsed.value("catalogue", "");
  made.text.department.value = made.department_name = parsed.value("department", "");
  if (parsed.contains("scope"))
    made.text.scope.region = parsed["scope"].value("region", std::vector<std::string>{});
  made.digest = koujing::sha256_hex(line);
  return made;
}

class Lines {
 public:
  explicit Lines(const char* file) : in_(file) {}
  // Up to 500 lines and the number of the first; empty at the end. Any thread.
  std::pair<std::int64_t, std::vector<std::string>> next() {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> lines;
    const std::int64_t first = read_ + 1;
    for (std::string line; lines.size() < 500 && std::getline(in_, line); ++read_)
      lines.push_back(std::move(line));
    return {first, std::move(lines)};
  }
  std::int64_t read() const { return read_; }

 private:
  std::mutex mutex_;
  std::ifstream in_;
  std::int64_t read_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: build_index ENTRIES.jsonl DIRECTORY [SHARDS]\n";
    return 2;
  }
  const std::size_t shards =
      argc > 3 ? std::stoul(argv[3]) : std::max(1U, std::thread::hardware_concurrency());
  const auto begun = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  };
  auto builder = koujing::search::begin_generation(argv[2], shards);
  if (!builder) return std::cerr << builder.error().log_detail << "\n", 1;
  Lines lines(argv[1]);
  std::vector<std::thread> threads;
  for (std::size_t shard = 0; shard < shards; ++shard)
    threads.emplace_back([&, shard] {
      for (auto [entry, batch] = lines.next(); !batch.empty(); std::tie(entry, batch) = lines.next())
        for (const std::string& line : batch) {
          const IndexDocument one = document(line, entry++);
          (void)(*builder)->add(shard, one.entry, {&one, 1});
        }
    });
  for (std::thread& thread : threads) thread.join();
  const double added = seconds();
  if (const auto swapped = (*builder)->swap_in(0); !swapped)
    return std::cerr << swapped.error().log_detail << "\n", 1;
  std::uintmax_t bytes = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(argv[2]))
    if (file.is_regular_file()) {
      bytes += file.file_size();
      if (file.file_size() > 1'000'000)
        std::cout << "  " << file.path().filename().string() << " " << file.file_size() / 1'000'000
                  << " MB\n";
    }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << lines.read() << " entries: added in " << added << " s, merged and sealed in "
            << seconds() - added << " s, together " << seconds() << " s; at most " << usage.ru_maxrss / 1024
            << " MB resident; " << bytes / 1'000'000 << " MB on disk\n";
  return 0;
}
