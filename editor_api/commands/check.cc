// koujing check: answers in the exchange format against the library: duplicates and conflicting figures, as
// the desk would show them.
#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "content/exchange/entry_exchange.h"
#include "editor_api/commands/command.h"
#include "editor_api/compose.h"
#include "search/study/check_entry.h"

namespace koujing::door {
namespace {

using nlohmann::json;

json shown(const search::EntryFindings& findings) {
  json duplicates = json::array(), similar = json::array(), conflicts = json::array();
  for (const search::DuplicateFinding& one : findings.duplicates)
    duplicates.push_back({{"entry", one.entry.value},
                          {"title", one.title},
                          {"ours", one.ours},
                          {"theirs", one.theirs},
                          {"likeness", one.likeness}});
  for (const search::SimilarEntry& one : findings.similar)
    similar.push_back({{"entry", one.entry.value}, {"title", one.title}});
  for (const search::ConflictFinding& one : findings.conflicts)
    conflicts.push_back({{"entry", one.entry.value},
                         {"title", one.title},
                         {"field", one.field},
                         {"ours", one.ours},
                         {"theirs", one.theirs},
                         {"our_clause", one.our_clause},
                         {"their_clause", one.their_clause},
                         {"likeness", one.likeness}});
  return {{"duplicates", std::move(duplicates)},
          {"similar", std::move(similar)},
          {"conflicts", std::move(conflicts)}};
}

Status check_file(Site& site, const std::string& path) {
  std::ifstream in(path);
  if (!in)
    return Error{ErrorKind::kUnavailable, "unreadable", {path + "：无法读取", path + ": cannot be read"}};
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    KJ_TRY(const ExchangeEntry read, entry_from_line(line, {}));
    const EntryText& draft = read.revisions.back();
    search::CheckOptions options;
    options.now = site.now();
    KJ_TRY(const auto reading, site.store->read());
    KJ_TRY(const auto same, reading->entries().by_external_id(draft.external_id));
    if (same && !draft.external_id.empty()) options.leave_out = {*same};
    const auto begun = std::chrono::steady_clock::now();
    KJ_TRY(const auto findings, search::check_entry(*site.reader, draft, options));
    json row = shown(findings);
    row["external_id"] = draft.external_id;
    row["title"] = draft.title;
    row["took_ms"] =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    print_json(row);
  }
  return {};
}

}  // namespace

void add_check(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand(
      "check", "Check answers (JSONL) against the library: duplicates, conflicting figures");
  auto path = std::make_shared<std::string>();
  command->add_option("path", *path, "File of answers, one a line")->required();
  command->callback([&settings, &outcome, path] {
    static const SystemClock clock;
    const auto site = open_site(settings.data, Opening::kReadOnly, clock);
    if (!site) {
      outcome.status = fail(site.error());
      return;
    }
    if (const Status done = check_file(**site, *path); !done) outcome.status = fail(done.error());
  });
}

}  // namespace koujing::door
