// The journal at size: what the Merkle tree adds to a publication, how fast the whole journal is verified,
// how long a proof takes and how much room all of it needs.
//
//     measure_log DIRECTORY RECORDS      (1000000; DIRECTORY must not exist)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <random>
#include <stdexcept>

#include "content/flow/changes.h"
#include "content/flow/notices.h"
#include "content/flow/people.h"
#include "content/journal/append.h"
#include "content/journal/tree.h"
#include "editor_api/compose.h"

namespace koujing {
namespace {

using Watch = std::chrono::steady_clock;

double ms_since(Watch::time_point begin) {
  return std::chrono::duration<double, std::milli>(Watch::now() - begin).count();
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + ": " + result.error().message.en);
  return std::move(result).value();
}
void must(Status status) {
  if (!status) throw std::runtime_error(status.error().code + ": " + status.error().message.en);
}

double at(std::vector<double> times, double part) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
}

JournalNote use_of(std::int64_t n) {
  return {"use_answer",
          {"entry", std::to_string(n % 100'000)},
          "",
          std::string(64, static_cast<char>('a' + n % 6)),
          R"({"call":"C-2026-)" + std::to_string(n) + R"(","how":"copied","search":"5f1c0de2a7b94b66"})",
          {{"search", "5f1c0de2a7b94b66"}, {"call", "C-2026-" + std::to_string(n)}}};
}

class Bench {
 public:
  explicit Bench(const std::filesystem::path& directory)
      : site_(must(door::open_site(directory, door::Opening::kMake, clock_))),
        store_(site_->store.get()),
        flow_{*store_, site_->files} {
    must(add_department(flow_, nullptr, {DepartmentCode{"market"}, "市场部"}));
    must(add_library(flow_, nullptr, "业务知识库"));
    director_ = person("director", Role::kDirector);
    editor_ = person("editor", Role::kEditor);
    market_ = person("market", Role::kDepartment);
    agent_ = person("agent", Role::kAgent);
  }

  void grow_to(std::int64_t records) {
    const auto begin = Watch::now();
    std::int64_t there = must(must(store_->read())->record().head())->seq;
    while (there < records) {
      const auto writing = must(store_->write());
      for (int i = 0; i < 1'000 && there < records; ++i, ++there)
        must(append(*writing, &agent_, use_of(there)));
      must(writing->commit());
    }
    std::printf("%lld records in %.1f s\n", static_cast<long long>(records), ms_since(begin) / 1000);
  }

  // In microseconds, medians of rounds in turn: of a record with and without its leaf, in transactions that
  // are thrown away. The first round brings the pages into memory and is not counted.
  void measure_append() {
    constexpr int kRounds = 7;
    std::vector<double> with, without;
    for (int round = 0; round < kRounds; ++round) {
      const double whole = us_of([&](Writing& writing, int i) { must(append(writing, &agent_, use_of(i))); });
      const double bare = us_of([&](Writing& writing, int i) {
        const JournalRecord head = *must(writing.record().head());
        JournalRecord record = head;
        record.previous_hash = head.hash;
        ++record.seq;
        record.refs = use_of(i).refs;
        record.hash = hash_of(record);
        must(writing.record().add_journal(record));
      });
      if (round == 0) continue;
      with.push_back(whole);
      without.push_back(bare);
    }
    tree_us_ = at(with, 0.5) - at(without, 0.5);
    std::printf("a record: %.1f us, its leaf and nodes %.1f us of them\n", at(with, 0.5), tree_us_);
  }

  void measure_publish() {
    std::vector<double> times;
    for (int i = 0; i < 60; ++i) times.push_back(publish(i));
    const double p50 = at(times, 0.5);
    std::printf("publish: median %.2f ms; the tree is %.2f%% of it\n", p50, tree_us_ / 10 / p50);
  }

  void measure_verify() {
    const auto reading = must(store_->read());
    const auto begin = Watch::now();
    const JournalVerdict verdict = must(verify_journal(*reading));
    const double ms = ms_since(begin);
    if (!verdict.ok) throw std::runtime_error(verdict.finding.en);
    std::printf("verify: %lld records in %.2f s, %.0f a second\n", static_cast<long long>(verdict.records),
                ms / 1000, static_cast<double>(verdict.records) * 1000 / ms);
  }

  void measure_proofs() {
    const auto reading = must(store_->read());
    const std::uint64_t size = must(reading->record().tree_size());
    std::mt19937_64 any(5);
    std::vector<double> inclusion, consistency;
    for (int i = 0; i < 500; ++i) {
      const std::uint64_t one = any() % size + 1;
      auto begin = Watch::now();
      must(prove_record(*reading, one, size));
      inclusion.push_back(ms_since(begin));
      begin = Watch::now();
      must(prove_growth(*reading, one, size));
      consistency.push_back(ms_since(begin));
    }
    std::printf(
        "inclusion proof: median %.3f ms, p99 %.3f ms; consistency proof: median %.3f ms, p99 %.3f ms\n",
        at(inclusion, 0.5), at(inclusion, 0.99), at(consistency, 0.5), at(consistency, 0.99));
  }

 private:
  template <class Work>
  double us_of(const Work& work) {
    constexpr int kCount = 2'000;
    const auto writing = must(store_->write());
    const auto begin = Watch::now();
    for (int i = 0; i < kCount; ++i) work(*writing, i);
    return ms_since(begin) * 1000 / kCount;
  }
  Person person(const std::string& login, Role role) {
    Person made{{}, login, login, {role}, {}, "", false};
    if (role == Role::kDepartment) made.department = DepartmentCode{"market"};
    made.id = must(add_person(flow_, nullptr, made, ""));
    return made;
  }

  double publish(int n) {
    NoticeForm form;
    form.document_number = "市场〔2026〕" + std::to_string(n) + "号";
    form.department = DepartmentCode{"market"};
    form.subject = "资费调整 " + std::to_string(n);
    form.text = "自 12 月 1 日起调整。";
    const NoticeId notice = must(receive_notice(flow_, market_, form));
    must(review_notice(flow_, director_, notice, {"assign", "请统一口径", "editor", {}}, {}));
    ChangeItem item;
    item.text.title = "套餐 " + std::to_string(n) + " 多少钱";
    item.text.script = "您好，每月 99 元。";
    item.text.library = "业务知识库";
    item.text.catalogue = "宽带/资费";
    const ChangeId change = must(
        submit_change(flow_, editor_, must(draft_changes(flow_, editor_, notice, {"摘要", "", {item}})), {}));
    const std::string digest = must(need_change(*must(store_->read()), change)).digest;
    must(confirm_change(flow_, market_, change, digest, {}));
    const auto begin = Watch::now();
    must(publish_change(flow_, editor_, change, {}, {}));
    return ms_since(begin);
  }

  SystemClock clock_;
  std::unique_ptr<door::Site> site_;
  Store* store_;
  Flow flow_;
  Person director_, editor_, market_, agent_;
  double tree_us_ = 0;
};

}  // namespace
}  // namespace koujing

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "measure_log DIRECTORY RECORDS\n", 2;
  const std::filesystem::path directory = argv[1];
  if (std::filesystem::exists(directory)) return std::cerr << directory << " is there already\n", 2;
  std::filesystem::create_directories(directory);
  koujing::Bench bench(directory);
  bench.grow_to(std::stoll(argv[2]));
  bench.measure_append();
  bench.measure_publish();
  bench.measure_verify();
  bench.measure_proofs();
  std::printf("store: %.0f MB\n",
              static_cast<double>(std::filesystem::file_size(directory / "store.sqlite")) / 1e6);
}
