#include "search/record_alphabet.h"

#include <gtest/gtest.h>

#include <random>

#include "search/normal_document.h"

namespace koujing::search {
namespace {

std::vector<std::uint32_t> occurrences_of(std::u16string_view text) {
  std::vector<std::uint32_t> seen(65536, 0);
  for (const char16_t character : text) ++seen[character];
  return seen;
}

std::u16string record_of(std::u32string title, std::u32string script) {
  return rank_record({{RankField::kTitle, std::move(title)}, {RankField::kScript, std::move(script)}});
}

TEST(RecordAlphabet, GivesBackWhatItPacked) {
  const std::u16string record = record_of(U"宽带报修", U"请您重启光猫");
  const RecordAlphabet alphabet(occurrences_of(u"宽带报修请您重启光猫"));
  std::string packed;
  alphabet.pack(record, packed);
  EXPECT_EQ(packed.size(), 1u + 2 + 10);  // fields, two heads, a byte a character
  std::u16string back = u"x";
  ASSERT_TRUE(alphabet.unpack(packed, back));
  EXPECT_EQ(back, u"x" + record);
}

TEST(RecordAlphabet, KeepsCharactersThatItDoesNotKnowAndMoreThanTwoBytesCanName) {
  std::vector<std::uint32_t> all(65536, 1);
  for (const RecordAlphabet& alphabet :
       {RecordAlphabet(), RecordAlphabet(all), RecordAlphabet(occurrences_of(u"一"))}) {
    std::u32string text;
    for (char32_t character = 1; character < 0xD800; character += 37) text.push_back(character);
    const std::u16string record = record_of(text, U"\uFFFF");
    std::string packed;
    alphabet.pack(record, packed);
    std::u16string back;
    ASSERT_TRUE(alphabet.unpack(packed, back));
    EXPECT_EQ(back, record);
    EXPECT_EQ(RecordAlphabet(alphabet.characters()).characters(), alphabet.characters());
  }
}

TEST(RecordAlphabet, RefusesWhateverIsNoRecordAndAppendsNothing) {
  const RecordAlphabet alphabet(occurrences_of(u"宽带报修"));
  const std::u16string record = record_of(U"宽带报修", U"报修");
  std::string packed;
  alphabet.pack(record, packed);
  for (std::size_t length = 0; length < packed.size(); ++length) {
    std::u16string back = u"as before";
    const bool read = alphabet.unpack(std::string_view(packed).substr(0, length), back);
    EXPECT_TRUE(length == 0 || !read) << length;  // nothing at all is a record without fields
    if (!read) {
      EXPECT_EQ(back, u"as before");
    }
  }
  std::mt19937 random(3);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes(random() % 30, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    std::u16string back;
    if (alphabet.unpack(bytes, back)) {
      EXPECT_TRUE(holds_record(back.data(), back.size()));
    }
  }
}

}  // namespace
}  // namespace koujing::search
