// What learning from use is worth: part of each entry's judged questions is given as past uses, the others
// are asked.
//
//   measure_learning DOCS.jsonl QUERIES.jsonl QRELS.tsv
//
// Of the questions of every entry that has at least two, every second one is a use (weight 1). Printed:
// MRR@10 of the others without uses, with them, and with a tenth of the uses pointing at a wrong entry (drawn
// with seed 7).
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <vector>

#include "search/search_index.h"

namespace {

using koujing::EntryId;
using koujing::search::IndexDocument;
using nlohmann::json;

constexpr koujing::Instant kNow = koujing::Instant::from_seconds(1'800'000'000);

template <class T>
T must(koujing::Result<T> result) {
  if (!result) {
    std::cerr << result.error().code << ": " << result.error().log_detail << "\n";
    std::exit(1);
  }
  return *std::move(result);
}

using Entries = std::map<std::string, std::int64_t>;

Entries build(const char* file, const std::filesystem::path& directory) {
  Entries entries;
  const auto builder = must(koujing::search::begin_generation(directory));
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const json parsed = json::parse(line);
    IndexDocument made;
    made.entry = EntryId{static_cast<std::int64_t>(entries.size() + 1)};
    entries[parsed.at("id")] = made.entry.value;
    made.span.known.from = made.published_at = kNow.plus_seconds(-1'000'000);
    made.text.title = parsed.value("title", "");
    made.text.questions = parsed.value("aliases", std::vector<std::string>{});
    made.body_plain = parsed.value("body", "");
    if (!builder->add(0, made.entry, {&made, 1}).ok()) std::exit(1);
  }
  if (!builder->swap_in(0).ok()) std::exit(1);
  return entries;
}

struct Judged {
  std::string text;
  std::set<std::int64_t> relevant;
};

double mean_reciprocal_rank(koujing::search::Reader& reader, const std::vector<Judged>& asked) {
  double sum = 0;
  for (const Judged& one : asked) {
    koujing::search::Request request;
    request.text = one.text;
    request.at = request.known = kNow;
    request.facets = request.highlight = false;
    const auto answer = must(reader.search(request));
    for (std::size_t i = 0; i < answer.hits.size(); ++i)
      if (one.relevant.contains(answer.hits[i].document.entry.value)) {
        sum += 1 / static_cast<double>(i + 1);
        break;
      }
  }
  return sum / static_cast<double>(asked.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: measure_learning DOCS.jsonl QUERIES.jsonl QRELS.tsv\n";
    return 2;
  }
  const auto directory =
      std::filesystem::temp_directory_path() / ("koujing-learning-" + std::to_string(::getpid()));
  Entries entries = build(argv[1], directory);
  std::map<std::string, Judged> judged;
  {
    std::ifstream in(argv[3]);
    for (std::string query, entry, grade; in >> query >> entry >> grade;)
      if (grade != "0") judged[query].relevant.insert(entries[entry]);
    std::ifstream queries(argv[2]);
    for (std::string line; std::getline(queries, line);) {
      const json parsed = json::parse(line);
      judged[parsed.at("qid")].text = parsed.at("text");
    }
  }
  std::map<std::int64_t, std::vector<const Judged*>> of_entry;
  for (const auto& [query, one] : judged)
    if (!one.text.empty() && !one.relevant.empty()) of_entry[*one.relevant.begin()].push_back(&one);
  koujing::search::Lexicon right, wrong;
  std::vector<Judged> asked;
  std::mt19937 random(7);
  for (const auto& [entry, questions] : of_entry)
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (questions.size() < 2 || i % 2 == 0) {
        if (questions.size() >= 2) asked.push_back(*questions[i]);
        continue;
      }
      right.uses.push_back({questions[i]->text, EntryId{entry}, 1, kNow.plus_seconds(-1000)});
      wrong.uses.push_back(right.uses.back());
      if (random() % 10 == 0)
        wrong.uses.back().entry = EntryId{static_cast<std::int64_t>(random() % entries.size()) + 1};
    }
  const auto reader = must(koujing::search::open_reader(directory));
  std::cout << asked.size() << " questions asked, " << right.uses.size() << " given as uses; MRR@10 without "
            << mean_reciprocal_rank(*reader, asked);
  reader->use_lexicon(right);
  std::cout << ", with " << mean_reciprocal_rank(*reader, asked);
  reader->use_lexicon(wrong);
  std::cout << ", with a tenth wrong " << mean_reciprocal_rank(*reader, asked) << "\n";
  std::filesystem::remove_all(directory);
  return 0;
}
