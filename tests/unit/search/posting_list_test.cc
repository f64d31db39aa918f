#include "search/posting_list.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace koujing::search {
namespace {

std::vector<Posting> decoded(std::string_view bytes, std::uint32_t after = 0) {
  std::vector<Posting> postings;
  decode_postings(bytes, after, [&](std::uint32_t number, Counts counts) {
    postings.push_back({number, counts});
    return true;
  });
  return postings;
}

TEST(PostingList, GivesBackNoPostingsOneAndTheGreatestGap) {
  EXPECT_TRUE(decoded(encode_postings({}, 0)).empty());
  const std::vector<Posting> one{{1, 0x01}};
  EXPECT_EQ(decoded(encode_postings(one, 0)), one);
  const std::vector<Posting> far{{1, 0x01}, {2, 0x01}, {3, 0x01}, {0xFFFFFFFF, 0x21}};
  EXPECT_EQ(decoded(encode_postings(far, 0)), far);
}

TEST(PostingList, KeepsEveryCountThereIs) {
  std::vector<Posting> postings;
  for (std::uint32_t i = 0; i < 256; ++i) postings.push_back({7 * i + 1, static_cast<Counts>(i)});
  EXPECT_EQ(decoded(encode_postings(postings, 0)), postings);
}

TEST(PostingList, GivesBackRandomListsWhereverTheChunkBegins) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t after = round % 3 == 0 ? 0 : random() % 1000;
    const std::uint32_t widest = 1U << (random() % 20);
    std::vector<Posting> postings;
    std::uint32_t number = after;
    for (std::uint32_t left = random() % 600; left > 0; --left) {
      number += 1 + random() % widest;
      postings.push_back({number, random() % 4 == 0 ? static_cast<Counts>(random()) : Counts{1}});
    }
    EXPECT_EQ(decoded(encode_postings(postings, after), after), postings);
  }
}

TEST(PostingList, TakesAboutTheBitsThatTheGapsSay) {
  std::vector<Posting> postings;
  for (std::uint32_t i = 1; i <= 4096; ++i) postings.push_back({i * 100, 1});
  // Rice codes for gaps of 100: 6 bits and one or two more.
  EXPECT_LE(encode_postings(postings, 0).size() * 8, 4096u * 9);
}

TEST(PostingList, StopsWhenItIsTold) {
  const std::vector<Posting> postings{{1, 1}, {5, 1}, {9, 1}};
  int seen = 0;
  EXPECT_FALSE(
      decode_postings(encode_postings(postings, 0), 0, [&](std::uint32_t, Counts) { return ++seen < 2; }));
  EXPECT_EQ(seen, 2);
}

TEST(PostingList, EndsWhateverBytesItIsGiven) {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    EXPECT_LE(decoded(bytes).size(), bytes.size() * 8 + 200);
  }
}

TEST(Counts, TellHeadingsAndTextApartUpToFifteen) {
  EXPECT_EQ(heading_count(counts_of(2, 3)), 2u);
  EXPECT_EQ(text_count(counts_of(2, 3)), 3u);
  EXPECT_EQ(counts_of(100, 0), 0xF0);
  EXPECT_EQ(counts_of(0, 100), 0x0F);
}

TEST(Varint, GivesBackNumbersOfEveryLength) {
  for (const std::uint64_t value : {0ULL, 127ULL, 128ULL, 300ULL, 1ULL << 35, ~0ULL}) {
    std::string bytes;
    append_varint(bytes, value);
    std::size_t at = 0;
    EXPECT_EQ(read_varint(bytes, at), value);
    EXPECT_EQ(at, bytes.size());
  }
}

}  // namespace
}  // namespace koujing::search
