#include "content/model/entry_template.h"

#include <gmock/gmock.h>

namespace koujing::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> places(const std::vector<Fault>& faults) {
  std::vector<std::string> list;
  for (const Fault& fault : faults) list.push_back(fault.pointer + " " + fault.code);
  return list;
}

EntryTemplate fees() {
  EntryTemplate one;
  one.name = "资费";
  one.script = "您好，【套餐】每月【金额】元。";
  one.required = {"brief", "region", "effective_to", "anchors"};
  return one;
}

TEST(EntryTemplate, SaysWhatIsMissingAndWhatIsNotFilledIn) {
  ChangeItem item;
  item.text.script = "您好，畅享每月【金额】元。";
  EXPECT_THAT(places(template_faults(fees(), item, "/items/2")),
              ElementsAre("/items/2/brief required_by_template", "/items/2/scope/region required_by_template",
                          "/items/2/effective_to required_by_template",
                          "/items/2/anchors required_by_template", "/items/2/script unfilled"));
  item.text.script = "您好，畅享每月 39 元。【提示】以账单为准。";
  item.text.brief = "39 元";
  item.text.scope.region = {"江宁"};
  item.text.validity.to = Instant::from_seconds(1);
  item.anchors = {{"句", "notice", "段"}};
  EXPECT_THAT(template_faults(fees(), item, "/items/2"), IsEmpty());
}

TEST(EntryTemplate, RefusesNamesakesAndUnknownFields) {
  EntryTemplate nameless = fees();
  nameless.name = " ";
  EntryTemplate odd = fees();
  odd.required = {"title"};
  EXPECT_THAT(places(faults_of(std::vector{fees(), nameless, odd})),
              ElementsAre("/items/1/name bad_name", "/items/2/name twice", "/items/2/required/0 unknown"));
}

}  // namespace
}  // namespace koujing::testing
