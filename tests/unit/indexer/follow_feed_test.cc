// Invariant 7: the index is a derivative of the store, kept true by the feed.
#include "indexer/follow_feed.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <mutex>
#include <optional>
#include <random>

#include "content/flow/redact_text.h"
#include "indexer/build_document.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

using indexer::catch_up;
using indexer::index_is_true;

class Index : public FlowWorld {
 protected:
  std::filesystem::path index() const { return directory.path() / "index"; }

  void follow() {
    const auto writer = must(search::open_writer(index()));
    must(catch_up(*store, *writer));
  }

  // Of the index as it is on the disk; the code of the error when it cannot be read.
  std::string fingerprint() const {
    const auto made = must(search::open_reader(index()))->fingerprint();
    return made.ok() ? *made : made.error().code;
  }

  // Flips one byte of the largest sealed file: sizes stay, the digest does not.
  void damage_current() const {
    std::string name;
    std::ifstream(index() / "current") >> name;
    const auto file = index() / name / "base" / "postlist.glass";
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
    bytes.put('\x5a');
  }

  static bool until(const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!holds() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    return holds();
  }

  std::vector<std::string> found(const std::string& text, std::optional<Instant> at_moment = {}) {
    const auto reader = must(search::open_reader(index()));
    search::Request request;
    request.text = text;
    request.at = at_moment.value_or(clock.now());
    request.known = clock.now();
    std::vector<std::string> scripts;
    for (const search::Hit& hit : must(reader->search(request)).hits)
      scripts.push_back(hit.document.text.script);
    return scripts;
  }
};

TEST_F(Index, FindsWhatWasPublishedAndNothingElse) {
  published({new_item("宽带断网怎么报修", "请拨打报修电话。")});
  submitted({new_item("宽带装机要多久", "三天。")});
  clock.advance(1);
  follow();
  EXPECT_EQ(found("宽带断网"), std::vector<std::string>{"请拨打报修电话。"});
  EXPECT_THAT(found("宽带装机要多久"), ::testing::Not(::testing::Contains("三天。")));
}

TEST_F(Index, ShowsAScheduledTextFromItsMomentOnWithoutBeingTouched) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  const Instant moment = at("2026-12-01T00:00:00+08:00");
  published({revise_item(entry, 1, "宽带多少钱", "每月 109 元。")}, moment);
  clock.advance(1);
  follow();
  EXPECT_EQ(found("宽带多少钱", Instant{moment.us - 1}), std::vector<std::string>{"每月 99 元。"});
  EXPECT_EQ(found("宽带多少钱", moment), std::vector<std::string>{"每月 109 元。"});
}

TEST_F(Index, ForgetsAWithdrawnTextAtOnce) {
  const ChangeId set = published({new_item("宽带多少钱", "每月 9 元。")});
  clock.advance(1);
  follow();
  EXPECT_EQ(found("宽带多少钱"), std::vector<std::string>{"每月 9 元。"});
  must(withdraw_change(flow, editor, set, "价格写错", false, {}));
  clock.advance(1);
  follow();
  EXPECT_TRUE(found("宽带多少钱").empty());
}

TEST_F(Index, CarriesTheMarkUnconfirmedAndLosesItWithTheConfirmation) {
  const ChangeId set =
      must(publish_emergency(flow, leader, drafted({new_item("全城断网", "正在抢修。")}), "急", {}));
  clock.advance(1);
  const auto standing = [&] {
    follow();
    search::Request request;
    request.text = "全城断网";
    request.at = request.known = clock.now();
    return must(must(search::open_reader(index()))->search(request)).hits.at(0).document.span.standing;
  };
  EXPECT_EQ(standing(), Standing::kUnconfirmed);
  must(confirm_change(flow, market, set, change(set).digest, {}));
  clock.advance(1);
  EXPECT_EQ(standing(), Standing::kConfirmed);
}

TEST_F(Index, EqualsARebuildAfterRandomEdits) {
  std::mt19937 random(7);
  const auto pick = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most - 1)(random);
  };
  std::vector<EntryId> entries;
  std::vector<ChangeId> sets;
  for (int round = 0; round < 60; ++round) {
    clock.advance(static_cast<std::int64_t>(pick(100)) + 1);
    const std::string text = "第" + std::to_string(round) + "次的口径";
    const std::size_t what = entries.empty() ? 0 : pick(5);
    if (what <= 1) {
      sets.push_back(
          published({new_item("问题" + std::to_string(round), text), new_item("另一个", text + "乙")}));
      for (const EntryId entry : entries_of(sets.back())) entries.push_back(entry);
    } else if (what <= 3) {
      const EntryId entry = entries[pick(entries.size())];
      const int base = must(reading()->entries().find(entry))->newest_number;
      const bool later = pick(2) == 0;
      sets.push_back(
          published({what == 2 ? revise_item(entry, base, "改过的问题", text) : retire_item(entry, base)},
                    later ? std::optional(clock.now().plus_seconds(5000)) : std::nullopt));
    } else {
      const ChangeId set = sets[pick(sets.size())];
      if (change(set).state == ChangeState::kPublished)
        must(withdraw_change(flow, editor, set, "撤回", pick(2) == 0, {}));
    }
    if (pick(3) == 0) follow();
  }
  follow();
  EXPECT_TRUE(must(index_is_true(*store, index())));
  // The comparison can tell: one entry taken out behind the indexer's back.
  {
    const auto writer = must(search::open_writer(index()));
    must(writer->replace_entry(entries[0], {}));
    must(writer->commit(writer->position()));
  }
  EXPECT_FALSE(must(index_is_true(*store, index())));
}

TEST_F(Index, EqualsARebuildHoweverManyEntriesThereAre) {
  std::vector<ChangeItem> items;  // more than the feed gives at once, and than a page of entries holds
  for (int i = 0; i < 501; ++i) items.push_back(new_item("第" + std::to_string(i) + "个问题"));
  published(items);
  follow();
  EXPECT_EQ(must(must(search::open_reader(index()))->documents()), 501u);
  EXPECT_TRUE(must(index_is_true(*store, index())));
}

TEST_F(Index, ComesBackByItselfIdenticalWhenItIsDeleted) {
  published({new_item("宽带多少钱", "每月 99 元。"), new_item("停水了怎么办", "请稍等。")});
  clock.advance(1);
  follow();
  const std::string before = fingerprint();
  std::filesystem::remove_all(index());
  const indexer::FeedFollower follower(*store, index(),
                                       [](const Error& error) { ADD_FAILURE() << error.code; });
  const auto head = must(reading()->record().feed_head());
  EXPECT_TRUE(until([&] { return follower.position() == head; }));
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(Index, ComesBackUnderARunningFollowerWithoutAnyNewPublication) {
  published({new_item("宽带多少钱", "每月 99 元。"), new_item("停水了怎么办", "请稍等。")});
  clock.advance(1);
  const indexer::FeedFollower follower(*store, index(),
                                       [](const Error& error) { ADD_FAILURE() << error.code; });
  const auto head = must(reading()->record().feed_head());
  ASSERT_TRUE(until([&] { return follower.position() == head; }));
  const std::string before = fingerprint();
  std::filesystem::rename(index(), directory.path() / "taken away");
  EXPECT_TRUE(until([&] { return fingerprint() == before; }));
}

TEST_F(Index, IsMadeAgainByTheFollowerWhenItIsDamaged) {
  published({new_item("宽带多少钱", "每月 99 元。")});
  follow();
  const std::string before = fingerprint();
  for (const auto& file : std::filesystem::recursive_directory_iterator(index()))
    if (file.path().extension() == ".glass" || file.path().filename() == "iamglass")
      std::ofstream(file.path(), std::ios::trunc) << "rubbish";
  ASSERT_EQ(fingerprint(), "index_damaged");
  std::atomic<int> reported{0};
  const indexer::FeedFollower follower(*store, index(), [&](const Error& error) {
    EXPECT_EQ(error.code, "index_damaged");
    ++reported;
  });
  EXPECT_TRUE(until([&] { return fingerprint() == before; }));
  EXPECT_EQ(reported, 1);
}

TEST_F(Index, FallsBackToTheGenerationBeforeAndNothingWithdrawnSinceComesBack) {
  const ChangeId gone = published({new_item("宽带多少钱", "每月 99 元。")});
  published({new_item("停水了怎么办", "请稍等。")});
  must(indexer::rebuild(*store, index()));
  must(indexer::rebuild(*store, index()));  // the first one is kept as the one before
  clock.advance(1);
  must(withdraw_change(flow, editor, gone, "价格写错", false, {}));
  published({new_item("停电了怎么办", "正在抢修。")});
  follow();
  const std::string before = fingerprint();
  damage_current();
  std::vector<std::string> reported;
  std::mutex mutex;
  std::optional<indexer::FeedFollower> follower(std::in_place, *store, index(), [&](const Error& error) {
    const std::lock_guard lock(mutex);
    reported.push_back(error.code);
  });
  EXPECT_TRUE(until([&] {
    const std::lock_guard lock(mutex);
    return reported == std::vector<std::string>{"index_damaged", "index_fell_back"};
  }));
  EXPECT_EQ(fingerprint(), before);
  clock.advance(1);
  EXPECT_TRUE(found("宽带多少钱").empty());
  EXPECT_THAT(found("停电了怎么办"), ::testing::Contains("正在抢修。"));
  // And a new one is built without being asked for: a tail that grows is never the only one for long.
  EXPECT_TRUE(until([&] { return search::open_writer_before(index()).ok(); }));
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(Index, DoesNotFallBackToAGenerationThatIsDamagedToo) {
  published({new_item("宽带多少钱", "每月 99 元。")});
  must(indexer::rebuild(*store, index()));
  damage_current();
  must(indexer::rebuild(*store, index()));  // does not keep what is damaged
  const auto before = search::open_writer_before(index());
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().code, "index_missing");
}

// Taking a document out of an index leaves its bytes in the files.
TEST_F(Index, NoFileOfItHoldsWhatTheLawHasDeleted) {
  const std::string secret = "wangmou-13800000000";
  const ChangeId set = published({new_item("宽带", "请找 " + secret + "。")});
  const EntryId entry = entries_of(set).front();
  must(indexer::rebuild(*store, index()));
  must(indexer::rebuild(*store, index()));  // with one before it
  published({revise_item(entry, 1, "宽带", "您好。")});
  clock.advance(1);
  const auto held = [&] {
    std::vector<std::string> holding;
    std::error_code changed;  // a generation goes while one walks: look again
    std::filesystem::recursive_directory_iterator file(index(), changed), end;
    for (; !changed && file != end; file.increment(changed)) {
      if (std::error_code gone; !file->is_regular_file(gone)) continue;
      std::ifstream in(file->path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(in)), {});
      if (bytes.find("13800000000") != std::string::npos) holding.push_back(file->path().string());
    }
    if (changed) holding.push_back(changed.message());
    return holding;
  };
  ASSERT_FALSE(held().empty());
  {
    const indexer::FeedFollower follower(*store, index(),
                                         [](const Error& error) { ADD_FAILURE() << error.code; });
    const SigningKey key = must(SigningKey::open_or_make(directory.path() / "keys"));
    must(redact_revision(flow, admin, entry, 1, {"客户要求", "个人信息保护法"}, key));
    EXPECT_TRUE(until([&] { return held().empty(); }));
  }
  EXPECT_GE(must(search::open_writer(index()))->sealed_at(), must(reading()->redactions().newest_feed()));
  clock.advance(1);
  EXPECT_EQ(found("宽带"), std::vector<std::string>{"您好。"});
  EXPECT_TRUE(must(index_is_true(*store, index())));
}

TEST_F(Index, AFollowerSeesANewPublicationWithinASecond) {
  const indexer::FeedFollower follower(*store, index(),
                                       [](const Error& error) { ADD_FAILURE() << error.code; });
  published({new_item("宽带多少钱", "每月 99 元。")});
  clock.advance(1);
  const auto begun = std::chrono::steady_clock::now();
  std::vector<std::string> scripts;
  const auto reader = must(search::open_reader(index()));
  while (scripts.empty() && std::chrono::steady_clock::now() - begun < std::chrono::seconds(10)) {
    search::Request request;
    request.text = "宽带多少钱";
    request.at = request.known = clock.now();
    if (const auto answer = reader->search(request))
      for (const search::Hit& hit : answer->hits) scripts.push_back(hit.document.text.script);
    std::this_thread::yield();
  }
  EXPECT_EQ(scripts, std::vector<std::string>{"每月 99 元。"});
}

TEST_F(Index, ADocumentCarriesWhoConfirmedAndTheNumberOfThePaper) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 **99** 元。")}))[0];
  const auto documents = must(indexer::build_documents(*reading(), entry));
  ASSERT_EQ(documents.size(), 1u);
  const auto revision = must(reading()->entries().revision(entry, 1));
  ASSERT_TRUE(revision);
  EXPECT_EQ(documents[0].digest, revision->digest);
  EXPECT_EQ(documents[0].published_at, revision->recorded_at);
  EXPECT_EQ(documents[0].confirmed_at, change(revision->change).confirmation->at);
  EXPECT_EQ(documents[0].confirmed_by, "market");
  EXPECT_EQ(documents[0].document_number, "市场〔2026〕15号");
  EXPECT_EQ(documents[0].department_name, "市场部");
  EXPECT_EQ(documents[0].script_plain, "每月 99 元。");
}

}  // namespace
}  // namespace koujing::testing
