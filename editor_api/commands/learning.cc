#include <iostream>
#include <nlohmann/json.hpp>

#include "content/flow/lexicon.h"
#include "editor_api/commands/command.h"

namespace koujing::door {
namespace {

Status reset(Site& site, const std::string& login, bool as_json) {
  std::optional<Person> actor;
  {
    KJ_TRY(const auto reading, site.store->read());
    KJ_TRY(actor, acting_person(*reading, login));
  }
  KJ_TRY(const Instant at, reset_uses({*site.store, site.files}, *actor));
  const std::string when = format_instant(at, site.utc_offset_minutes);
  if (as_json)
    print_json({{"uses_reset_at", when}});
  else
    std::cout << "uses before " << when << " no longer count\n";
  return {};
}

}  // namespace

void add_learning(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("learning", "What search learns from use");
  command->require_subcommand(1);
  auto by = std::make_shared<std::string>();
  auto as_json = std::make_shared<bool>(false);
  auto* sub = command->add_subcommand("reset", "Uses until now no longer count; the record stays");
  sub->add_flag("--json", *as_json, "Write JSON");
  sub->add_option("--by", *by, "Login name of who acts; the first administrator when absent");
  sub->callback([&, by, as_json] {
    static const SystemClock clock;
    const auto site = open_site(settings.data, Opening::kExisting, clock);
    if (!site) {
      outcome.status = fail(site.error());
      return;
    }
    (*site)->utc_offset_minutes = settings.utc_offset_minutes;
    const Status done = reset(**site, *by, *as_json);
    outcome.status = done ? 0 : fail(done.error());
  });
}

}  // namespace koujing::door
