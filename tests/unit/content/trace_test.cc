// Invariant 8: the journal is found from either end, from the notice and from the entry that came of it.
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class Trace : public FlowWorld {
 protected:
  std::vector<std::string> steps_about(const std::string& kind, std::int64_t id) {
    JournalFilter filter;
    filter.about = JournalRef{kind, id_text(id)};
    std::vector<std::string> verbs;
    for (const JournalRecord& record : must(reading()->record().journal(filter, false, {100, {}})).items)
      verbs.push_back(record.verb);
    return verbs;
  }
};

TEST_F(Trace, EveryStepOfASetIsFoundFromItsNoticeAndFromItsEntries) {
  const ChangeId first = published({new_item("宽带多少钱", "每月 99 元。")});
  const EntryId entry = entries_of(first)[0];
  const ChangeId second = published({revise_item(entry, 1, "宽带多少钱", "每月 9 元。")});
  must(withdraw_change(flow, editor, second, "价格写错", true, {}));
  const ChangeId urgent = must(publish_emergency(flow, leader, drafted({new_item("断网")}), "急", {}));
  must(confirm_change(flow, market, urgent, change(urgent).digest, {}));

  using Steps = std::vector<std::string>;
  EXPECT_EQ(steps_about("notice", change(second).notice->value),
            (Steps{"receive_notice", "review_notice", "draft_changes", "submit_change", "confirm_change",
                   "publish_change", "withdraw_change"}));
  EXPECT_EQ(steps_about("change", second.value),
            (Steps{"draft_changes", "submit_change", "confirm_change", "publish_change", "withdraw_change"}));
  EXPECT_EQ(steps_about("entry", entry.value),
            (Steps{"publish_change", "draft_changes", "submit_change", "confirm_change", "publish_change",
                   "withdraw_change"}));
  EXPECT_EQ(steps_about("entry", entries_of(urgent)[0].value),
            (Steps{"publish_emergency", "confirm_change"}));
}

}  // namespace
}  // namespace koujing::testing
