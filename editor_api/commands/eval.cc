#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "content/exchange/entry_exchange.h"
#include "content/flow/import_entries.h"
#include "content/flow/people.h"
#include "editor_api/commands/command.h"
#include "editor_api/commands/query_file.h"
#include "editor_api/temporary_folder.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

struct EvalOptions {
  std::string entries, queries, judgements, run;
  bool json_output = false;
};

Result<std::size_t> load(Site& site, const std::string& file) {
  std::ifstream in(file);
  if (!in) return Error{ErrorKind::kUnavailable, "unreadable", {"无法读取 " + file, "cannot read " + file}};
  const Flow flow{*site.store, site.files};
  KJ_TRY(const SigningKey key, site.signing_key());
  Person by{{}, "eval", "eval", {Role::kAdmin}, {}, "", false};
  KJ_TRY(by.id, add_person(flow, nullptr, by, ""));
  std::vector<ImportText> batch;
  std::string line;
  std::size_t loaded = 0;
  const auto flush = [&]() -> Status {
    if (batch.empty()) return {};
    KJ_TRY(const auto outcome, import_entries(flow, by, key, batch, file));
    loaded += outcome.added;
    batch.clear();
    return {};
  };
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
    auto entry = entry_from_line(line, {});
    if (!entry) {
      std::cerr << "refused " << file << ":" << number << ": " << entry.error().message.en << "\n";
      continue;
    }
    batch.push_back({std::move(entry->revisions.back()), false});
    if (batch.size() >= 1000) KJ_DO(flush());
  }
  KJ_DO(flush());
  KJ_TRY(const auto built, indexer::rebuild(*site.store, site.index_directory()));
  (void)built;
  return loaded;
}

struct Figures {
  std::size_t queries = 0, answered = 0;
  double hit1 = 0, hit5 = 0, hit10 = 0, mrr10 = 0, ndcg10 = 0, p50 = 0, p95 = 0, p99 = 0;
};

// Over the queries that are asked and judged. A query without an answer counts as 0.
Figures score(const std::vector<BatchAnswer>& answers,
              const std::map<std::string, std::map<std::string, int>>& judgements) {
  Figures figures;
  std::vector<double> times;
  for (const BatchAnswer& answer : answers) {
    times.push_back(answer.milliseconds);
    const auto judged = judgements.find(answer.query_id);
    if (judged == judgements.end()) continue;
    ++figures.queries;
    if (!answer.ranked.empty()) ++figures.answered;
    std::size_t first = 0;
    double gain = 0, ideal = 0;
    for (std::size_t i = 0; i < answer.ranked.size() && i < 10; ++i) {
      if (!judged->second.contains(answer.ranked[i].first)) continue;
      if (first == 0) first = i + 1;
      gain += 1 / std::log2(static_cast<double>(i) + 2);
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(10, judged->second.size()); ++i)
      ideal += 1 / std::log2(static_cast<double>(i) + 2);
    if (first > 0) {
      figures.mrr10 += 1 / static_cast<double>(first);
      figures.hit1 += first <= 1;
      figures.hit5 += first <= 5;
      figures.hit10 += 1;
      figures.ndcg10 += gain / ideal;
    }
  }
  const double n = std::max<double>(1, static_cast<double>(figures.queries));
  for (double* figure : {&figures.hit1, &figures.hit5, &figures.hit10, &figures.mrr10, &figures.ndcg10})
    *figure /= n;
  std::sort(times.begin(), times.end());
  const auto percentile = [&](double p) {
    if (times.empty()) return 0.0;
    return times[std::min(times.size() - 1, static_cast<std::size_t>(p * static_cast<double>(times.size())))];
  };
  figures.p50 = percentile(0.50);
  figures.p95 = percentile(0.95);
  figures.p99 = percentile(0.99);
  return figures;
}

int run(const EvalOptions& options) {
  const auto queries = read_queries(options.queries);
  if (!queries) return fail(queries.error());
  const auto judgements = read_judgements(options.judgements);
  if (!judgements) return fail(judgements.error());
  const TemporaryFolder library("koujing-eval");
  if (library.path().empty())
    return fail(
        {ErrorKind::kUnavailable, "no_space", {"无法创建临时目录", "cannot make a temporary directory"}});
  static const SystemClock clock;
  const auto site = open_site(library.path(), Opening::kMake, clock);
  if (!site) return fail(site.error());
  const auto loaded = load(**site, options.entries);
  if (!loaded) return fail(loaded.error());
  if (const Status learned = load_lexicon(**site); !learned) return fail(learned.error());
  const auto answers = run_batch(*(*site)->reader, *queries, clock.now(), 10);
  if (!answers) return fail(answers.error());
  if (!options.run.empty())
    if (const Status written = write_run(options.run, *answers); !written) return fail(written.error());
  const Figures f = score(*answers, *judgements);
  const auto rounded = [](double value) { return std::round(value * 10'000) / 10'000; };
  if (options.json_output) {
    std::cout << nlohmann::json{{"entries", *loaded},         {"queries", f.queries},
                                {"answered", f.answered},     {"hit@1", rounded(f.hit1)},
                                {"hit@5", rounded(f.hit5)},   {"hit@10", rounded(f.hit10)},
                                {"mrr@10", rounded(f.mrr10)}, {"ndcg@10", rounded(f.ndcg10)},
                                {"p50_ms", rounded(f.p50)},   {"p95_ms", rounded(f.p95)},
                                {"p99_ms", rounded(f.p99)}}
                     .dump()
              << "\n";
  } else {
    std::printf(
        "entries %zu  queries %zu  answered %zu\nMRR@10 %.4f  hit@1 %.4f  hit@5 %.4f  hit@10 %.4f  nDCG@10 "
        "%.4f\np50 %.2f ms  p95 %.2f ms  p99 %.2f ms\n",
        *loaded, f.queries, f.answered, f.mrr10, f.hit1, f.hit5, f.hit10, f.ndcg10, f.p50, f.p95, f.p99);
  }
  return 0;
}

}  // namespace

void add_eval(CLI::App& app, Settings&, Outcome& outcome) {
  auto* command = app.add_subcommand("eval", "Measure search on judged queries in a throw-away library");
  auto options = std::make_shared<EvalOptions>();
  command->add_option("--entries", options->entries, "Entries (JSONL)")->required()->check(CLI::ExistingFile);
  command->add_option("--queries", options->queries, "Queries (JSONL: qid, text)")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--qrels", options->judgements, "Judgements (TSV: qid, docid, relevance)")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--run", options->run, "Also write a TREC run here");
  command->add_flag("--json", options->json_output, "Write JSON");
  command->callback([&, options] { outcome.status = run(*options); });
}

}  // namespace koujing::door
