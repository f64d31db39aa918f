#include "search/blocks/compressed_blocks.h"

#include <gtest/gtest.h>

namespace koujing::search {
namespace {

std::vector<std::string> samples() {
  std::vector<std::string> made;
  for (int i = 0; i < 2000; ++i)
    made.push_back("请您核对第" + std::to_string(i * 7919 % 2000) + "号账单，余额为" +
                   std::to_string(i * 31) + "元，祝您生活愉快");
  return made;
}

TEST(CompressedBlocks, GiveBackWhatWentInWithADictionaryAndWithout) {
  const std::string text = samples()[5];
  for (const std::string& learnt : {std::string(), learn_dictionary(samples(), 4096)}) {
    BlockCompressor compressor(learnt);
    const BlockDictionary dictionary(learnt);
    BlockReader reader;
    std::string back;
    for (const std::string& block : {std::string(), text, text + text}) {
      ASSERT_TRUE(reader.read(dictionary, compressor.compress(block), back));
      EXPECT_EQ(back, block);
    }
  }
}

TEST(CompressedBlocks, AreSmallerWithADictionary) {
  const std::string learnt = learn_dictionary(samples(), 4096);
  ASSERT_FALSE(learnt.empty());
  BlockCompressor with(learnt), without("");
  EXPECT_LT(with.compress(samples()[5]).size() * 2, without.compress(samples()[5]).size());
}

TEST(CompressedBlocks, LearnNothingFromTooLittle) { EXPECT_EQ(learn_dictionary({"一", "二"}, 4096), ""); }

TEST(CompressedBlocks, RefuseWhatIsNoBlockAndBlocksOfAnotherDictionary) {
  const std::string learnt = learn_dictionary(samples(), 4096);
  BlockCompressor compressor(learnt);
  BlockReader reader;
  std::string back;
  EXPECT_FALSE(reader.read(BlockDictionary(learnt), "rubbish", back));
  EXPECT_FALSE(reader.read(BlockDictionary(learnt), "", back));
  const std::string block = compressor.compress(samples()[5]);
  EXPECT_FALSE(reader.read(BlockDictionary(""), block, back));
  EXPECT_FALSE(
      reader.read(BlockDictionary(learnt), std::string_view(block).substr(0, block.size() / 2), back));
}

}  // namespace
}  // namespace koujing::search
