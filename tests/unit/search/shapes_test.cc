#include "search/text/shapes.h"

#include <gmock/gmock.h>

#include <vector>

namespace koujing::search {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::vector<char16_t> alike(char16_t character) {
  const auto found = looks_like(character);
  return {found.begin(), found.end()};
}

TEST(Shapes, KnowWhatDiffersByAStrokeAndWhatSharesAComponent) {
  EXPECT_THAT(alike(u'己'), Contains(u'已'));
  EXPECT_THAT(alike(u'末'), Contains(u'未'));
  EXPECT_THAT(alike(u'缴'), Contains(u'激'));
  EXPECT_THAT(alike(u'清'), Contains(u'情'));
}

TEST(Shapes, NeverNameTheCharacterItselfOrOneThatLooksOtherwise) {
  for (char32_t code = 0x4E00; code <= 0x9FFF; ++code) {
    const auto character = static_cast<char16_t>(code);
    EXPECT_LE(looks_like(character).size(), 32u);
    EXPECT_THAT(alike(character), Not(Contains(character)));
  }
  EXPECT_THAT(alike(u'一'), Not(Contains(u'龙')));
}

TEST(Shapes, HaveNothingForWhatIsNoIdeograph) {
  EXPECT_TRUE(looks_like(u'a').empty());
  EXPECT_TRUE(looks_like(u'\uFFFF').empty());
  EXPECT_TRUE(looks_like(u'\0').empty());
}

}  // namespace
}  // namespace koujing::search
