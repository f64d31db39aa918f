#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "content/flow/people.h"
#include "content/sample/load_sample.h"
#include "editor_api/commands/command.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

struct InitOptions {
  bool sample = false, json_output = false;
  std::string admin = "admin";
};

Result<std::string> make_first_admin(Site& site, const std::string& login) {
  const Flow flow{*site.store, site.files};
  for (const char* name : {"信息库", "业务知识库", "百科知识库", "生活专栏"})
    KJ_DO(add_library(flow, nullptr, name));
  const std::string password = random_password();
  KJ_TRY(const PersonId id,
         add_person(flow, nullptr, {{}, login, "系统管理员", {Role::kAdmin}, {}, "", false}, password));
  (void)id;
  return password;
}

constexpr const char* kSignIns[] = {"admin", "director", "editor", "market",
                                    "water", "agent",    "leader", "auditor"};

// What was made, for --json.
Result<nlohmann::json> make_sample(Site& site, SteppingClock& clock, Instant today, bool as_json) {
  const char* given = std::getenv("KOUJING_SAMPLE_PASSWORD");
  const std::string password = given != nullptr && *given != '\0' ? given : random_password();
  SampleCounts counts;
  {
    Progress progress("sample library");
    KJ_TRY(counts,
           load_sample({*site.store, site.files}, clock, source_directory() / "content" / "sample", password,
                       today, [&](std::size_t done, std::size_t all) { progress.show(done, all); }));
  }
  if (!as_json) {
    std::cout << "sample library: " << counts.notices << " notices, " << counts.changes << " change sets, "
              << counts.entries << " entries, " << counts.bulletins << " bulletins, " << counts.people
              << " people\nsign-ins:";
    for (const char* name : kSignIns) std::cout << " " << name;
    std::cout << "\npassword: " << password << "\n";
  }
  return nlohmann::json{{"sign_ins", kSignIns},
                        {"password", password},
                        {"sample",
                         {{"notices", counts.notices},
                          {"changes", counts.changes},
                          {"entries", counts.entries},
                          {"bulletins", counts.bulletins},
                          {"people", counts.people}}}};
}

int init(const Settings& settings, const InitOptions& options) {
  const std::filesystem::path data = settings.data;
  std::error_code ec;
  if (std::filesystem::exists(data / "store.sqlite", ec))
    return fail({ErrorKind::kConflict,
                 "already_made",
                 {data.string() + " 中已有口径的数据，没有改动；请换一个 --data 目录，或直接 koujing serve",
                  "there is Koujing data in " + data.string() +
                      " already, nothing was changed; choose another --data, or run koujing serve"}});
  SteppingClock clock;
  const Instant today = SystemClock().now();
  clock.set(today);
  auto site = open_site(data, Opening::kMake, clock);
  if (!site) return fail(site.error());
  if (auto key = (*site)->signing_key(); !key) return fail(key.error());
  nlohmann::json said;
  if (options.sample) {
    auto made = make_sample(**site, clock, today, options.json_output);
    if (!made) {
      site->reset();
      // Half a sample is no use to anybody: begin again with an empty directory.
      std::filesystem::remove_all(data / "store.sqlite", ec);
      return fail(made.error());
    }
    said = *std::move(made);
  } else {
    const auto password = make_first_admin(**site, options.admin);
    if (!password) return fail(password.error());
    said = {
        {"sign_ins", nlohmann::json::array({options.admin})}, {"password", *password}, {"sample", nullptr}};
    if (!options.json_output)
      std::cout << "administrator: " << options.admin << "\npassword: " << *password
                << "\n(shown this once; change it with koujing user password " << options.admin << ")\n";
  }
  const auto built = indexer::rebuild(*(*site)->store, (*site)->index_directory());
  if (!built) return fail(built.error());
  said["data"] = data.string();
  if (options.json_output)
    print_json(said);
  else
    std::cout << "data directory: " << data.string() << "\n";
  return 0;
}

}  // namespace

void add_init(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("init", "Make a data directory and its first administrator");
  auto options = std::make_shared<InitOptions>();
  command->add_flag(
      "--sample", options->sample,
      "With a worked sample library (password from KOUJING_SAMPLE_PASSWORD, else made and printed)");
  command->add_option("--admin", options->admin, "Login name of the first administrator")
      ->capture_default_str();
  command->add_flag("--json", options->json_output, "Write JSON: sign-ins, password, what was made");
  command->callback([&, options] { outcome.status = init(settings, *options); });
}

}  // namespace koujing::door
