#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "content/flow/lexicon.h"
#include "content/model/text_rules.h"
#include "content/originals/read_table.h"
#include "editor_api/commands/command.h"
#include "editor_api/presenters/present.h"
#include "editor_api/search_trial.h"

namespace koujing::door {
namespace {

struct SynonymOptions {
  std::string from, state, file, by;
  std::vector<std::string> to;
  std::int64_t id = 0;
  bool one_way = false, accept_losses = false, json_output = false;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " | ") + word;
  return text;
}

void print(const Synonym& synonym) {
  std::cout << synonym.id.value << "\t" << synonym_state_name(synonym.state) << "\t" << synonym.form.from
            << (synonym.form.both_ways ? " <-> " : " -> ") << joined(synonym.form.to);
  if (synonym.origin != SynonymOrigin::kPerson)
    std::cout << "\t" << synonym_origin_name(synonym.origin) << ": " << synonym.evidence.times << " times, "
              << synonym.evidence.entries << " entries";
  std::cout << "\n";
}

Status print_one(Site& site, SynonymId id, bool as_json) {
  KJ_TRY(const auto reading, site.store->read());
  KJ_TRY(const auto synonym, reading->lexicon().synonym(id));
  if (!synonym) return {};  // somebody removed it meanwhile
  if (as_json)
    print_json(Presenter(*reading, site.utc_offset_minutes).synonym(*synonym));
  else
    print(*synonym);
  return {};
}

// A line each, or one JSON list.
Status print_all(Site& site, const std::vector<Synonym>& synonyms, bool as_json) {
  if (!as_json) {
    for (const Synonym& synonym : synonyms) print(synonym);
    return {};
  }
  KJ_TRY(const auto reading, site.store->read());
  Presenter present(*reading, site.utc_offset_minutes);
  json rows = json::array();
  for (const Synonym& synonym : synonyms) rows.push_back(present.synonym(synonym));
  print_json(rows);
  return {};
}

Result<Person> who(Site& site, const SynonymOptions& options) {
  KJ_TRY(const auto reading, site.store->read());
  return acting_person(*reading, options.by);
}

Status list(Site& site, const SynonymOptions& options) {
  std::vector<Synonym> synonyms;
  {
    KJ_TRY(const auto reading, site.store->read());
    KJ_TRY(synonyms, reading->lexicon().all_synonyms());
  }
  if (!options.state.empty())
    std::erase_if(synonyms,
                  [&](const Synonym& synonym) { return synonym_state_name(synonym.state) != options.state; });
  return print_all(site, synonyms, options.json_output);
}

// The flow of a change that was tried on the golden queries first; says on standard error what they gain and
// lose by it. kConflict "golden_losses" when one loses places and that is not accepted. `actor` outlives it.
Result<Flow> tried_flow(Site& site, const SynonymOptions& options, const Person& actor,
                        const LexiconChange& change) {
  Flow flow{*site.store, site.files};
  if (change.add_synonyms.empty() && change.remove_synonyms.empty()) return flow;
  KJ_DO(load_lexicon(site));  // with what was used, by which the server ranks
  KJ_TRY(const SearchTrial trial, try_change(site, change, {}, site.now()));
  for (const GoldenMove& move : trial.gains) std::cerr << "gains places: " << told(move).en << "\n";
  for (const GoldenMove& move : trial.losses) std::cerr << "loses places: " << told(move).en << "\n";
  if (!trial.losses.empty() && !options.accept_losses) {
    const std::string losses = std::to_string(trial.losses.size());
    return Error{
        ErrorKind::kConflict,
        "golden_losses",
        {losses + " 个黄金问题的答案会后退，见上，什么也没有改。请看是否值得，确认后加上 --accept-losses",
         losses + " golden queries would lose places, as said above, and nothing was changed; if that "
                  "is worth it, add --accept-losses"}};
  }
  return noting(trial, std::move(flow), actor);
}

// What search will make of it when the synonym is as it is no longer: only what is active is searched with.
Result<LexiconChange> change_without(Site& site, SynonymId id) {
  LexiconChange change;
  KJ_TRY(const auto reading, site.store->read());
  KJ_TRY(const auto before, reading->lexicon().synonym(id));
  if (before && before->state == SynonymState::kActive) change.remove_synonyms = {id};
  return change;
}

Status add(Site& site, const SynonymOptions& options) {
  KJ_TRY(const Person actor, who(site, options));
  const SynonymForm form{options.from, options.to, !options.one_way};
  if (auto faults = faults_of(trimmed(form)); !faults.empty()) return invalid_input(std::move(faults));
  LexiconChange change;
  change.add_synonyms = {form};
  KJ_TRY(const Flow flow, tried_flow(site, options, actor, change));
  KJ_TRY(const SynonymId id, add_synonym(flow, actor, form));
  return print_one(site, id, options.json_output);
}

Status remove(Site& site, const SynonymOptions& options) {
  KJ_TRY(const Person actor, who(site, options));
  KJ_TRY(const LexiconChange change, change_without(site, SynonymId{options.id}));
  KJ_TRY(const Flow flow, tried_flow(site, options, actor, change));
  KJ_DO(remove_synonym(flow, actor, SynonymId{options.id}, {}));
  if (options.json_output)
    print_json({{"removed", options.id}});
  else
    std::cout << "removed " << options.id << "\n";
  return {};
}

Status decide(Site& site, const SynonymOptions& options, SynonymDecision decision) {
  KJ_TRY(const Person actor, who(site, options));
  KJ_TRY(LexiconChange change, change_without(site, SynonymId{options.id}));
  if (decision == SynonymDecision::kApprove) {
    KJ_TRY(const auto reading, site.store->read());
    KJ_TRY(const auto synonym, reading->lexicon().synonym(SynonymId{options.id}));
    if (synonym) change.add_synonyms = {synonym->form};
  }
  KJ_TRY(const Flow flow, tried_flow(site, options, actor, change));
  KJ_TRY(const SynonymId id, decide_synonym(flow, actor, SynonymId{options.id}, decision, {}));
  return print_one(site, id, options.json_output);
}

Status mine(Site& site, const SynonymOptions& options) {
  KJ_TRY(const Person actor, who(site, options));
  KJ_TRY(const Mined mined, mine_synonyms({*site.store, site.files}, actor));
  KJ_TRY(const auto reading, site.store->read());
  Presenter present(*reading, site.utc_offset_minutes);
  json said = {{"proposed", json::array()}, {"known", mined.known}, {"left", mined.left}};
  for (const SynonymId id : mined.proposed) {
    KJ_TRY(const auto synonym, reading->lexicon().synonym(id));
    if (!synonym) continue;
    if (options.json_output)
      said["proposed"].push_back(present.synonym(*synonym));
    else
      print(*synonym);
  }
  if (options.json_output)
    print_json(said);
  else
    std::cout << mined.proposed.size() << " proposed, " << mined.known << " known already, " << mined.left
              << " left for another run\n";
  return {};
}

// Columns: from, to (words parted by '|'), and perhaps one_way (1, true, yes, 单向). A header is passed over.
std::vector<SynonymForm> forms_of(const std::vector<TableRow>& rows, std::vector<std::size_t>& lines) {
  std::vector<SynonymForm> forms;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const TableRow& row = rows[i];
    const auto cell = [&](std::size_t column) {
      return column < row.size() ? trimmed(row[column]) : std::string();
    };
    if (cell(0).empty() && cell(1).empty()) continue;
    if (i == 0 && (cell(0) == "from" || cell(0) == "客户说法")) continue;
    SynonymForm form{cell(0), {}, true};
    const std::string to = cell(1), way = cell(2);
    for (std::size_t begin = 0; begin <= to.size() && !to.empty();) {
      const std::size_t end = std::min(to.find('|', begin), to.size());
      form.to.push_back(to.substr(begin, end - begin));
      begin = end + 1;
    }
    form.both_ways = !(way == "1" || way == "true" || way == "yes" || way == "单向");
    forms.push_back(std::move(form));
    lines.push_back(i + 1);
  }
  return forms;
}

Status import(Site& site, const SynonymOptions& options) {
  std::ifstream in(options.file, std::ios::binary);
  if (!in)
    return Error{
        ErrorKind::kUnavailable, "unreadable", {"无法读取 " + options.file, "cannot read " + options.file}};
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  KJ_TRY(const auto rows, read_csv(bytes));
  std::vector<std::size_t> lines;
  const auto forms = forms_of(rows, lines);
  KJ_TRY(const Person actor, who(site, options));
  LexiconChange change;
  for (const SynonymForm& form : forms)
    if (faults_of(trimmed(form)).empty()) change.add_synonyms.push_back(form);
  KJ_TRY(const Flow flow, tried_flow(site, options, actor, change));
  KJ_TRY(const ImportedSynonyms imported, import_synonyms(flow, actor, forms));
  for (const auto& refusal : imported.refused) {
    std::cerr << "refused " << options.file << ": row " << lines[refusal.index] << ": "
              << refusal.error.message.en;
    for (const Fault& fault : refusal.error.faults)
      std::cerr << "; " << fault.pointer << ": " << fault.message.en;
    std::cerr << "\n";
  }
  if (options.json_output)
    print_json({{"added", imported.added}, {"refused", imported.refused.size()}});
  else
    std::cout << imported.added << " added, " << imported.refused.size() << " refused\n";
  if (imported.added > 0 || imported.refused.empty()) return {};
  return Error{ErrorKind::kInvalid,
               "nothing_imported",
               {"没有一条被接受，原因见上", "nothing was accepted; the reasons are above"}};
}

int with_site(const Settings& settings, Opening opening, const std::function<Status(Site&)>& work) {
  static const SystemClock clock;
  const auto site = open_site(settings.data, opening, clock);
  if (!site) return fail(site.error());
  (*site)->utc_offset_minutes = settings.utc_offset_minutes;
  const Status done = work(**site);
  return done ? 0 : fail(done.error());
}

}  // namespace

void add_synonyms(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("synonyms", "Customers' words and the entries' words");
  command->require_subcommand(1);
  command->footer(
      "Each change is tried on the golden queries first, and refused when one of them loses places. A "
      "running "
      "server follows every change within a second.");
  auto options = std::make_shared<SynonymOptions>();
  const auto with = [&, options](const char* name, const char* help,
                                 Status (*work)(Site&, const SynonymOptions&), Opening opening) {
    auto* sub = command->add_subcommand(name, help);
    sub->add_flag("--json", options->json_output, "Write JSON");
    if (opening != Opening::kReadOnly)
      sub->add_option("--by", options->by, "Login name of who acts; the first administrator when absent");
    sub->callback([&, options, work, opening] {
      outcome.status = with_site(settings, opening, [&](Site& site) { return work(site, *options); });
    });
    return sub;
  };
  const auto tried = [options](CLI::App* sub) {
    sub->add_flag("--accept-losses", options->accept_losses, "Although golden queries lose places");
    return sub;
  };
  with("list", "All of them", list, Opening::kReadOnly)
      ->add_option("--state", options->state, "active, proposed or declined")
      ->check(CLI::IsMember({"active", "proposed", "declined"}));
  auto* make = tried(with("add", "Add one; it is active at once", add, Opening::kExisting));
  make->add_option("from", options->from, "What customers say")->required();
  make->add_option("to", options->to, "What the entries say")->required();
  make->add_flag("--one-way", options->one_way, "Only from -> to");
  tried(with("remove", "Forget one", remove, Opening::kExisting))
      ->add_option("id", options->id, "Its number")
      ->required();
  tried(with(
            "approve", "Take a proposal into use",
            [](Site& site, const SynonymOptions& o) { return decide(site, o, SynonymDecision::kApprove); },
            Opening::kExisting))
      ->add_option("id", options->id, "Its number")
      ->required();
  tried(with(
            "decline", "Never propose it again",
            [](Site& site, const SynonymOptions& o) { return decide(site, o, SynonymDecision::kDecline); },
            Opening::kExisting))
      ->add_option("id", options->id, "Its number")
      ->required();
  with("mine", "Propose pairs from question variants and from searches", mine, Opening::kExisting);
  tried(with("import", "Add many; refusals are named, the rest is added", import, Opening::kExisting))
      ->add_option("file", options->file, "CSV: from, to (words parted by '|'), one_way (optional)")
      ->required()
      ->check(CLI::ExistingFile);
}

}  // namespace koujing::door
