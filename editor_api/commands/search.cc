#include <iostream>
#include <nlohmann/json.hpp>

#include "editor_api/commands/command.h"
#include "editor_api/commands/query_file.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {
namespace {

struct SearchOptions {
  std::string query, as_of, recorded_at, batch, run;
  std::size_t top = 10;
  bool json_output = false;
};

void print(const search::Answer& answer) {
  std::cout << answer.total << (answer.total_exact ? " found" : " or more found");
  if (answer.corrected) std::cout << ", also for " << answer.corrected->text;
  std::cout << "\n";
  std::size_t rank = 0;
  for (const search::Hit& hit : answer.hits) {
    const search::IndexDocument& document = hit.document;
    std::cout << ++rank << ". " << document.text.title << "  [K" << document.entry.value << " v"
              << document.span.number << "] " << document.text.library
              << (document.text.catalogue.empty() ? "" : "/" + document.text.catalogue) << " · "
              << document.department_name
              << (document.span.standing == Standing::kUnconfirmed ? " · 未确认" : "") << "\n   "
              << (document.script_plain.empty() ? document.body_plain.substr(0, 200) : document.script_plain)
              << "\n";
  }
}

int search_once(const Settings& settings, Site& site, const SearchOptions& options, Instant at,
                std::optional<Instant> known) {
  search::Request request;
  request.text = options.query;
  request.at = at;
  request.known = known.value_or(site.now());
  request.learned = !known;
  request.limit = options.top;
  if (known) {
    const auto then = site.store->read();
    if (!then) return fail(then.error());
    auto paths = (*then)->catalogue().paths_then(*known);
    if (!paths) return fail(paths.error());
    request.paths_then = *std::move(paths);
  }
  const auto answer = site.reader->search(request);
  if (!answer) return fail(answer.error());
  if (!options.json_output) return print(*answer), 0;
  const auto reading = site.store->read();
  if (!reading) return fail(reading.error());
  Presenter present(**reading, settings.utc_offset_minutes);
  json shown = {
      {"q", options.query},     {"as_of", present.time(at)}, {"recorded_at", present.time(request.known)},
      {"total", answer->total}, {"results", json::array()},  {"facets", facets(answer->facets)}};
  for (const search::Hit& hit : answer->hits) {
    auto result = present.hit(hit, at, options.as_of.empty() && !known);
    if (!result) return fail(result.error());
    shown["results"].push_back(*std::move(result));
  }
  std::cout << shown.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
  return 0;
}

int search_batch(Site& site, const SearchOptions& options, Instant at) {
  const auto queries = read_queries(options.batch);
  if (!queries) return fail(queries.error());
  const auto answers = run_batch(*site.reader, *queries, at, options.top);
  if (!answers) return fail(answers.error());
  if (const Status written = write_run(options.run, *answers); !written) return fail(written.error());
  std::cout << queries->size() << " queries answered, run in " << options.run << "\n";
  return 0;
}

int run(const Settings& settings, const SearchOptions& options) {
  if (options.query.empty() == options.batch.empty() || options.batch.empty() != options.run.empty() ||
      (!options.batch.empty() && !options.recorded_at.empty())) {
    std::cerr
        << "koujing search: give a QUERY, with or without --recorded-at, or --batch FILE with --run FILE\n";
    return 2;
  }
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kReadOnly, clock);
  if (!site) return fail(site.error());
  if (const Status loaded = load_lexicon(**site); !loaded) return fail(loaded.error());
  Instant at = (*site)->now();
  std::optional<Instant> known;
  if (!options.as_of.empty()) {
    const auto given = parse_instant(options.as_of);
    if (!given) return fail(given.error()), 2;
    at = *given;
  }
  if (!options.recorded_at.empty()) {
    const auto given = parse_instant(options.recorded_at);
    if (!given) return fail(given.error()), 2;
    known = *given;
  }
  return options.batch.empty() ? search_once(settings, **site, options, at, known)
                               : search_batch(**site, options, at);
}

}  // namespace

void add_search(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("search", "Search as an agent would");
  auto options = std::make_shared<SearchOptions>();
  command->add_option("query", options->query, "What to search for");
  command->add_option("--as-of", options->as_of, "In force at this moment, e.g. 2026-12-01T00:00:00+08:00");
  command->add_option("--recorded-at", options->recorded_at, "By what was recorded by this moment");
  command->add_option("--top", options->top, "How many")->check(CLI::Range(1, 1000))->capture_default_str();
  command->add_flag("--json", options->json_output, "Write JSON");
  command->add_option("--batch", options->batch, "File of queries (JSONL: qid, text)");
  command->add_option("--run", options->run, "Where the TREC run of --batch goes");
  command->callback([&, options] { outcome.status = run(settings, *options); });
}

}  // namespace koujing::door
