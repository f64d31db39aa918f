// Bundles: what an auditor takes away, and what can be told from it without the server.
#include "content/journal/bundle.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/use_answer.h"
#include "content/journal/bundle_check.h"
#include "content/journal/checkpoint.h"
#include "content/journal/report.h"
#include "content/journal/tree.h"
#include "content/model/text_rules.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Not;

class Bundles : public FlowWorld {
 protected:
  Bundles() : key(must(SigningKey::open_or_make(directory.path() / "keys"))) {
    const NoticeId paper = must(receive_notice(flow, market, form()));
    must(add_original(flow, market, paper, "自 12 月 1 日起，每月 30 元。", "通知.txt"));
    must(review_notice(flow, director, paper, {"assign", "", "editor", {}}, {}));
    ChangeId set =
        must(draft_changes(flow, editor, paper, {"摘要", "", {new_item("宽带资费", "每月 30 元。")}}));
    set = must(submit_change(flow, editor, set, {}));
    set = must(confirm_change(flow, market, set, change(set).digest, {}));
    set = must(publish_change(flow, editor, set, {}, {}));
    entry = entries_of(set).front();
    other = entries_of(published({new_item("停机保号", "每月 5 元。")})).front();
    clock.advance(60);
    noon = clock.now();
    search("s1", entry, "call-7");
    must(use_answer(flow, agent, {"s1", entry, 1, "copied", "call-7"}));
    clock.advance(60);
    search("s2", other, "call-8");
    must(use_answer(flow, agent, {"s2", other, 1, "opened", "call-8"}));
  }

  void search(const std::string& id, EntryId shown, const std::string& call) {
    SearchRow row;
    row.id = id;
    row.person = agent.id;
    row.text = "宽带多少钱";
    row.at = row.as_of = row.known = clock.now();
    row.shown = "[[" + std::to_string(shown.value) + ",1]]";
    row.total = 1;
    row.call_id = call;
    auto writing = must(store->write());
    must(writing->record().add_search(row));
    must(writing->commit());
  }

  static BundleScope about(EntryId one) {
    BundleScope scope;
    scope.entry = one;
    return scope;
  }
  static BundleScope of_call(const std::string& id) {
    BundleScope scope;
    scope.call = id;
    return scope;
  }
  static BundleScope period(Instant from, std::optional<Instant> to = {}) {
    BundleScope scope;
    scope.from = from;
    scope.to = to;
    return scope;
  }
  std::string bundle(const BundleScope& scope, std::vector<std::uint64_t> held = {}) {
    std::ostringstream out;
    BundleOptions options;
    options.originals = [&](const std::string& sha256) { return files.read(sha256); };
    options.held = std::move(held);
    must(write_bundle(*reading(), key, scope, options, clock.now(), out));
    return out.str();
  }
  static BundleVerdict checked(const std::string& text, std::vector<KnownRoot> held = {}) {
    std::istringstream in(text);
    return must(check_bundle(in, [&](const std::string&) -> Result<std::vector<KnownRoot>> { return held; }));
  }
  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line + "\n");
    return lines;
  }
  static std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
  }
  static std::string resealed(json line) {
    line.erase("seal");
    line["seal"] = sha256_hex(canonical(line));
    return canonical(line) + "\n";
  }
  static std::vector<std::string> verbs(const std::string& text) {
    std::vector<std::string> found;
    for (const std::string& line : lines_of(text))
      if (const json one = json::parse(line); one.at("kind") == "record")
        found.push_back(one.at("record").at("verb"));
    return found;
  }
  KnownRoot now() {
    const std::uint64_t size = must(reading()->record().tree_size());
    return {size, must(tree_root(*reading(), size))};
  }

  SigningKey key;
  EntryId entry, other;
  Instant noon;
};

TEST_F(Bundles, OfAnEntryHoldsWhatItRestsOnAndNothingElse) {
  const std::string text = bundle(about(entry));
  const BundleVerdict verdict = checked(text);
  EXPECT_TRUE(verdict.ok()) << verdict.finding->what.en;
  EXPECT_EQ(verdict.public_key, key.public_key());
  EXPECT_EQ(json::parse(verdict.about), (json{{"kind", "entry"}, {"id", std::to_string(entry.value)}}));
  EXPECT_EQ(verdict.unnamed, 0);
  EXPECT_EQ(verdict.counts.originals, 1);
  EXPECT_EQ(verdict.counts.texts, 3) << "the revision, what was confirmed, the notice";
  EXPECT_THAT(verbs(text),
              AllOf(Contains("receive_notice"), Contains("add_original"), Contains("review_notice"),
                    Contains("confirm_change"), Contains("publish_change"), Contains("use_answer")));
  EXPECT_EQ(text.find("停机保号"), std::string::npos);
}

TEST_F(Bundles, OfACallHoldsWhatWasSearchedShownAndUsedInItAndOnWhatPaper) {
  const std::string text = bundle(of_call("call-7"));
  const BundleVerdict verdict = checked(text);
  EXPECT_TRUE(verdict.ok()) << verdict.finding->what.en;
  EXPECT_EQ(verdict.counts.searches, 1);
  EXPECT_EQ(verdict.counts.originals, 1);
  EXPECT_EQ(verdict.unnamed, 0);
  EXPECT_THAT(verbs(text), AllOf(Contains("use_answer"), Contains("confirm_change")));
  EXPECT_EQ(text.find("call-8"), std::string::npos);
}

TEST_F(Bundles, OfAPeriodIsWholeAndSaysWhenItIsNot) {
  const std::string text = bundle(period(noon, noon.plus_seconds(30)));
  const BundleVerdict verdict = checked(text);
  ASSERT_TRUE(verdict.ok()) << verdict.finding->what.en;
  EXPECT_EQ(verdict.counts.records, 3) << "one of the period and those on either side";
  EXPECT_TRUE(checked(bundle(period(at("2026-01-01T00:00:00+08:00")))).ok());
  // What somebody with the key left out is found by its neighbours.
  std::vector<std::string> lines = lines_of(text);
  lines.erase(lines.begin() + 2);
  const std::string digest = sha256_hex(joined({lines.begin(), lines.end() - 1}));
  json foot = json::parse(lines.back());
  foot["lines"] = lines.size() - 1;
  foot["digest"] = digest;
  foot["signature"] = key.sign(std::string(kBundleFormat) + "\n" + std::to_string(lines.size() - 1) + "\n" +
                               digest + "\n" + foot.at("written_at").get<std::string>());
  lines.back() = resealed(foot);
  EXPECT_EQ(checked(joined(lines)).finding->what.en, "records of the period are missing");
}

TEST_F(Bundles, SayWhatIsMissing) {
  std::ostringstream out;
  EXPECT_EQ(code_of(write_bundle(*reading(), key, about(EntryId{999}), {}, clock.now(), out)),
            "nothing_to_bundle");
  EXPECT_EQ(code_of(write_bundle(*reading(), key, of_call("none"), {}, clock.now(), out)),
            "nothing_to_bundle");
  BundleOptions far;
  far.held = {1'000'000};
  EXPECT_EQ(code_of(write_bundle(*reading(), key, about(entry), far, clock.now(), out)), "beyond_the_tree");
  BundleOptions few;
  few.most_records = 2;
  EXPECT_EQ(code_of(write_bundle(*reading(), key, about(entry), few, clock.now(), out)), "bundle_too_large");
}

// One step may write several records, all of the same moment.
TEST_F(Bundles, OfAnEmergencyHoldThoughItsRecordsAreOfOneMoment) {
  BulletinForm bulletin;
  bulletin.title = "全城断网";
  bulletin.text = "正在抢修。";
  bulletin.script = "正在抢修。";
  bulletin.library = "业务知识库";
  bulletin.department = DepartmentCode{"market"};
  const BulletinId id = must(post_bulletin(flow, leader, bulletin));
  const BundleVerdict verdict =
      checked(bundle(about(must(reading()->bulletins().find(id)).value().entry.value())));
  EXPECT_TRUE(verdict.ok()) << verdict.finding->what.en;
}

TEST_F(Bundles, AgreeWithCheckpointsThatSomebodyHoldsOrSaySo) {
  const KnownRoot held = now();
  must(use_answer(flow, agent, {"s1", entry, 1, "read_out", "call-7"}));
  const std::string text = bundle(about(entry), {held.size});
  EXPECT_EQ(checked(text, {held}).held, 1);
  EXPECT_EQ(checked(text, {now()}).held, 1);
  KnownRoot forged = held;
  forged.root = hash_leaf("another journal");
  EXPECT_THAT(checked(text, {forged}).finding->what.en, ::testing::HasSubstr("departs from the checkpoint"));
  EXPECT_THAT(checked(bundle(about(entry)), {held}).finding->what.en, ::testing::HasSubstr("no proof"));
}

TEST_F(Bundles, NameTheLineWhereAnyByteIsFlipped) {
  const std::vector<std::string> lines = lines_of(bundle(about(entry), {now().size - 1}));
  BundleCheck check;
  std::int64_t flipped = 0;
  for (std::size_t n = 0; n < lines.size(); ++n) {
    for (std::size_t i = 0; i < lines[n].size(); ++i) {
      BundleCheck touched = check;
      std::string line = lines[n];
      line[i] = static_cast<char>(line[i] ^ 1);
      touched.add(line);
      ASSERT_FALSE(touched.verdict().ok()) << "line " << n + 1 << " byte " << i;
      ASSERT_EQ(touched.verdict().finding->line, n + 1);
      ++flipped;
    }
    check.add(lines[n]);
    ASSERT_TRUE(check.verdict().ok()) << lines[n] << check.verdict().finding->what.en;
  }
  check.finish();
  EXPECT_TRUE(check.verdict().ok());
  RecordProperty("flipped_bytes", std::to_string(flipped));
}

TEST_F(Bundles, SayWhatIsWrongInUtf8WhateverByteIsBroken) {
  const std::vector<std::string> lines = lines_of(bundle(about(entry)));
  BundleCheck check;
  for (std::size_t n = 0; n < lines.size(); ++n) {
    for (std::size_t i = 0; i + 1 < lines[n].size(); ++i)
      for (const char broken : {'\x80', '\xc3', '\xff', '"'}) {
        if (lines[n][i] == broken) continue;
        BundleCheck touched = check;
        std::string line = lines[n];
        line[i] = broken;
        touched.add(line);
        ASSERT_FALSE(touched.verdict().ok()) << "line " << n + 1 << " byte " << i;
        const Message what = touched.verdict().finding->what;
        ASSERT_TRUE(is_clean_text(what.zh) && is_clean_text(what.en)) << "line " << n + 1 << " byte " << i;
      }
    check.add(lines[n]);
  }
  // One whose head is broken is taken for a report, which says it as well.
  std::string head = lines.front();
  head[2] = '\xff';
  std::istringstream in(head);
  EXPECT_FALSE(is_bundle(in));
  const auto refused = check_report(in);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().message.en,
            "this is not a whole audit report: line 1: it is no JSON in UTF-8 at byte 3");
  EXPECT_TRUE(is_clean_text(refused.error().message.zh));
  std::istringstream another(R"({"format":7})");
  EXPECT_FALSE(is_bundle(another));
}

TEST_F(Bundles, AreFoundCutOffReorderedAndForgedWithNewSeals) {
  const std::vector<std::string> lines = lines_of(bundle(about(entry)));
  for (std::size_t kept = 0; kept < lines.size(); ++kept)
    EXPECT_EQ(
        checked(joined({lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(kept)})).finding->line,
        kept + 1);
  EXPECT_FALSE(checked(joined(lines).substr(0, joined(lines).size() - 1)).ok());
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    std::vector<std::string> touched = lines;
    std::swap(touched[i], touched[i + 1]);
    EXPECT_FALSE(checked(joined(touched)).ok()) << i;
    touched = lines;
    touched.erase(touched.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(checked(joined(touched)).ok()) << i;
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::vector<std::string> touched = lines;
    json line = json::parse(lines[i]);
    if (line.at("kind") == "record") {
      line["record"]["actor_login"] = "nobody";
    } else if (line.contains("text")) {
      line["text"] = line["text"].get<std::string>() + " ";
      line["digest"] = sha256_hex(line["text"].get<std::string>());
    } else if (line.at("kind") == "original") {
      line["file_name"] = "x";
    } else {
      line["written_at"] = "2020-01-01T00:00:00+00:00";
    }
    touched[i] = resealed(line);
    EXPECT_FALSE(checked(joined(touched)).ok()) << lines[i];
  }
}

}  // namespace
}  // namespace koujing::testing
