#include "content/sample/load_sample.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "content/crypto/secret.h"
#include "content/flow/bulletins.h"
#include "content/flow/changes.h"
#include "content/flow/notices.h"
#include "content/flow/people.h"
#include "content/flow/questions.h"
#include "content/flow/search_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

Error sample_error(const std::string& where, const std::string& why) {
  return {ErrorKind::kInternal,
          "sample_broken",
          {"示例库在 " + where + " 处无法载入：" + why,
           "the sample library cannot be loaded at " + where + ": " + why}};
}

// "-40d 09:12": days from the day of loading and a time of day, in +08:00.
Result<Instant> relative(const std::string& text, Instant today) {
  int days = 0, hour = 0, minute = 0;
  if (std::sscanf(text.c_str(), "%dd %d:%d", &days, &hour, &minute) != 3)
    return sample_error(text, "bad time");
  constexpr std::int64_t kDay = 86'400'000'000;
  const std::int64_t offset = std::int64_t{kDefaultOffsetMinutes} * 60'000'000;
  const std::int64_t midnight = (today.us + offset) / kDay * kDay - offset;
  return Instant{midnight + days * kDay}.plus_seconds(hour * 3600 + minute * 60);
}

std::string text_of(const json& from, const char* field) {
  const auto found = from.find(field);
  return found == from.end() || found->is_null() ? "" : found->get<std::string>();
}

std::vector<std::string> texts_of(const json& from, const char* field) {
  const auto found = from.find(field);
  return found == from.end() || found->is_null() ? std::vector<std::string>{}
                                                 : found->get<std::vector<std::string>>();
}

Scope scope_of(const json& from) {
  const auto found = from.find("scope");
  if (found == from.end() || found->is_null()) return {};
  return {texts_of(*found, "region"), texts_of(*found, "product"), texts_of(*found, "customers")};
}

class Player {
 public:
  Player(const Flow& flow, SteppingClock& clock, std::filesystem::path directory, std::string password,
         Instant today)
      : flow_(flow),
        clock_(clock),
        directory_(std::move(directory)),
        password_(std::move(password)),
        today_(today) {}

  Result<SampleCounts> play(const json& sample,
                            const std::function<void(std::size_t, std::size_t)>& progress) {
    KJ_DO(plan(sample));
    std::stable_sort(steps_.begin(), steps_.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    clock_.set(steps_.empty() ? today_ : steps_.front().at.plus_seconds(-3600));
    KJ_DO(make_people(sample));
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      clock_.set(steps_[i].at);
      if (const Status done = steps_[i].run(); !done) {
        std::string why = done.error().message.en + " " + done.error().log_detail;
        for (const Fault& fault : done.error().faults) why += "; " + fault.pointer + " " + fault.message.en;
        return sample_error(steps_[i].name, why);
      }
      if (progress) progress(i + 1, steps_.size());
    }
    clock_.set(today_);
    KJ_TRY(const auto reading, flow_.store.read());
    KJ_TRY(const auto entries, reading->entries().count());
    counts_.entries = static_cast<std::size_t>(entries);
    return counts_;
  }

 private:
  struct Step {
    Instant at;
    std::string name;
    std::function<Status()> run;
  };

  Status add_step(const std::string& when, std::string name, std::function<Status()> run) {
    KJ_TRY(const Instant at, relative(when, today_));
    steps_.push_back({at, std::move(name), std::move(run)});
    return {};
  }

  Result<std::optional<Instant>> maybe_time(const json& from, const char* field) const {
    const std::string text = text_of(from, field);
    if (text.empty()) return std::optional<Instant>();
    KJ_TRY(const Instant at, relative(text, today_));
    return std::optional<Instant>(at);
  }

  Result<Person> who(const std::string& login) const {
    KJ_TRY(const auto reading, flow_.store.read());
    KJ_TRY(const auto person, reading->people().by_login(login));
    if (!person) return sample_error(login, "no such person");
    return *person;
  }

  Status make_people(const json& sample) {
    for (const json& row : sample.at("departments"))
      KJ_DO(add_department(flow_, nullptr, {DepartmentCode{text_of(row, "code")}, text_of(row, "name")}));
    for (const json& name : sample.at("libraries"))
      KJ_DO(add_library(flow_, nullptr, name.get<std::string>()));
    // One password for all sample people: hash it once, Argon2id takes its time.
    KJ_TRY(const std::string hash, hash_password(password_));
    for (const json& row : sample.at("people")) {
      Person person{
          {},   text_of(row, "login"), text_of(row, "display_name"), {}, {}, text_of(row, "skill_group"),
          false};
      for (const json& role : row.at("roles"))
        if (const auto known = role_from_name(role.get<std::string>())) person.roles.insert(*known);
      if (const std::string code = text_of(row, "department"); !code.empty())
        person.department = DepartmentCode{code};
      KJ_TRY(person.id, add_person(flow_, nullptr, person, ""));
      KJ_TRY(const auto writing, flow_.store.write());
      KJ_DO(writing->people().set_password_hash(person.id, hash));
      KJ_DO(writing->commit());
      ++counts_.people;
    }
    return {};
  }

  Status plan(const json& sample) {
    for (const json& notice : sample.at("notices")) KJ_DO(plan_notice(notice));
    for (const json& row : sample.at("bulletins"))
      KJ_DO(add_step(text_of(row, "at"), "bulletin " + text_of(row, "title"), [this, row]() -> Status {
        BulletinForm form;
        form.title = text_of(row, "title");
        form.text = text_of(row, "text");
        form.script = text_of(row, "script");
        form.questions = texts_of(row, "questions");
        if (const std::string code = text_of(row, "department"); !code.empty())
          form.department = DepartmentCode{code};
        form.scope = scope_of(row);
        form.library = "信息库";
        KJ_TRY(form.pinned_to, maybe_time(row, "pinned_to"));
        KJ_TRY(const Person by, who(text_of(row, "by")));
        KJ_TRY(const BulletinId id, post_bulletin(flow_, by, form));
        (void)id;
        ++counts_.bulletins;
        return {};
      }));
    KJ_DO(plan_charges(sample.at("charges")));
    for (const json& row : sample.at("questions")) KJ_DO(plan_question(row));
    return plan_search_words(sample.at("search_words"));
  }

  Status plan_search_words(const json& row) {
    return add_step(text_of(row, "at"), "search words", [this, row]() -> Status {
      KJ_TRY(const Person by, who(text_of(row, "by")));
      for (const json& golden : row.at("golden"))
        KJ_DO(add_golden_query(flow_, by, text_of(golden, "text"), entries_[text_of(golden, "entry_key")],
                               golden.value("within", 3)));
      for (const json& pin : row.at("pins")) {
        SearchRuleForm form;
        form.queries = texts_of(pin, "queries");
        form.contains = pin.at("contains").get<bool>();
        form.entry = entries_[text_of(pin, "entry_key")];
        form.position = pin.at("position").get<int>();
        KJ_TRY(form.to, maybe_time(pin, "to"));
        form.note = text_of(pin, "note");
        KJ_DO(add_search_rule(flow_, by, form));
      }
      return {};
    });
  }

  Result<CatalogueId> node_at(const std::string& path) const {
    KJ_TRY(const auto reading, flow_.store.read());
    KJ_TRY(const auto nodes, reading->catalogue().all());
    for (const CatalogueNode& node : nodes)
      if (node.library == "业务知识库" && node.path == path) return node.id;
    return sample_error(path, "no such catalogue node");
  }

  Status plan_charges(const json& row) {
    return add_step(text_of(row, "at"), "departments in charge", [this, row]() -> Status {
      std::map<CatalogueId, DepartmentCode> departments;
      for (const auto& [path, code] : row.at("departments").items()) {
        KJ_TRY(const CatalogueId node, node_at(path));
        departments[node] = DepartmentCode{code.get<std::string>()};
      }
      KJ_TRY(const Person by, who(text_of(row, "by")));
      KJ_TRY(const ChargesNow now, edit_charges(flow_, by, departments, 0));
      (void)now;
      return {};
    });
  }

  Status plan_question(const json& row) {
    const std::string name = "question " + text_of(row, "text");
    KJ_DO(add_step(text_of(row, "at"), name, [this, row, name]() -> Status {
      QuestionForm form;
      form.text = text_of(row, "text");
      form.query = text_of(row, "query");
      form.region = text_of(row, "region");
      form.product = text_of(row, "product");
      form.asking.callback = text_of(row, "callback");
      if (const std::string path = text_of(row, "catalogue"); !path.empty()) {
        KJ_TRY(form.node, node_at(path));
      }
      KJ_TRY(const Person by, who(text_of(row, "by")));
      KJ_TRY(questions_[name], raise_question(flow_, by, form));
      return {};
    }));
    const auto answer = row.find("answer");
    if (answer == row.end()) return {};
    return add_step(text_of(*answer, "at"), name + " answered", [this, row = *answer, name]() -> Status {
      KJ_TRY(const Person by, who(text_of(row, "by")));
      KJ_TRY(const QuestionId id, answer_question(flow_, by, questions_[name], text_of(row, "text"), {}));
      (void)id;
      return {};
    });
  }

  Status plan_notice(const json& notice) {
    const std::string key = text_of(notice, "key");
    KJ_DO(add_step(text_of(notice, "received_at"), key + " received", [this, notice, key]() -> Status {
      const json& row = notice.at("form");
      NoticeForm form;
      form.document_number = text_of(row, "document_number");
      form.department = DepartmentCode{text_of(row, "department")};
      form.subject = text_of(row, "subject");
      form.urgency = urgency_from_name(text_of(row, "urgency")).value_or(Urgency::kNormal);
      form.text = text_of(row, "text");
      form.contact = text_of(row, "contact");
      KJ_TRY(const auto from, maybe_time(row, "effective_from"));
      KJ_TRY(form.requested.to, maybe_time(row, "effective_to"));
      form.requested.from = from.value_or(Instant::always());
      KJ_TRY(const Person by, who(text_of(notice, "raised_by")));
      KJ_TRY(notices_[key], receive_notice(flow_, by, form));
      ++counts_.notices;
      for (const std::string& file : texts_of(notice, "originals")) KJ_DO(keep(by, notices_[key], file));
      return {};
    }));
    if (const auto review = notice.find("review"); review != notice.end() && review->is_object())
      KJ_DO(add_step(text_of(*review, "at"), key + " reviewed", [this, row = *review, key]() -> Status {
        ReviewForm form{text_of(row, "decision"), text_of(row, "instruction"), text_of(row, "editor"), {}};
        KJ_TRY(form.due, maybe_time(row, "due"));
        KJ_TRY(const Person by, who(text_of(row, "by")));
        KJ_TRY(const NoticeId id, review_notice(flow_, by, notices_[key], form, {}));
        (void)id;
        return {};
      }));
    if (const auto changes = notice.find("changes"); changes != notice.end() && changes->is_array())
      for (std::size_t i = 0; i < changes->size(); ++i)
        KJ_DO(plan_change(changes->at(i), key, key + " change " + std::to_string(i + 1)));
    return {};
  }

  Status keep(const Person& by, NoticeId notice, const std::string& file) {
    const auto path = directory_ / file;
    std::ifstream in(path, std::ios::binary);
    if (!in) return sample_error(file, "no such file");
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    KJ_TRY(const NoticeId id, add_original(flow_, by, notice, bytes, path.filename().string()));
    (void)id;
    return {};
  }

  Result<ChangeItem> item_of(const json& row) {
    ChangeItem item;
    item.action = change_action_from_name(text_of(row, "action")).value_or(ChangeAction::kNew);
    item.reason = text_of(row, "reason");
    if (item.action != ChangeAction::kNew) {
      item.entry = entries_[text_of(row, "entry_key")];
      KJ_TRY(const auto reading, flow_.store.read());
      KJ_TRY(const auto head, reading->entries().find(item.entry));
      if (!head) return sample_error(text_of(row, "entry_key"), "not published yet");
      item.base_revision = head->newest_number;
    }
    KJ_TRY(item.retire_at, maybe_time(row, "retire_at"));
    if (item.action == ChangeAction::kRetire) return item;
    EntryText& text = item.text;
    text.title = text_of(row, "title");
    text.questions = texts_of(row, "questions");
    text.brief = text_of(row, "brief");
    text.script = text_of(row, "script");
    text.body = text_of(row, "body");
    text.cautions = texts_of(row, "cautions");
    text.keywords = texts_of(row, "keywords");
    text.scope = scope_of(row);
    text.library = text_of(row, "library");
    text.catalogue = text_of(row, "catalogue");
    KJ_TRY(const auto from, maybe_time(row, "effective_from"));
    text.validity.from = from.value_or(Instant::always());
    KJ_TRY(text.validity.to, maybe_time(row, "effective_to"));
    return item;
  }

  Status plan_change(const json& change, const std::string& notice_key, const std::string& name) {
    KJ_DO(add_step(text_of(change, "at"), name + " drafted", [this, change, notice_key, name]() -> Status {
      ChangeContent content{text_of(change, "summary"), text_of(change, "study_notes"), {}};
      for (const json& row : change.at("items")) {
        KJ_TRY(ChangeItem item, item_of(row));
        content.items.push_back(std::move(item));
      }
      KJ_TRY(const Person by, who(text_of(change, "by")));
      KJ_TRY(changes_[name], draft_changes(flow_, by, notices_[notice_key], std::move(content)));
      ++counts_.changes;
      return {};
    }));
    for (const json& step : change.at("steps"))
      KJ_DO(add_step(text_of(step, "at"), name + " " + text_of(step, "verb"),
                     [this, step, change, name] { return run_verb(step, change, changes_[name]); }));
    return {};
  }

  Status run_verb(const json& step, const json& change, ChangeId id) {
    const std::string verb = text_of(step, "verb");
    KJ_TRY(const Person by, who(text_of(step, "by")));
    KJ_TRY(const auto at, maybe_time(step, "publish_at"));
    std::string digest;
    {
      KJ_TRY(const auto reading, flow_.store.read());
      KJ_TRY(const ChangeSet now, need_change(*reading, id));
      digest = now.digest;
    }
    Result<ChangeId> done = sample_error(verb, "unknown verb");
    if (verb == "submit") done = submit_change(flow_, by, id, {});
    if (verb == "confirm") done = confirm_change(flow_, by, id, digest, {});
    if (verb == "return") done = return_change(flow_, by, id, text_of(step, "comment"), {});
    if (verb == "discard") done = discard_change(flow_, by, id, {});
    if (verb == "withdraw")
      done =
          withdraw_change(flow_, by, id, text_of(step, "reason"), step.value("restore_previous", false), {});
    if (verb == "publish") {
      done = publish_change(flow_, by, id, at, {});
      if (done) KJ_DO(remember_entries(change, id));
    }
    if (!done) return done.error();
    return {};
  }

  Status remember_entries(const json& change, ChangeId id) {
    KJ_TRY(const auto reading, flow_.store.read());
    KJ_TRY(const auto events, reading->entries().events_of(id));
    for (std::size_t i = 0; i < events.size() && i < change.at("items").size(); ++i)
      if (const std::string key = text_of(change.at("items").at(i), "key"); !key.empty())
        entries_[key] = events[i].entry;
    return {};
  }

  const Flow& flow_;
  SteppingClock& clock_;
  const std::filesystem::path directory_;
  const std::string password_;
  const Instant today_;
  std::vector<Step> steps_;
  std::map<std::string, NoticeId> notices_;
  std::map<std::string, QuestionId> questions_;
  std::map<std::string, ChangeId> changes_;
  std::map<std::string, EntryId> entries_;
  SampleCounts counts_;
};

}  // namespace

Result<SampleCounts> load_sample(const Flow& flow, SteppingClock& clock,
                                 const std::filesystem::path& directory, const std::string& password,
                                 Instant today,
                                 const std::function<void(std::size_t, std::size_t)>& progress) {
  std::ifstream in(directory / "library.json", std::ios::binary);
  if (!in) return sample_error((directory / "library.json").string(), "no such file");
  try {
    return Player(flow, clock, directory, password, today).play(json::parse(in), progress);
  } catch (const json::exception& e) {
    return sample_error("library.json", e.what());
  }
}

}  // namespace koujing
