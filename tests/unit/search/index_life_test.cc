#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Request asking(std::string text) {
  Request request;
  request.text = std::move(text);
  request.at = request.known = kNow;
  return request;
}

std::size_t generations(const std::filesystem::path& directory) {
  std::size_t count = 0;
  for (const auto& item : std::filesystem::directory_iterator(directory)) count += item.is_directory();
  return count;
}

TEST(IndexLife, SaysThatThereIsNoneAndThenAnswers) {
  TempDirectory directory;
  const auto reader = take(open_reader(directory.path));
  const auto none = reader->search(asking("漫游"));
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, "index_missing");
  EXPECT_EQ(none.error().kind, ErrorKind::kUnavailable);
  const auto writer = take(open_writer(directory.path));
  EXPECT_EQ(writer->position(), 0);
  EXPECT_EQ(take(reader->search(asking("漫游"))).total, 0u);
  EXPECT_EQ(take(reader->position()), 0);
}

TEST(IndexLife, ShowsNothingBeforeTheCommitAndEverythingAfter) {
  SmallIndex index;
  const IndexDocument one = document(1, "国际漫游");
  must(index.writer->replace_entry(one.entry, {&one, 1}));
  EXPECT_THAT(index.found("国际漫游"), IsEmpty());
  EXPECT_EQ(take(index.reader->position()), 0);
  must(index.writer->commit(17));
  EXPECT_THAT(index.found("国际漫游"), ElementsAre(1));
  EXPECT_EQ(take(index.reader->position()), 17);
}

TEST(IndexLife, RemembersItsPositionWhenOpenedAgain) {
  TempDirectory directory;
  {
    const auto writer = take(open_writer(directory.path));
    const IndexDocument one = document(1, "国际漫游");
    must(writer->replace_entry(one.entry, {&one, 1}));
    must(writer->commit(42));
    must(writer->replace_entry(one.entry, {}));  // never committed
  }
  EXPECT_EQ(take(open_writer(directory.path))->position(), 42);
  EXPECT_EQ(take(take(open_reader(directory.path))->search(asking("国际漫游"))).total, 1u);
}

TEST(IndexLife, LetsOnlyOneWrite) {
  TempDirectory directory;
  auto writer = take(open_writer(directory.path));
  const auto second = open_writer(directory.path);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, "index_locked");
  EXPECT_EQ(second.error().kind, ErrorKind::kConflict);
  writer.reset();
  EXPECT_TRUE(open_writer(directory.path).ok());

  const auto generation = take(begin_generation(directory.path));
  const auto other = begin_generation(directory.path);
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, "index_locked");
}

TEST(IndexLife, KeepsEveryAcknowledgedCommitWhenItsWriterIsKilled) {
  TempDirectory directory;
  for (int round = 1; round <= 5; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      auto writer = open_writer(directory.path);
      if (!writer) ::_exit(1);
      for (int i = 0; i < 20; ++i) {
        const IndexDocument one = document(round * 100 + i, "第" + std::to_string(round) + "轮国际漫游");
        if (!(*writer)->replace_entry(one.entry, {&one, 1})) ::_exit(2);
        if (i == 9 && !(*writer)->commit(round)) ::_exit(3);
      }
      ::raise(SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    const auto reader = take(open_reader(directory.path));
    EXPECT_EQ(take(reader->position()), round);
    EXPECT_EQ(take(reader->documents()), static_cast<std::size_t>(round) * 10);
  }
}

TEST(IndexLife, ServesTheOldGenerationUntilTheNewOneIsSwappedIn) {
  SmallIndex index;
  index.put({document(1, "国际漫游旧")});
  auto generation = take(begin_generation(index.directory.path));
  const IndexDocument rebuilt = document(1, "国际漫游新");
  must(generation->add(0, rebuilt.entry, {&rebuilt, 1}));
  EXPECT_EQ(index.search("国际漫游").hits.at(0).document.text.title, "国际漫游旧");
  must(generation->swap_in(7));
  EXPECT_EQ(index.search("国际漫游").hits.at(0).document.text.title, "国际漫游新");
  EXPECT_EQ(take(index.reader->position()), 7);
  EXPECT_EQ(generations(index.directory.path), 2u);  // the live one and the one before
  generation.reset();
  must(take(begin_generation(index.directory.path))->swap_in(8));
  EXPECT_EQ(generations(index.directory.path), 2u);
}

TEST(IndexLife, TakesTheGenerationBeforeBackOnlyWhenItSaysSo) {
  SmallIndex index;
  index.put({document(1, "国际漫游旧")});
  {
    auto generation = take(begin_generation(index.directory.path));
    const IndexDocument rebuilt = document(1, "国际漫游新");
    must(generation->add(0, rebuilt.entry, {&rebuilt, 1}));
    must(generation->swap_in(7));
  }
  index.writer.reset();
  const auto before = take(open_writer_before(index.directory.path));
  const IndexDocument since = document(2, "后来的");
  must(before->replace_entry(since.entry, {&since, 1}));
  must(before->commit(8));
  EXPECT_EQ(index.search("国际漫游").hits.at(0).document.text.title, "国际漫游新");
  EXPECT_EQ(take(index.reader->position()), 7);
  must(before->take_over());
  EXPECT_EQ(index.search("国际漫游").hits.at(0).document.text.title, "国际漫游旧");
  EXPECT_THAT(index.found("后来的"), ElementsAre(2));
  EXPECT_EQ(take(index.reader->position()), 8);
  EXPECT_TRUE(before->live());
  EXPECT_EQ(generations(index.directory.path), 1u);
}

TEST(IndexLife, TellsTheOldWriterThatItsGenerationIsGone) {
  SmallIndex index;
  index.put({document(1, "国际漫游")});
  {
    auto generation = take(begin_generation(index.directory.path));
    must(generation->swap_in(9));
  }
  const IndexDocument late = document(2, "迟到");
  (void)index.writer->replace_entry(late.entry, {&late, 1});
  const Status refused = index.writer->commit(11);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "index_superseded");
  index.writer = take(open_writer(index.directory.path));
  EXPECT_EQ(index.writer->position(), 9);
  index.put({late});
  EXPECT_THAT(index.found("迟到"), ElementsAre(2));
}

TEST(IndexLife, ForgetsAGenerationThatWasNeverSwappedIn) {
  SmallIndex index;
  index.put({document(1, "国际漫游")});
  {
    auto generation = take(begin_generation(index.directory.path));
    const IndexDocument other = document(2, "国际漫游二");
    must(generation->add(0, other.entry, {&other, 1}));
  }
  EXPECT_THAT(index.found("国际漫游"), ElementsAre(1));
  EXPECT_EQ(generations(index.directory.path), 1u);
}

TEST(IndexLife, AnswersEverySearchWhileCommitsAndSwapsGoOn) {
  SmallIndex index;
  index.put({document(1, "国际漫游")});
  std::atomic<bool> done = false;
  std::atomic<int> answered = 0;
  std::vector<std::string> failures(3);
  std::vector<std::thread> readers;
  for (std::string& failure : failures)
    readers.emplace_back([&] {
      while (!done || answered < 50) {
        const auto answer = index.reader->search(asking("国际漫游"));
        if (!answer)
          failure = answer.error().code + ": " + answer.error().log_detail;
        else if (answer->hits.empty() || answer->hits[0].document.entry.value != 1)
          failure = "entry 1 was not there";
        if (!failure.empty()) return;
        ++answered;
      }
    });
  for (int round = 0; round < 12; ++round) {
    auto generation = take(begin_generation(index.directory.path));
    for (int entry = 1; entry <= 20; ++entry) {
      const IndexDocument one = document(entry, entry == 1 ? "国际漫游" : "别的");
      must(generation->add(0, one.entry, {&one, 1}));
    }
    must(generation->swap_in(round));
    index.writer = take(open_writer(index.directory.path));
    for (int commit = 0; commit < 10; ++commit) index.put({document(100 + commit, "又一条")});
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_THAT(failures, ElementsAre("", "", ""));
  EXPECT_GE(answered, 50);
}

TEST(IndexLife, PicksUpAnIndexThatWasDeletedAndMadeAnew) {
  SmallIndex index;
  index.put({document(1, "国际漫游")});
  EXPECT_THAT(index.found("国际漫游"), ElementsAre(1));
  index.writer.reset();
  std::filesystem::remove_all(index.directory.path);
  EXPECT_EQ(index.reader->search(asking("国际漫游")).error().code, "index_missing");
  index.writer = take(open_writer(index.directory.path));
  index.put({document(2, "国际漫游")});
  EXPECT_THAT(index.found("国际漫游"), ElementsAre(2));
}

TEST(IndexLife, SaysThatItIsDamagedAndIsMendedByANewGeneration) {
  SmallIndex index;
  index.put({document(1, "国际漫游")});
  index.writer.reset();
  for (const auto& generation : std::filesystem::directory_iterator(index.directory.path))
    if (generation.is_directory())
      for (const auto& file : std::filesystem::recursive_directory_iterator(generation))
        if (file.path().extension() == ".glass" || file.path().filename() == "iamglass")
          std::ofstream(file.path(), std::ios::trunc) << "rubbish";
  const auto fresh = take(open_reader(index.directory.path));
  EXPECT_EQ(fresh->search(asking("国际漫游")).error().code, "index_damaged");
  const auto writer = open_writer(index.directory.path);
  ASSERT_FALSE(writer.ok());
  EXPECT_EQ(writer.error().code, "index_damaged");
  EXPECT_EQ(writer.error().kind, ErrorKind::kUnavailable);

  auto generation = take(begin_generation(index.directory.path));
  const IndexDocument one = document(1, "国际漫游");
  must(generation->add(0, one.entry, {&one, 1}));
  must(generation->swap_in(3));
  EXPECT_EQ(take(fresh->search(asking("国际漫游"))).total, 1u);
  EXPECT_TRUE(open_writer(index.directory.path).ok());
}

// What is sealed is checked byte for byte: whoever opens the index for writing finds a flipped bit and says
// which file.
TEST(IndexLife, FindsAFlippedBitInAnySealedFile) {
  SmallIndex index;
  index.writer.reset();
  {
    auto generation = take(begin_generation(index.directory.path));
    for (int entry = 1; entry <= 50; ++entry) {
      const IndexDocument one = document(entry, "国际漫游" + std::to_string(entry), "请您重启光猫");
      must(generation->add(0, one.entry, {&one, 1}));
    }
    must(generation->swap_in(1));
  }
  int flipped = 0;
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::recursive_directory_iterator(index.directory.path))
    if (file.is_regular_file() && file.file_size() > 0 &&
        (file.path().extension() == ".bin" || file.path().parent_path().filename() == "base"))
      files.push_back(file.path());
  for (const auto& file : files) {
    std::string bytes;
    {
      std::ifstream in(file, std::ios::binary);
      bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    const std::string good = bytes;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    std::ofstream(file, std::ios::binary) << bytes;
    const auto writer = open_writer(index.directory.path);
    ASSERT_FALSE(writer.ok()) << file;
    EXPECT_EQ(writer.error().code, "index_damaged");
    EXPECT_THAT(writer.error().log_detail, ::testing::HasSubstr(file.filename().string()));
    std::ofstream(file, std::ios::binary) << good;
    ++flipped;
  }
  EXPECT_GE(flipped, 6);
  EXPECT_TRUE(open_writer(index.directory.path).ok());
}

TEST(IndexLife, MergesShardsIntoOneSealedGeneration) {
  SmallIndex index;
  auto generation = take(begin_generation(index.directory.path, 3));
  for (int entry = 1; entry <= 30; ++entry) {
    const IndexDocument one =
        document(entry, "第" + std::to_string(entry) + "条", "国际漫游" + std::to_string(entry));
    must(generation->add(static_cast<std::size_t>(entry) % 2, one.entry,
                         {&one, 1}));  // the third gets nothing
  }
  must(generation->swap_in(30));
  EXPECT_EQ(take(index.reader->documents()), 30u);
  EXPECT_EQ(index.search("国际漫游").total, 30u);
  EXPECT_EQ(index.search("国际漫游17").hits.at(0).document.entry.value, 17);
  EXPECT_EQ(index.search("第8条").hits.at(0).document.entry.value, 8);
  index.writer = take(open_writer(index.directory.path));
  EXPECT_EQ(index.writer->position(), 30);
  must(index.writer->replace_entry(EntryId{17}, {}));
  const IndexDocument again = document(8, "境外上网");
  must(index.writer->replace_entry(again.entry, {&again, 1}));
  must(index.writer->commit(31));
  EXPECT_EQ(index.search("国际漫游").total, 28u);
  EXPECT_THAT(index.found("境外上网"), ElementsAre(8));
  EXPECT_EQ(take(index.reader->documents()), 29u);
}

TEST(IndexLife, TakesAnUnreadableNameInCurrentForNone) {
  SmallIndex index;
  index.writer.reset();
  std::ofstream(index.directory.path / "current", std::ios::trunc) << "../elsewhere\n";
  EXPECT_EQ(index.reader->search(asking("漫游")).error().code, "index_missing");
}

// Any order of updates, with entries replaced and removed on the way, ends in the same index as a rebuild.
TEST(Fingerprint, IsEqualForEqualContentsHoweverTheyCameAbout) {
  const auto text = [](int entry, int version) {
    return document(entry, "第" + std::to_string(entry) + "条国际漫游",
                    "第" + std::to_string(version) + "版口径");
  };
  SmallIndex edited;
  std::mt19937 random(5);
  std::vector<int> version(30, 0);
  for (int edit = 1; edit <= 200; ++edit) {
    const int entry = 1 + static_cast<int>(random() % 29);
    if (random() % 5 == 0) {
      version[static_cast<std::size_t>(entry)] = 0;
      must(edited.writer->replace_entry(EntryId{entry}, {}));
    } else {
      version[static_cast<std::size_t>(entry)] = edit;
      const std::vector<IndexDocument> spans = {text(entry, edit), text(entry, edit + 1000)};
      must(edited.writer->replace_entry(EntryId{entry}, spans));
    }
    if (edit % 7 == 0) must(edited.writer->commit(edit));
  }
  must(edited.writer->commit(200));

  auto rebuilt = take(begin_generation(edited.directory.path));
  for (int entry = 29; entry >= 1; --entry)
    if (const int last = version[static_cast<std::size_t>(entry)]; last != 0) {
      const std::vector<IndexDocument> spans = {text(entry, last), text(entry, last + 1000)};
      must(rebuilt->add(0, EntryId{entry}, spans));
    }
  const std::string before = take(edited.reader->fingerprint());
  must(rebuilt->swap_in(200));
  EXPECT_EQ(take(edited.reader->fingerprint()), before);
  EXPECT_EQ(before.size(), 64u);
}

TEST(Fingerprint, TellsEveryDifference) {
  SmallIndex index;
  index.put({document(1, "国际漫游")});
  std::set<std::string> seen{take(index.reader->fingerprint())};
  must(index.writer->commit(99));  // the position
  EXPECT_TRUE(seen.insert(take(index.reader->fingerprint())).second);
  IndexDocument changed = document(1, "国际漫游");
  changed.digest = std::string(64, 'b');  // only stored
  must(index.writer->replace_entry(changed.entry, {&changed, 1}));
  must(index.writer->commit(99));
  EXPECT_TRUE(seen.insert(take(index.reader->fingerprint())).second);
  changed.span.valid.to = kNow.plus_seconds(5);
  must(index.writer->replace_entry(changed.entry, {&changed, 1}));
  must(index.writer->commit(99));
  EXPECT_TRUE(seen.insert(take(index.reader->fingerprint())).second);
}

}  // namespace
}  // namespace koujing::search
