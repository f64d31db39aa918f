// Who else has a change set open.
#include "editor_api/presence.h"

#include <gmock/gmock.h>

namespace koujing::testing {
namespace {

using door::Presence;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Presence, TellsWhoElseIsThereAndForgetsWhoIsNot) {
  Presence presence;
  const Presence::Time start{};
  const ChangeId set{7}, other{8};
  const PersonId first{3}, second{1}, third{2};
  EXPECT_THAT(presence.meet(set, first, start), IsEmpty());
  EXPECT_THAT(presence.meet(other, third, start), IsEmpty());
  EXPECT_THAT(presence.meet(set, second, start + seconds(1)), ElementsAre(first));
  EXPECT_THAT(presence.meet(set, third, start + seconds(2)), ElementsAre(first, second))
      << "in the order of coming";
  EXPECT_THAT(presence.meet(set, first, start + seconds(10)), ElementsAre(second, third));
  EXPECT_THAT(presence.meet(set, first, start + seconds(17)), ElementsAre(third))
      << "the second is silent for 16 s";
  EXPECT_THAT(presence.meet(set, first, start + seconds(40)), IsEmpty());
}

}  // namespace
}  // namespace koujing::testing
