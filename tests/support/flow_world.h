// A small call centre for tests: a store in a temporary directory, a clock that is set by hand, people for
// every role.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

#include "content/flow/bulletins.h"
#include "content/flow/changes.h"
#include "content/flow/flow.h"
#include "content/flow/notices.h"
#include "content/flow/people.h"
#include "content/store/sqlite/sqlite_store.h"

namespace koujing::testing {

class FakeClock final : public Clock {
 public:
  Instant now() const override { return {us_.load()}; }
  void set(Instant at) { us_ = at.us; }
  void advance(std::int64_t seconds) { us_ += seconds * 1'000'000; }

 private:
  std::atomic<std::int64_t> us_{parse_instant("2026-11-22T09:00:00+08:00")->us};
};

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    static std::atomic<int> count{0};
    path_ = std::filesystem::temp_directory_path() /
            ("koujing-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(path_);
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

template <class T>
T must(Result<T> result) {
  if (!result) {
    ADD_FAILURE() << result.error().code << ": " << result.error().message.en << " ["
                  << result.error().log_detail << "]";
    for (const Fault& fault : result.error().faults)
      ADD_FAILURE() << fault.pointer << " " << fault.message.en;
    throw std::runtime_error(result.error().code);
  }
  return std::move(result).value();
}
inline void must(Status status) {
  if (!status) {
    ADD_FAILURE() << status.error().code << ": " << status.error().message.en << " ["
                  << status.error().log_detail << "]";
    throw std::runtime_error(status.error().code);
  }
}

template <class T>
std::string code_of(const Result<T>& result) {
  return result.ok() ? "ok" : result.error().code;
}

inline Instant at(const std::string& text) { return must(parse_instant(text)); }

class FlowWorld : public ::testing::Test {
 protected:
  FlowWorld()
      : store(must(open_sqlite_store({directory.path() / "store.sqlite"}, clock))),
        files(directory.path() / "originals"),
        flow{*store, files} {
    std::filesystem::create_directories(directory.path() / "originals");
    must(add_department(flow, nullptr, {DepartmentCode{"market"}, "市场部"}));
    must(add_department(flow, nullptr, {DepartmentCode{"water"}, "供水管理部"}));
    for (const char* name : {"信息库", "业务知识库", "百科知识库", "生活专栏"})
      must(add_library(flow, nullptr, name));
    admin = person("admin", {Role::kAdmin});
    director = person("director", {Role::kDirector});
    editor = person("editor", {Role::kEditor});
    market = person("market", {Role::kDepartment}, "market");
    water = person("water", {Role::kDepartment}, "water");
    agent = person("agent", {Role::kAgent});
    leader = person("leader", {Role::kLeader, Role::kAgent});
    auditor = person("auditor", {Role::kAuditor});
  }

  Person person(const std::string& login, std::set<Role> roles, const std::string& department = "") {
    Person made{{}, login, login, std::move(roles), {}, "", false};
    if (!department.empty()) made.department = DepartmentCode{department};
    made.id = must(add_person(flow, nullptr, made, ""));
    return made;
  }

  static NoticeForm form(const std::string& subject = "宽带资费调整") {
    NoticeForm notice;
    notice.document_number = "市场〔2026〕15号";
    notice.department = DepartmentCode{"market"};
    notice.subject = subject;
    notice.text = "自 12 月 1 日起调整。";
    return notice;
  }

  static ChangeItem new_item(const std::string& title, const std::string& script = "您好，请稍等。") {
    ChangeItem item;
    item.text.title = title;
    item.text.script = script;
    item.text.library = "业务知识库";
    item.text.catalogue = "宽带/资费";
    return item;
  }

  static ChangeItem revise_item(EntryId entry, int base, const std::string& title,
                                const std::string& script) {
    ChangeItem item = new_item(title, script);
    item.action = ChangeAction::kRevise;
    item.entry = entry;
    item.base_revision = base;
    return item;
  }

  static ChangeItem retire_item(EntryId entry, int base) {
    ChangeItem item;
    item.action = ChangeAction::kRetire;
    item.entry = entry;
    item.base_revision = base;
    return item;
  }

  NoticeId assigned_notice() {
    const NoticeId notice = must(receive_notice(flow, market, form()));
    must(review_notice(flow, director, notice, {"assign", "请统一口径", "editor", {}}, {}));
    return notice;
  }

  ChangeId drafted(std::vector<ChangeItem> items) {
    return must(draft_changes(flow, editor, assigned_notice(), {"摘要", "", std::move(items)}));
  }
  ChangeId submitted(std::vector<ChangeItem> items) {
    return must(submit_change(flow, editor, drafted(std::move(items)), {}));
  }
  ChangeId confirmed(std::vector<ChangeItem> items) {
    const ChangeId id = submitted(std::move(items));
    return must(confirm_change(flow, market, id, change(id).digest, {}));
  }
  ChangeId published(std::vector<ChangeItem> items, std::optional<Instant> when = {}) {
    return must(publish_change(flow, editor, confirmed(std::move(items)), when, {}));
  }

  std::unique_ptr<Reading> reading() { return must(store->read()); }
  ChangeSet change(ChangeId id) { return must(need_change(*reading(), id)); }
  Notice notice(NoticeId id) { return must(need_notice(*reading(), id)); }
  std::vector<EntryId> entries_of(ChangeId id) {
    std::vector<EntryId> entries;
    for (const EntryEvent& event : must(reading()->entries().events_of(id))) entries.push_back(event.entry);
    return entries;
  }
  std::vector<Span> spans(EntryId entry) { return spans_of(must(reading()->entries().events(entry))); }
  // The script that an agent could have been given at `when`, as known at `known`; "" for none.
  std::string answer(EntryId entry, Instant when, Instant known) {
    const auto all = spans(entry);
    const Span* span = in_force(all, when, known);
    if (span == nullptr) return "";
    return must(reading()->entries().revision(entry, span->number))->text.script;
  }
  std::string answer_now(EntryId entry) { return answer(entry, clock.now(), clock.now()); }
  std::int64_t journal_length() {
    const auto head = must(reading()->record().head());
    return head ? head->seq : 0;
  }

  TemporaryDirectory directory;
  FakeClock clock;
  std::unique_ptr<Store> store;
  OriginalFiles files;
  Flow flow;
  Person admin, director, editor, market, water, agent, leader, auditor;
};

}  // namespace koujing::testing
