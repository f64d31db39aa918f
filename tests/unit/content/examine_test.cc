// What the store finds when its texts were changed under its triggers (invariant 3).
#include "content/exchange/canonical.h"
#include "tests/support/flow_world.h"
#include "tests/unit/content/raw_store.h"

namespace koujing::testing {
namespace {

class Examination : public FlowWorld {
 protected:
  std::string raw(const std::string& sql) { return run_raw(directory.path() / "store.sqlite", sql); }
};

TEST_F(Examination, SaysWhenATextWasChangedUnderItsTriggers) {
  published({new_item("宽带多少钱", "每月 99 元。")});
  EXPECT_TRUE(must(store->examine()).empty());
  ASSERT_EQ(raw("DROP TRIGGER revisions_only_redacted"), "");
  ASSERT_EQ(raw("UPDATE revisions SET content = replace(content, '99', '9')"), "");
  const auto findings = must(store->examine());
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].what, "store: revision 1 of entry 1 is not the text of its digest");
}

TEST_F(Examination, SaysWhenTheContentOfAChangeSetWasChangedUnderItsTriggers) {
  published({new_item("宽带多少钱", "每月 99 元。")});
  EXPECT_TRUE(must(store->examine()).empty());
  ASSERT_EQ(raw("DROP TRIGGER change_versions_only_redacted"), "");
  ASSERT_EQ(raw("UPDATE change_versions SET content = replace(content, '99', '9')"), "");
  const auto findings = must(store->examine());
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].what, "store: version 1 of change set 1 is not the content of its digest");
}

TEST_F(Examination, SaysWhenAContentWasGivenANewDigestToo) {
  const ChangeId id = published({new_item("宽带多少钱", "每月 99 元。")});
  ChangeSet forged = change(id);
  forged.content.items[0].text.script = "每月 9 元。";
  const std::string digest = change_digest(forged.content, forged.department, forged.notice);
  ASSERT_EQ(raw("DROP TRIGGER change_versions_only_redacted"), "");
  ASSERT_EQ(
      raw("UPDATE change_versions SET content = replace(content, '99', '9'), digest = '" + digest + "'"), "");
  const auto findings = must(store->examine());
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].what, "store: change set 1 does not carry the digest of its version 1");
  EXPECT_EQ(findings[1].what, "store: confirmation 1 is not of the content of change set 1");
}

TEST_F(Examination, SaysWhenAConfirmationWasMovedToAnotherDigest) {
  published({new_item("宽带多少钱", "每月 99 元。")});
  ASSERT_EQ(raw("DROP TRIGGER confirmations_never_updated"), "");
  ASSERT_EQ(raw("UPDATE confirmations SET digest = '" + std::string(64, 'a') + "'"), "");
  const auto findings = must(store->examine());
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].what, "store: confirmation 1 is not of the content of change set 1");
}

}  // namespace
}  // namespace koujing::testing
