// What the second stage sees of every candidate of every judged question, for learn.py.
//
//   dump_features SET.docs.jsonl QUERIES.jsonl QRELS.tsv OUT [MOST_QUERIES]
//
// OUT holds, for every candidate, one record in native order: 32-bit number of the query, 32-bit place in the
// order of what the index gives now, 32-bit label (1 relevant), then the features as 32-bit floats.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "search/search_index.h"

namespace {

using koujing::search::Features;
using koujing::search::IndexDocument;
using nlohmann::json;

constexpr koujing::Instant kNow = koujing::Instant::from_seconds(1'800'000'000);

IndexDocument document(const json& line, std::int64_t entry) {
  IndexDocument made;
  made.entry = koujing::EntryId{entry};
  made.span.known.from = kNow.plus_seconds(-1);
  made.published_at = kNow.plus_seconds(-1);
  made.text.title = line.value("title", "");
  made.text.questions = line.value("aliases", std::vector<std::string>{});
  made.text.catalogue = line.value("category", "");
  made.body_plain = line.value("body", "");
  return made;
}

template <class T>
T must(koujing::Result<T> result) {
  if (!result) {
    std::cerr << result.error().code << ": " << result.error().log_detail << "\n";
    std::exit(1);
  }
  return *std::move(result);
}

int run(char** argv, std::size_t most) {
  const std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("koujing-features-" + std::to_string(::getpid()));
  std::map<std::string, std::int64_t> entries;
  {
    auto builder = must(koujing::search::begin_generation(directory));
    std::ifstream in(argv[1]);
    for (std::string line; std::getline(in, line);) {
      const json parsed = json::parse(line);
      const auto entry = static_cast<std::int64_t>(entries.size() + 1);
      entries[parsed.at("id")] = entry;
      const IndexDocument one = document(parsed, entry);
      if (!builder->add(0, one.entry, {&one, 1}).ok()) return 1;
    }
    if (!builder->swap_in(0).ok()) return 1;
  }
  std::map<std::string, std::set<std::int64_t>> relevant;
  {
    std::ifstream in(argv[3]);
    for (std::string query, entry, grade; in >> query >> entry >> grade;)
      if (grade != "0") relevant[query].insert(entries[entry]);
  }
  const auto reader = must(koujing::search::open_reader(directory));
  std::ofstream out(argv[4], std::ios::binary);
  std::ifstream queries(argv[2]);
  std::uint32_t number = 0;
  for (std::string line; number < most && std::getline(queries, line);) {
    const json parsed = json::parse(line);
    const auto judged = relevant.find(parsed.at("qid"));
    if (judged == relevant.end()) continue;
    koujing::search::Request request;
    request.text = parsed.at("text");
    request.at = request.known = kNow;
    request.facets = request.highlight = false;
    std::uint32_t place = 0;
    for (const auto& [entry, features] : must(reader->features(request))) {
      const std::uint32_t head[3] = {number, place++, judged->second.contains(entry.value) ? 1u : 0u};
      out.write(reinterpret_cast<const char*>(head), sizeof head);
      out.write(reinterpret_cast<const char*>(features.data()), sizeof(Features));
    }
    ++number;
  }
  std::filesystem::remove_all(directory);
  std::cout << number << " queries\n";
  return out.good() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::cerr << "usage: dump_features DOCS.jsonl QUERIES.jsonl QRELS.tsv OUT [MOST_QUERIES]\n";
    return 2;
  }
  return run(argv, argc > 5 ? std::stoul(argv[5]) : 100'000);
}
