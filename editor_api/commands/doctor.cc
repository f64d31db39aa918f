#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "content/journal/append.h"
#include "editor_api/commands/command.h"
#include "indexer/follow_feed.h"
#include "search/language_data.h"

namespace koujing::door {
namespace {

// What is wrong, and the command that mends it.
std::vector<StoreFinding> examine(Site& site, const Settings& settings, bool thorough) {
  std::vector<StoreFinding> findings;
  const auto add = [&](const Error& error, const std::string& what, const std::string& remedy) {
    findings.push_back({what + ": " + error.message.en + " " + error.log_detail, remedy});
  };
  if (const auto store = site.store->examine()) {
    findings = *store;
  } else {
    add(store.error(), "store", "koujing doctor again; then restore the last backup");
  }
  const auto reading = site.store->read();
  if (!reading) {
    add(reading.error(), "store", "check the rights on the data directory");
    return findings;
  }
  if (const auto verdict = verify_journal(**reading); !verdict)
    add(verdict.error(), "journal", "restore the last backup");
  else if (!verdict->ok)
    findings.push_back({"journal: record " + std::to_string(*verdict->first_bad) + " " + verdict->finding.en,
                        "restore the last backup and keep this directory as evidence"});
  if (const auto digests = (*reading)->notices().original_digests()) {
    for (const std::string& digest : *digests)
      if (const auto bytes = site.files.read(digest); !bytes)
        add(bytes.error(), "original " + digest, "restore originals/ from the last backup");
  } else {
    add(digests.error(), "originals", "koujing doctor again");
  }
  const auto head = (*reading)->record().feed_head();
  const auto position = site.reader->position();
  if (!position)
    add(position.error(), "index", "koujing index --rebuild");
  else if (head && *position < *head)
    findings.push_back({"index: " + std::to_string(*head - *position) + " feed rows behind",
                        "koujing index (or let koujing serve catch up)"});
  else if (thorough) {
    const auto same = indexer::index_is_true(*site.store, site.index_directory());
    if (!same)
      add(same.error(), "index", "koujing index --rebuild");
    else if (!*same)
      findings.push_back({"index: differs from a rebuild", "koujing index --rebuild"});
  }
  for (const search::MissingData& one : search::missing_language_data())
    findings.push_back({"dictionary missing: " + one.what, "apt-get install " + one.package});
  const auto pages =
      settings.web.empty() ? source_directory() / "web" / "dist" : std::filesystem::path(settings.web);
  std::error_code ec;
  if (!std::filesystem::exists(pages / "index.html", ec))
    findings.push_back(
        {"pages: not built in " + pages.string(), "cmake --build --preset release (or scripts/run)"});
  const auto space = std::filesystem::space(site.directory, ec);
  constexpr std::uintmax_t kLittle = 1'000'000'000;  // originals of 20 MB come in by the dozen
  if (!ec && space.available < kLittle)
    findings.push_back({"disk: " + std::to_string(space.available / 1'000'000) + " MB left",
                        "free some space on the disk of " + site.directory.string()});
  return findings;
}

int run(const Settings& settings, bool thorough, bool as_json) {
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kExisting, clock);
  if (!site) return fail(site.error());
  const auto findings = examine(**site, settings, thorough);
  if (as_json) {
    nlohmann::json rows = nlohmann::json::array();
    for (const StoreFinding& finding : findings)
      rows.push_back({{"what", finding.what}, {"remedy", finding.remedy}});
    std::cout << nlohmann::json{{"ok", findings.empty()}, {"findings", rows}}.dump(
                     -1, ' ', false, nlohmann::json::error_handler_t::replace)
              << "\n";
  } else if (findings.empty()) {
    std::cout << "all is well: store, journal, originals, index, pages, disk\n";
  } else {
    for (const StoreFinding& finding : findings)
      std::cout << finding.what << "\n  mend: " << finding.remedy << "\n";
  }
  return findings.empty() ? 0 : 1;
}

}  // namespace

void add_doctor(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand(
      "doctor", "Check store, journal, originals, index, pages and disk; say what mends them");
  auto thorough = std::make_shared<bool>(false);
  auto as_json = std::make_shared<bool>(false);
  command->add_flag("--thorough", *thorough, "Also compare the index with a rebuild");
  command->add_flag("--json", *as_json, "Write JSON");
  command->callback([&, thorough, as_json] { outcome.status = run(settings, *thorough, *as_json); });
}

void add_config(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command =
      app.add_subcommand("config", "Print the effective settings, as they can stand in koujing.toml");
  auto as_json = std::make_shared<bool>(false);
  command->add_flag("--json", *as_json, "Write JSON");
  command->callback([&, as_json] {
    const nlohmann::ordered_json rows = {{"data", settings.data},
                                         {"embed-origins", settings.embed_origins},
                                         {"listen", settings.listen},
                                         {"log-level", settings.log_level},
                                         {"threads", settings.threads},
                                         {"trusted-proxy", settings.trusted_proxy},
                                         {"utc-offset-minutes", settings.utc_offset_minutes},
                                         {"web", settings.web}};
    if (*as_json)
      std::cout << rows.dump() << "\n";
    else
      for (const auto& [name, value] : rows.items()) std::cout << name << " = " << value.dump() << "\n";
    outcome.status = 0;
  });
}

}  // namespace koujing::door
