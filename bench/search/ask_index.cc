// Asks an index a file of questions within this process and prints the latencies: what search/ alone takes,
// without HTTP, sign-in and the record.
//
//   ask_index INDEX_DIRECTORY QUERIES.jsonl [literal] [filters] [suggest] [bare] [repeat=N] [run=FILE]
//
// QUERIES.jsonl has "text". One warm-up, then N rounds (3): the figures are of all of them. `bare` leaves
// facets and highlights out; `filters` asks within a library and a region; `suggest` asks for every prefix of
// up to 8 characters.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "search/search_index.h"
#include "search/text/utf8.h"

namespace {

using koujing::Instant;
namespace search = koujing::search;

double percentile(const std::vector<double>& sorted, double part) {
  return sorted[std::min(sorted.size() - 1,
                         static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: ask_index INDEX_DIRECTORY QUERIES.jsonl [literal] [filters] [suggest] [bare] "
                 "[repeat=N] [run=FILE]\n";
    return 2;
  }
  search::Request request;
  request.at = request.known =
      Instant::from_seconds(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
  std::ofstream run;
  bool filters = false, suggest = false;
  int rounds = 3;
  for (int i = 3; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "literal") request.literal = true;
    if (option == "filters") filters = true;
    if (option == "suggest") suggest = true;
    if (option == "bare") request.facets = request.highlight = false;
    if (option.starts_with("run=")) run.open(option.substr(4));
    if (option.starts_with("repeat=")) rounds = std::stoi(option.substr(7));
  }
  std::vector<std::string> texts, names;
  std::ifstream in(argv[2]);
  for (std::string line; std::getline(in, line);) {
    const auto parsed = nlohmann::json::parse(line);
    const std::string text = parsed["text"];
    names.push_back(parsed.value("qid", ""));
    if (!suggest) {
      texts.push_back(text);
      continue;
    }
    std::size_t at = 0;
    for (int characters = 0; characters < 8 && at < text.size(); ++characters) {
      koujing::search::next_character(text, at);
      texts.push_back(text.substr(0, at));
    }
  }
  auto reader = search::open_reader(argv[1]);
  if (!reader) return std::cerr << reader.error().log_detail << "\n", 1;
  const char* libraries[] = {"业务知识库", "百科知识库", "信息库", "生活专栏"};
  const char* regions[] = {"江北", "江南", "城东"};
  std::vector<double> times;
  std::vector<std::pair<double, std::string>> slow;
  std::size_t partial = 0;
  for (int round = -1; round < rounds; ++round)
    for (std::size_t i = 0; i < texts.size(); ++i) {
      request.text = texts[i];
      if (filters) request.filters.library = {libraries[i % 4]}, request.filters.region = {regions[i % 3]};
      const auto begun = std::chrono::steady_clock::now();
      if (suggest) {
        if (!(*reader)->suggest(texts[i], request.at, 8)) return 1;
      } else {
        const auto answer = (*reader)->search(request);
        if (!answer) return std::cerr << answer.error().log_detail << "\n", 1;
        partial += answer->partial && round >= 0;
        if (round < 0 && run.is_open())
          for (std::size_t rank = 0; rank < answer->hits.size(); ++rank)
            run << names[i] << " Q0 " << answer->hits[rank].document.text.external_id << " " << rank + 1
                << " " << answer->hits[rank].score << " koujing\n";
      }
      const double took =
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
      if (round < 0) continue;
      times.push_back(took);
      slow.emplace_back(took, texts[i]);
    }
  std::sort(times.begin(), times.end());
  double sum = 0;
  for (const double one : times) sum += one;
  std::printf("%zu asked: mean %.2f  p50 %.2f  p95 %.2f  p99 %.2f  longest %.2f ms; partial %zu\n",
              times.size(), sum / static_cast<double>(times.size()), percentile(times, .5),
              percentile(times, .95), percentile(times, .99), times.back(), partial);
  std::sort(slow.rbegin(), slow.rend());
  for (std::size_t i = 0; i < std::min<std::size_t>(slow.size(), 3 * static_cast<std::size_t>(rounds));
       i += static_cast<std::size_t>(rounds))
    std::printf("  %.1f ms  %s\n", slow[i].first, slow[i].second.substr(0, 90).c_str());
  return 0;
}
