// The canonical form and the journal's hash: bytes that must never change, or old records stop verifying.
#include "content/exchange/canonical.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <set>

#include "content/crypto/digest.h"
#include "content/journal/record.h"

namespace koujing::testing {
namespace {

EntryText sample_text() {
  EntryText text;
  text.external_id = "web-1";
  text.title = "宽带“断网”怎么办";
  text.questions = {"上不了网"};
  text.script = "请您\n稍等。";
  text.library = "业务知识库";
  text.catalogue = "宽带/故障";
  text.scope.region = {"城东区"};
  text.department = DepartmentCode{"network"};
  text.validity = {*parse_instant("2026-12-01T00:00:00+08:00"), {}};
  return text;
}

TEST(Canonical, OfAnEntryIsExactlyThis) {
  EXPECT_EQ(
      canonical(sample_text()),
      R"({"body":"","brief":"","catalogue":"宽带/故障","cautions":[],"department":"network",)"
      R"("effective_from":"2026-11-30T16:00:00+00:00","effective_to":null,"external_id":"web-1","keywords":[],)"
      R"("library":"业务知识库","questions":["上不了网"],"scope":{"customers":[],"product":[],"region":["城东区"]},)"
      R"("script":"请您\n稍等。","title":"宽带“断网”怎么办"})");
}

TEST(Canonical, ComesBackAsItWent) {
  ChangeContent content;
  content.summary = "一";
  ChangeItem revise;
  revise.action = ChangeAction::kRevise;
  revise.entry = EntryId{3};
  revise.base_revision = 2;
  revise.text = sample_text();
  ChangeItem retire;
  retire.action = ChangeAction::kRetire;
  retire.entry = EntryId{4};
  retire.base_revision = 1;
  retire.retire_at = *parse_instant("2027-01-01");
  content.items = {revise, retire};
  const auto back = change_content_from_canonical(canonical(content));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, content);
  EXPECT_EQ(change_content_from_canonical("{}").error().code, "store_damaged");
}

TEST(Canonical, EveryFieldOfATextCountsInItsDigest) {
  std::vector<EntryText> changed(15, sample_text());
  changed[0].external_id = "web-2";
  changed[1].title += "？";
  changed[2].questions[0] = "断网";
  changed[3].brief = "请稍等";
  changed[4].script += " ";
  changed[5].body = "说明";
  changed[6].cautions = {"不要承诺时间"};
  changed[7].keywords = {"断网"};
  changed[8].scope.region[0] = "城西区";
  changed[9].scope.product = {"宽带"};
  changed[10].scope.customers = {"家庭"};
  changed[11].library = "信息库";
  changed[12].catalogue = "宽带";
  changed[13].department = DepartmentCode{"water"};
  changed[14].validity.to = *parse_instant("2027-12-01T00:00:00+08:00");
  std::set<std::string> digests = {revision_digest(sample_text())};
  for (const EntryText& text : changed)
    EXPECT_TRUE(digests.insert(revision_digest(text)).second) << canonical(text);
  changed[6].cautions = {"不要承诺价格"};
  EXPECT_TRUE(digests.insert(revision_digest(changed[6])).second);
}

TEST(Canonical, AnyDifferenceChangesTheDigestOfAChangeSet) {
  ChangeContent content;
  content.items.push_back({ChangeAction::kNew, {}, 0, sample_text(), {}, ""});
  const std::string digest = change_digest(content, DepartmentCode{"network"}, NoticeId{1});
  EXPECT_NE(change_digest(content, DepartmentCode{"water"}, NoticeId{1}), digest);
  EXPECT_NE(change_digest(content, DepartmentCode{"network"}, NoticeId{2}), digest);
  content.items[0].text.script += " ";
  EXPECT_NE(change_digest(content, DepartmentCode{"network"}, NoticeId{1}), digest);
}

JournalRecord record(std::int64_t seq, const std::string& previous) {
  JournalRecord row;
  row.seq = seq;
  row.at = Instant::from_seconds(1'800'000'000 + seq);
  row.actor = PersonId{7};
  row.actor_login = "editor";
  row.verb = "publish_change";
  row.subject = {"change", "12"};
  row.new_digest = sha256_hex("x");
  row.refs = {{"entry", "3"}};
  row.previous_hash = previous;
  row.hash = hash_of(row);
  return row;
}

TEST(Journal, TheHashOfARecordIsExactlyThis) {
  // Computed once by an independent program from docs/journal.md.
  EXPECT_EQ(hash_of(record(1, kFirstPreviousHash)),
            "96bba79b06857868ee66cb0dcf6d37f85ac25fcbcabe03708e3a47d67d7ff43d");
}

TEST(Journal, TheBodyIsTheCanonicalJsonOfTheRecord) {
  JournalRecord odd = record(7, kFirstPreviousHash);
  std::string every;
  for (char c = 1; c < 127; ++c) every += c;
  odd.actor.reset();
  odd.actor_login = every + "口径\x7f";
  odd.verb = "\"\\/ \xc3\x28";  // no UTF-8
  odd.detail = R"({"a":"\n","口":1})";
  odd.refs = {{"entry", "3"}, {"call", every}, {"", ""}};
  odd.at.us = -5;
  for (const JournalRecord& one : {record(1, kFirstPreviousHash), odd}) {
    nlohmann::json refs = nlohmann::json::array();
    for (const JournalRef& ref : one.refs) refs.push_back({{"kind", ref.kind}, {"id", ref.id}});
    const nlohmann::json body = {{"seq", one.seq},
                                 {"at", one.at.us},
                                 {"actor", one.actor ? nlohmann::json(one.actor->value) : nlohmann::json()},
                                 {"actor_login", one.actor_login},
                                 {"verb", one.verb},
                                 {"subject", {{"kind", one.subject.kind}, {"id", one.subject.id}}},
                                 {"old_digest", one.old_digest},
                                 {"new_digest", one.new_digest},
                                 {"detail", one.detail},
                                 {"refs", refs},
                                 {"previous_hash", one.previous_hash}};
    EXPECT_EQ(body_of(one), canonical(body));
  }
}

TEST(Journal, EveryFieldCountsInTheHash) {
  const JournalRecord original = record(1, kFirstPreviousHash);
  std::vector<JournalRecord> changed(10, original);
  changed[0].seq = 2;
  changed[1].at.us += 1;
  changed[2].actor = PersonId{8};
  changed[3].actor_login = "x";
  changed[4].verb = "x";
  changed[5].subject.id = "13";
  changed[6].old_digest = "x";
  changed[7].detail = R"({"a":1})";
  changed[8].refs.clear();
  changed[9].previous_hash[0] = '1';
  for (const JournalRecord& row : changed) EXPECT_NE(hash_of(row), original.hash);
}

TEST(Journal, AWalkNamesTheFirstRecordThatIsWrong) {
  const JournalRecord first = record(1, kFirstPreviousHash), second = record(2, first.hash),
                      third = record(3, second.hash);
  JournalWalk good;
  EXPECT_TRUE(good.next(first) && good.next(second) && good.next(third));
  EXPECT_EQ(good.verdict().records, 3);
  JournalWalk gap;
  EXPECT_TRUE(gap.next(first));
  EXPECT_FALSE(gap.next(third));
  EXPECT_EQ(gap.verdict().first_bad, 3);
  // A gap that the hashes were made to fit is one all the same.
  JournalWalk bridged;
  EXPECT_TRUE(bridged.next(first));
  EXPECT_FALSE(bridged.next(record(3, first.hash)));
  EXPECT_EQ(bridged.verdict().finding.en, "expected record 2, found 3");
  JournalWalk replaced;
  JournalRecord other = second;
  other.verb = "nothing";
  other.hash = hash_of(other);
  EXPECT_TRUE(replaced.next(first) && replaced.next(other));
  EXPECT_FALSE(replaced.next(third));
  EXPECT_EQ(replaced.verdict().first_bad, 3);
}

TEST(Instants, AreReadAndWrittenInRfc3339) {
  EXPECT_EQ(format_instant(*parse_instant("2026-11-22T14:03:00+08:00")), "2026-11-22T14:03:00+08:00");
  EXPECT_EQ(format_instant(*parse_instant("2026-11-22T06:03:00Z")), "2026-11-22T14:03:00+08:00");
  EXPECT_EQ(format_instant(*parse_instant("2026-11-22T14:03:00.25+08:00")),
            "2026-11-22T14:03:00.250000+08:00");
  EXPECT_EQ(format_instant(*parse_instant("1969-12-31T23:59:59.5Z"), 0), "1969-12-31T23:59:59.500000+00:00");
  EXPECT_EQ(format_instant(*parse_instant("2026-11-22")), "2026-11-22T00:00:00+08:00");
  for (const char* bad : {"", "2026-02-30", "2026-11-22T25:00:00Z", "2026-11-22T14:03:00", "22/11/2026",
                          "2026-11-22T14:03:00+08:00x"})
    EXPECT_EQ(parse_instant(bad).error().code, "bad_time") << bad;
}

TEST(Instants, OutsideOfTheYears1900To9999OfUtcAreRefused) {
  for (const char* outside : {"9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59.5-00:01", "1899-01-01",
                              "1900-01-01T00:00:00+08:00", "0000-01-01T00:00:00Z"})
    EXPECT_EQ(parse_instant(outside).error().code, "time_out_of_range") << outside;
  for (const char* inside : {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999999+14:00",
                             "1900-01-01T00:00:00Z", "1900-01-01T00:00:00-14:00"})
    EXPECT_TRUE(parse_instant(inside).ok()) << inside;
}

TEST(Instants, AtTheEndsOfTheRangeAreWrittenAsTheyCanBeReadAgain) {
  EXPECT_EQ(format_instant(*parse_instant("9999-12-31T23:59:59+08:00")), "9999-12-31T23:59:59+08:00");
  EXPECT_EQ(format_instant(*parse_instant("9999-12-31T23:59:59Z")), "9999-12-31T23:59:59+00:00");
  EXPECT_EQ(format_instant(*parse_instant("1900-01-01T00:00:00Z"), -600), "1900-01-01T00:00:00+00:00");
  for (const int offset : {-840, -1, 0, 480, 840})
    for (const char* end : {"9999-12-31T23:59:59.999999Z", "1900-01-01T00:00:00Z"}) {
      const Instant moment = *parse_instant(end);
      const auto again = parse_instant(format_instant(moment, offset));
      ASSERT_TRUE(again.ok()) << end << " at " << offset;
      EXPECT_EQ(*again, moment);
    }
}

}  // namespace
}  // namespace koujing::testing
