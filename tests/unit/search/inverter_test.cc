#include "search/xapian/inverter.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <random>

#include "search/xapian/base_terms.h"
#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using Lists = std::map<std::string, std::vector<Posting>>;

// Two shards of random documents: the lists of both together, and the runs.
struct Inverted {
  explicit Inverted(std::uint32_t documents) {
    std::mt19937 random(5);
    std::uint32_t before = 0;
    for (const char* name : {"a", "b"}) {
      std::filesystem::create_directories(directory.path / name);
      Inverter inverter(directory.path / name);
      for (std::uint32_t number = 1; number <= documents; ++number)
        for (std::uint32_t word = 0; word < 40; ++word) {
          if (random() % (word + 1) != 0) continue;
          const auto counts = static_cast<Counts>(random() % 3);
          const std::string term = "词" + std::to_string(word);
          must(inverter.add(term, number, counts));
          lists[term].push_back({before + number, counts});
        }
      must(inverter.finish());
      for (const auto& file : inverter.runs()) runs.push_back({file, before});
      before += documents;
    }
  }
  TempDirectory directory;
  Lists lists;
  std::vector<Run> runs;
};

TEST(Inverter, MergesTheListsOfAllShardsInOrder) {
  const Inverted inverted(3000);
  Lists merged;
  std::vector<std::string> order;
  must(merge_runs(inverted.runs, [&](std::string_view term, const std::vector<Posting>& postings) -> Status {
    order.emplace_back(term);
    merged[std::string(term)] = postings;
    return {};
  }));
  EXPECT_EQ(merged, inverted.lists);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(order.size(), merged.size());
}

TEST(Inverter, SaysThatARunWasCutShort) {
  const Inverted inverted(50);
  std::filesystem::resize_file(inverted.runs[0].file, std::filesystem::file_size(inverted.runs[0].file) - 3);
  const Status merged =
      merge_runs(inverted.runs, [](std::string_view, const std::vector<Posting>&) -> Status { return {}; });
  ASSERT_FALSE(merged.ok());
  EXPECT_EQ(merged.error().code, "index_damaged");
}

TEST(BaseTerms, KeepShortListsAndThoseOfManyChunks) {
  const Inverted inverted(6000);  // 词0 is in all 12,000 documents: three chunks
  const std::string path = (inverted.directory.path / "base").string();
  {
    Xapian::WritableDatabase base(path, Xapian::DB_CREATE);
    for (const auto& [term, postings] : inverted.lists) write_base_term(base, term, postings);
    base.commit();
  }
  const Xapian::Database base(path);
  std::vector<std::string> terms;
  each_base_term(base, "", [&](const std::string& term) { return terms.push_back(term), true; });
  EXPECT_EQ(terms.size(), inverted.lists.size());
  for (const auto& [term, postings] : inverted.lists) {
    EXPECT_EQ(base_frequency(base, term), postings.size());
    std::vector<Posting> read;
    EXPECT_TRUE(each_base_posting(base, term, [&](std::uint32_t number, Counts counts) {
      read.push_back({number, counts});
      return true;
    }));
    EXPECT_EQ(read, postings) << term;
  }
  EXPECT_EQ(base_frequency(base, "nothing"), 0u);
}

// Glass has no checksums: a damaged length must end, and end soon.
TEST(BaseTerms, EndWithTheFirstChunkThatIsNotThere) {
  const TempDirectory directory;
  std::filesystem::create_directories(directory.path);
  const std::string path = (directory.path / "base").string();
  {
    Xapian::WritableDatabase base(path, Xapian::DB_CREATE);
    for (const std::uint64_t frequency : {std::uint64_t{1} << 62, ~std::uint64_t{0}, std::uint64_t{600}}) {
      std::string head;
      append_varint(head, frequency);
      base.set_metadata("词" + std::to_string(frequency), head);
    }
    base.commit();
  }
  const Xapian::Database base(path);
  each_base_term(base, "", [&](const std::string& term) {
    EXPECT_TRUE(each_base_posting(base, term, [](std::uint32_t, Counts) {
      ADD_FAILURE() << "a posting that nobody wrote";
      return true;
    }));
    return true;
  });
}

}  // namespace
}  // namespace koujing::search
