#include <iostream>
#include <nlohmann/json.hpp>

#include "content/flow/people.h"
#include "editor_api/commands/command.h"

namespace koujing::door {
namespace {

struct UserOptions {
  std::string login, display_name, department, skill_group, password, by;
  std::vector<std::string> roles;
  bool json_output = false;
};

Result<std::set<Role>> roles_of(const std::vector<std::string>& names) {
  std::set<Role> roles;
  for (const std::string& name : names) {
    const auto role = role_from_name(name);
    if (!role)
      return Error{
          ErrorKind::kInvalid,
          "unknown_role",
          {"没有角色 " + name + "，可用：department director editor agent leader inspector auditor admin",
           "there is no role " + name +
               "; there are: department director editor agent leader inspector auditor admin"}};
    roles.insert(*role);
  }
  return roles;
}

nlohmann::json person_row(const Person& person) {
  nlohmann::json roles = nlohmann::json::array();
  for (const Role role : person.roles) roles.push_back(role_name(role));
  return {{"name", person.login},
          {"display_name", person.display_name},
          {"roles", std::move(roles)},
          {"department", person.department ? person.department->value : ""},
          {"disabled", person.disabled}};
}

Result<Person> find_person(Store& store, const std::string& login) {
  KJ_TRY(const auto reading, store.read());
  return acting_person(*reading, login);
}

Status add(Site& site, const UserOptions& options) {
  const Flow flow{*site.store, site.files};
  Person person{{},
                options.login,
                options.display_name.empty() ? options.login : options.display_name,
                {},
                {},
                options.skill_group,
                false};
  KJ_TRY(person.roles, roles_of(options.roles));
  if (!options.department.empty()) {
    std::optional<Department> department;
    {
      KJ_TRY(const auto reading, site.store->read());
      KJ_TRY(department, reading->people().department(options.department));
    }
    if (!department) {
      department = Department{DepartmentCode{options.department}, options.department};
      KJ_DO(add_department(flow, nullptr, *department));
    }
    person.department = department->code;
  }
  const std::string password = options.password.empty() ? random_password() : options.password;
  KJ_TRY(const PersonId id, add_person(flow, nullptr, person, password));
  (void)id;
  if (options.json_output) {
    nlohmann::json said = person_row(person);
    said["password"] = options.password.empty() ? nlohmann::json(password) : nlohmann::json(nullptr);
    print_json(said);
    return {};
  }
  std::cout << "added " << person.login << "\n";
  if (options.password.empty()) std::cout << "password: " << password << "\n";
  return {};
}

Status list(Site& site, const UserOptions& options) {
  KJ_TRY(const auto reading, site.store->read());
  KJ_TRY(const auto people, reading->people().all());
  nlohmann::json rows = nlohmann::json::array();
  for (const Person& person : people) {
    std::string roles;
    for (const Role role : person.roles) roles += (roles.empty() ? "" : ",") + std::string(role_name(role));
    if (options.json_output)
      rows.push_back(person_row(person));
    else
      std::cout << person.login << "\t" << person.display_name << "\t" << roles << "\t"
                << (person.department ? person.department->value : "")
                << (person.disabled ? "\tdisabled" : "") << "\n";
  }
  if (options.json_output) print_json(rows);
  return {};
}

Status password(Site& site, const UserOptions& options) {
  KJ_TRY(const Person person, find_person(*site.store, options.login));
  const std::string chosen = options.password.empty() ? random_password() : options.password;
  KJ_TRY(const PersonId id, set_password({*site.store, site.files}, nullptr, person.id, chosen));
  (void)id;
  if (options.json_output) {
    print_json({{"name", person.login},
                {"password", options.password.empty() ? nlohmann::json(chosen) : nlohmann::json(nullptr)}});
    return {};
  }
  std::cout << "password of " << person.login << " changed" << (options.password.empty() ? ": " + chosen : "")
            << "\n";
  return {};
}

Status enable(Site& site, const UserOptions& options, bool disabled) {
  KJ_TRY(Person person, find_person(*site.store, options.login));
  person.disabled = disabled;
  KJ_TRY(const PersonId id, save_person({*site.store, site.files}, nullptr, person));
  (void)id;
  if (options.json_output)
    print_json(person_row(person));
  else
    std::cout << person.login << (disabled ? " disabled" : " enabled") << "\n";
  return {};
}

int with_site(const Settings& settings, const std::function<Status(Site&)>& work) {
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kExisting, clock);
  if (!site) return fail(site.error());
  const Status done = work(**site);
  return done ? 0 : fail(done.error());
}

struct TokenOptions {
  std::string role, login, label = "command line";
  std::int64_t id = 0;
  bool quiet = false, json_output = false;
};

// A token acts as a person: that of --user, or the one who stands for programs of this role.
Result<Person> bearer_of(Site& site, const TokenOptions& options) {
  if (!options.login.empty()) return find_person(*site.store, options.login);
  KJ_TRY(const auto roles, roles_of({options.role}));
  const std::string login = "api-" + options.role;
  {
    KJ_TRY(const auto reading, site.store->read());
    KJ_TRY(const auto known, reading->people().by_login(login));
    if (known) return *known;
  }
  if (roles.contains(Role::kDepartment))
    return Error{ErrorKind::kInvalid,
                 "needs_user",
                 {"部门角色的令牌必须用 --user 指定人员",
                  "a token of the role department needs --user, so that its department is known"}};
  Person person{{}, login, "API " + options.role, roles, {}, "", false};
  KJ_TRY(person.id, add_person({*site.store, site.files}, nullptr, person, ""));
  return person;
}

Status add_one_token(Site& site, const TokenOptions& options) {
  KJ_TRY(const Person person, bearer_of(site, options));
  KJ_TRY(const NewToken token, add_token({*site.store, site.files}, nullptr, person.id, options.label));
  if (options.json_output)
    print_json({{"id", token.id}, {"user", person.login}, {"label", options.label}, {"token", token.secret}});
  else if (options.quiet)
    std::cout << token.secret << "\n";
  else
    std::cout << "token " << token.id << " for " << person.login << " (shown this once): " << token.secret
              << "\n";
  return {};
}

Status revoke(Site& site, const TokenOptions& options) {
  KJ_DO(revoke_token({*site.store, site.files}, nullptr, options.id));
  if (options.json_output) print_json({{"id", options.id}, {"revoked", true}});
  return {};
}

Status list_tokens(Site& site, bool as_json) {
  KJ_TRY(const auto reading, site.store->read());
  KJ_TRY(const auto tokens, reading->people().tokens());
  nlohmann::json rows = nlohmann::json::array();
  for (const TokenRow& token : tokens) {
    KJ_TRY(const auto person, reading->people().find(token.person));
    if (as_json) {
      rows.push_back({{"id", token.id},
                      {"user", person ? person->login : ""},
                      {"label", token.label},
                      {"created_at", format_instant(token.created_at)},
                      {"revoked", token.revoked_at.has_value()}});
      continue;
    }
    std::cout << token.id << "\t" << (person ? person->login : "?") << "\t" << token.label << "\t"
              << format_instant(token.created_at) << (token.revoked_at ? "\trevoked" : "") << "\n";
  }
  if (as_json) print_json(rows);
  return {};
}

}  // namespace

void add_user(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("user", "People and their roles");
  command->require_subcommand(1);
  auto options = std::make_shared<UserOptions>();
  auto* make = command->add_subcommand("add", "Add a person");
  make->add_option("name", options->login, "Login name")->required();
  make->add_option("--role", options->roles,
                   "department director editor agent leader inspector auditor admin")
      ->required();
  make->add_option("--display-name", options->display_name, "Name shown");
  make->add_option("--department", options->department, "Code or name; made when new");
  make->add_option("--skill-group", options->skill_group, "Skill group of an agent");
  make->add_option("--password", options->password, "Made and printed when absent");
  make->add_flag("--json", options->json_output, "Write JSON");
  make->callback([&, options] {
    outcome.status = with_site(settings, [&](Site& site) { return add(site, *options); });
  });
  auto* show = command->add_subcommand("list", "Everybody");
  show->add_flag("--json", options->json_output, "Write JSON");
  show->callback([&, options] {
    outcome.status = with_site(settings, [&](Site& site) { return list(site, *options); });
  });
  auto* change = command->add_subcommand("password", "Set a new password; signs the person out everywhere");
  change->add_option("name", options->login, "Login name")->required();
  change->add_option("--password", options->password, "Made and printed when absent");
  change->add_flag("--json", options->json_output, "Write JSON");
  change->callback([&, options] {
    outcome.status = with_site(settings, [&](Site& site) { return password(site, *options); });
  });
  for (const bool disabled : {true, false}) {
    auto* toggle =
        command->add_subcommand(disabled ? "disable" : "enable", disabled ? "The person can no longer sign in"
                                                                          : "The person can sign in again");
    toggle->add_option("name", options->login, "Login name")->required();
    toggle->add_flag("--json", options->json_output, "Write JSON");
    toggle->callback([&, options, disabled] {
      outcome.status = with_site(settings, [&](Site& site) { return enable(site, *options, disabled); });
    });
  }
}

void add_token(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("token", "API tokens for programs");
  command->require_subcommand(1);
  auto options = std::make_shared<TokenOptions>();
  auto* make = command->add_subcommand("add", "Make a token; it is shown once");
  auto* role = make->add_option("--role", options->role, "Acts with this role");
  auto* user = make->add_option("--user", options->login, "Acts as this person");
  role->excludes(user);
  make->add_option("--label", options->label, "What it is for")->capture_default_str();
  auto* quiet = make->add_flag("--quiet", options->quiet, "Print just the token");
  make->add_flag("--json", options->json_output, "Write JSON")->excludes(quiet);
  make->callback([&, options] {
    if (options->role.empty() && options->login.empty()) {
      std::cerr << "koujing token add: give --role or --user\n";
      outcome.status = 2;
      return;
    }
    outcome.status = with_site(settings, [&](Site& site) { return add_one_token(site, *options); });
  });
  auto* show = command->add_subcommand("list", "All tokens, without their secrets");
  auto as_json = std::make_shared<bool>(false);
  show->add_flag("--json", *as_json, "Write JSON");
  show->callback([&, as_json] {
    outcome.status = with_site(settings, [&](Site& site) { return list_tokens(site, *as_json); });
  });
  auto* end = command->add_subcommand("revoke", "End a token");
  end->add_option("id", options->id, "Its number")->required();
  end->add_flag("--json", options->json_output, "Write JSON");
  end->callback([&, options] {
    outcome.status = with_site(settings, [&](Site& site) { return revoke(site, *options); });
  });
}

}  // namespace koujing::door
