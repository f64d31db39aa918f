// Invariant 1, layer by layer: what a confirmation is bound to, in the flow and in the schema by itself.
#include "content/exchange/canonical.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class Confirmed : public FlowWorld {};

TEST_F(Confirmed, WhatIsPublishedIsTheConfirmedTextFieldByField) {
  ChangeItem item = new_item("宽带多少钱", "每月 **99** 元。");
  item.text.questions = {"宽带怎么收费", "宽带资费"};
  item.text.brief = "每月 99 元";
  item.text.body = "依据市场〔2026〕15号。";
  item.text.cautions = {"不要承诺降价"};
  item.text.keywords = {"宽带", "资费"};
  item.text.scope = {{"城东"}, {"宽带"}, {"家庭"}};
  item.text.department = DepartmentCode{"market"};
  item.text.validity = {at("2026-12-01T00:00:00+08:00"), at("2027-12-01T00:00:00+08:00")};
  const EntryId entry = entries_of(published({item}))[0];
  const auto revision = must(reading()->entries().revision(entry, 1));
  ASSERT_TRUE(revision);
  EXPECT_TRUE(revision->text == item.text) << canonical(revision->text);
  EXPECT_EQ(revision->digest, revision_digest(item.text));
}

TEST_F(Confirmed, AStateAloneConfirmsNothing) {
  const ChangeId id = submitted({new_item("宽带多少钱")});
  {
    const auto writing = must(store->write());
    ChangeSet set = must(need_change(*writing, id));
    set.state = ChangeState::kConfirmed;
    must(writing->changes().save_state(set));
    must(writing->commit());
  }
  const auto refused = publish_change(flow, editor, id, {}, {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "unconfirmed");
  // By the flow, not only by the schema below it.
  EXPECT_EQ(refused.error().message.en,
            "the content as it stands was not confirmed by its department; submit it again");
  EXPECT_TRUE(entries_of(id).empty());
}

TEST_F(Confirmed, TheSchemaTakesNoPublicationOnAConfirmationThatAnEditMadeVoid) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱")}))[0];
  const ChangeId id = confirmed({retire_item(entry, 1)});
  EntryEvent event;
  event.entry = entry;
  event.kind = EntryEventKind::kRetire;
  event.standing = Standing::kConfirmed;
  event.change = id;
  event.confirmation = change(id).confirmation->id;
  event.by = editor.id;
  const auto code_of_event = [&] {
    const auto writing = must(store->write());
    event.recorded_at = writing->recorded_at();
    event.validity = {event.recorded_at, {}};
    return code_of(writing->entries().add_event(event));
  };
  EXPECT_EQ(code_of_event(), "ok");
  must(edit_change(flow, editor, id, {"摘要", "", {retire_item(entry, 1), new_item("别的")}}, {}));
  EXPECT_EQ(code_of_event(), "unconfirmed");
  // The very same text again is a new version all the same.
  must(edit_change(flow, editor, id, {"摘要", "", {retire_item(entry, 1)}}, {}));
  EXPECT_EQ(change(id).digest, change(id).confirmation->digest);
  EXPECT_EQ(code_of_event(), "unconfirmed");
}

TEST_F(Confirmed, TheSchemaTakesAConfirmationOfTheTextThatStandsThereOnly) {
  const ChangeId id = submitted({new_item("宽带多少钱")});
  const ChangeSet before = change(id);
  must(edit_change(flow, editor, id, {"摘要", "", {new_item("别的")}}, {}));
  must(submit_change(flow, editor, id, {}));
  const ChangeSet now = change(id);
  const auto writing = must(store->write());
  const auto code_of_confirmation = [&](const ChangeSet& set, const std::string& digest,
                                        const std::string& department) {
    const Confirmation made{{},     id,   market.id, DepartmentCode{department}, writing->recorded_at(),
                            digest, false};
    return code_of(writing->changes().add_confirmation(made, set.version));
  };
  EXPECT_EQ(code_of_confirmation(before, before.digest, "market"), "content_changed");
  EXPECT_EQ(code_of_confirmation(now, before.digest, "market"), "content_changed");
  EXPECT_EQ(code_of_confirmation(now, now.digest, "water"), "content_changed");
  EXPECT_EQ(code_of_confirmation(now, now.digest, "market"), "ok");
}

TEST_F(Confirmed, WhoOnlyBelongsToTheDepartmentDoesNotSpeakForIt) {
  const Person colleague = person("colleague", {Role::kAgent, Role::kEditor}, "market");
  const ChangeId id = submitted({new_item("宽带多少钱")});
  EXPECT_EQ(code_of(confirm_change(flow, colleague, id, change(id).digest, {})), "other_department");
  EXPECT_EQ(code_of(return_change(flow, colleague, id, "不对", {})), "other_department");
  EXPECT_EQ(change(id).state, ChangeState::kSubmitted);
}

TEST_F(Confirmed, AnEntryBelongsToTheDepartmentThatConfirmsIt) {
  ChangeItem item = new_item("停水了怎么办");
  item.text.department = DepartmentCode{"water"};
  const ChangeId id = drafted({item});
  const auto refused = submit_change(flow, editor, id, {});
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.error().faults.size(), 1u);
  EXPECT_EQ(refused.error().faults[0].code, "other_department");
  EXPECT_EQ(refused.error().faults[0].pointer, "/items/0/department");
  EXPECT_EQ(code_of(publish_emergency(flow, leader, id, "急", {})), "invalid_input");
  EXPECT_TRUE(entries_of(id).empty());
}

}  // namespace
}  // namespace koujing::testing
