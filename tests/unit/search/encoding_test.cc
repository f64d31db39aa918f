#include "search/text/encoding.h"

#include <gtest/gtest.h>

namespace koujing::search {
namespace {

TEST(Encoding, TellsWellFormedUtf8) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("口径 abc 😀"));
  EXPECT_TRUE(is_valid_utf8("\uFFFD"));  // the replacement character is a character
  EXPECT_TRUE(is_valid_utf8(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));  // over U+10FFFF
  EXPECT_FALSE(is_valid_utf8("\xE5\x8F"));          // cut
  EXPECT_FALSE(is_valid_utf8("\x80"));
}

TEST(Encoding, ReadsUtf8WithAndWithoutMark) {
  EXPECT_EQ(decode_to_utf8("\xEF\xBB\xBF口径"), "口径");
  EXPECT_EQ(decode_to_utf8("口径"), "口径");
}

TEST(Encoding, ReadsGb18030AndItsParts) {
  EXPECT_EQ(decode_to_utf8("\xBF\xDA\xBE\xB6"), "口径");
  EXPECT_EQ(decode_to_utf8("\xBF\xED\xB4\xF8,5G\xCC\xD7\xB2\xCD"), "宽带,5G套餐");
  EXPECT_EQ(decode_to_utf8("\xBF\xDA\x94\x39\xDA\x33"), "口💩");  // four bytes, beyond the basic plane
}

TEST(Encoding, ReadsUtf16ByItsMark) {
  EXPECT_EQ(decode_to_utf8(std::string_view("\xFF\xFE\xE3\x53\x84\x5F", 6)), "口径");
  EXPECT_EQ(decode_to_utf8(std::string_view("\xFE\xFF\x53\xE3\x5F\x84", 6)), "口径");
}

TEST(Encoding, ReadsSurrogatePairsAcrossItsBuffers) {
  std::string little_endian("\xFF\xFE", 2);
  std::string expected;
  little_endian += std::string("a\0", 2);  // puts the pairs astride even borders
  expected += "a";
  for (int i = 0; i < 5000; ++i) {
    little_endian += std::string("\x3D\xD8\x00\xDE", 4);
    expected += "😀";
  }
  EXPECT_EQ(decode_to_utf8(little_endian), expected);
}

TEST(Encoding, AnswersAnyBytesWithUtf8) {
  EXPECT_TRUE(is_valid_utf8(decode_to_utf8("\xFF\xFF\x81")));
  EXPECT_TRUE(is_valid_utf8(decode_to_utf8("\xEF\xBB\xBF\xFF")));
  EXPECT_EQ(repair_utf8("宽\xFF带"), "宽\uFFFD带");
  EXPECT_EQ(repair_utf8("宽带"), "宽带");
}

}  // namespace
}  // namespace koujing::search
