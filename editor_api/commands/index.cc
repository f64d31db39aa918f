#include <iostream>
#include <nlohmann/json.hpp>

#include "editor_api/commands/command.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

struct IndexOptions {
  bool rebuild = false, verify = false, json_output = false;
};

int report(const Result<indexer::CatchUp>& result, bool as_json) {
  if (!result) return fail(result.error());
  std::string failed;
  for (const EntryId entry : result->failed)
    failed += (failed.empty() ? "" : ",") + std::to_string(entry.value);
  if (as_json)
    std::cout << "{\"position\":" << result->position << ",\"rows\":" << result->rows << ",\"failed\":["
              << failed << "]}\n";
  else
    std::cout << "index at feed row " << result->position << ", " << result->rows << " rows applied"
              << (failed.empty() ? "" : ", refused entries: " + failed) << "\n";
  return result->failed.empty() ? 0 : 1;
}

int verify(Site& site, bool as_json) {
  const auto same = indexer::index_is_true(*site.store, site.index_directory());
  if (!same) return fail(same.error());
  if (as_json) print_json({{"same", *same}});
  if (*same) {
    if (!as_json) std::cout << "the index equals a rebuild\n";
    return 0;
  }
  return fail({ErrorKind::kInternal,
               "index_differs",
               {"索引与重建结果不一致，请运行 koujing index --rebuild",
                "the index differs from a rebuild; run koujing index --rebuild"}});
}

int run(const Settings& settings, const IndexOptions& options) {
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kExisting, clock);
  if (!site) return fail(site.error());
  if (options.verify) return verify(**site, options.json_output);
  const auto directory = (*site)->index_directory();
  Progress progress("index");
  const auto show = [&](std::size_t done, std::size_t all) { progress.show(done, all); };
  return report(options.rebuild ? indexer::rebuild(*(*site)->store, directory, show)
                                : indexer::bring_up_to_date(*(*site)->store, directory, show),
                options.json_output);
}

}  // namespace

void add_index(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("index", "Catch the index up with the store, or make it anew and swap");
  auto options = std::make_shared<IndexOptions>();
  command->add_flag("--rebuild", options->rebuild, "Make a new index beside the old one and swap");
  command->add_flag("--verify", options->verify,
                    "Compare the index with a rebuild; status 1 when they differ");
  command->add_flag("--json", options->json_output, "Write JSON");
  command->callback([&, options] { outcome.status = run(settings, *options); });
}

}  // namespace koujing::door
