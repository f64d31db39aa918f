// What the law wants gone goes; its digest, a signed stub and the journal stay.
#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/flow/redact_original.h"
#include "content/journal/append.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

const std::string kText = "# 名单\n\n王某 13800000000\n";

class RedactionOfOriginals : public FlowWorld {
 protected:
  RedactionOfOriginals() : notice_id(assigned_notice()), sha256(sha256_hex(kText)) {
    must(add_original(flow, market, notice_id, kText, "名单.md"));
  }
  SigningKey key = must(SigningKey::open_or_make(directory.path() / "keys"));
  NoticeId notice_id;
  std::string sha256;
};

TEST_F(RedactionOfOriginals, LeavesTheDigestAndAStubThatTheJournalBinds) {
  ASSERT_EQ(must(files.read(sha256)), kText);
  const Redaction made = must(redact_original(flow, admin, sha256, {"客户要求", "个人信息保护法"}, key));
  EXPECT_EQ(files.read(sha256).error().code, "original_missing");
  EXPECT_EQ(must(reading()->notices().original_text(sha256)), "");
  const Notice after = notice(notice_id);
  ASSERT_EQ(after.originals.size(), 1U);
  EXPECT_EQ(after.originals.front().sha256, sha256);
  EXPECT_EQ(after.originals.front().text_status, "redacted");
  EXPECT_TRUE(signature_holds(made.stub, made.signature, key.public_key()));
  EXPECT_EQ(nlohmann::json::parse(made.stub).at("digest"), sha256);
  const auto record = must(reading()->record().head()).value();
  EXPECT_EQ(record.verb, "redact_original");
  EXPECT_EQ(record.old_digest, sha256);
  EXPECT_EQ(record.new_digest, sha256_hex(made.stub));
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
  EXPECT_EQ(must(reading()->notices().original_digests()).size(), 0U);
}

TEST_F(RedactionOfOriginals, WantsAReasonAndALawAndHappensOnce) {
  const auto code = [&](const RedactionForm& form, const std::string& digest) {
    const auto done = redact_original(flow, admin, digest, form, key);
    return done ? "" : done.error().code;
  };
  EXPECT_EQ(code({" ", "法"}, sha256), "invalid_input");
  EXPECT_EQ(code({"理由", ""}, sha256), "invalid_input");
  EXPECT_EQ(code({"理由", "法"}, sha256_hex("another")), "not_found");
  EXPECT_EQ(code({"理由", "法"}, sha256), "");
  EXPECT_EQ(code({"理由", "法"}, sha256), "redacted");
}

TEST_F(RedactionOfOriginals, WhatIsGoneDoesNotComeBack) {
  must(redact_original(flow, admin, sha256, {"客户要求", "个人信息保护法"}, key));
  const auto again = add_original(flow, market, assigned_notice(), kText, "又一份.md");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, "redacted");
  EXPECT_EQ(files.read(sha256).error().code, "original_missing");
  must(files.keep(kText));  // as a restored backup would
  EXPECT_EQ(must(sweep_redacted(*reading(), files)), 1U);
  EXPECT_EQ(must(sweep_redacted(*reading(), files)), 0U);
}

TEST_F(RedactionOfOriginals, AReaderOfBeforePutsTheScrubOffAndTheDeletionStands) {
  {
    const auto before = reading();
    must(redact_original(flow, admin, sha256, {"客户要求", "个人信息保护法"}, key));
    EXPECT_TRUE(store->scrub_due());
    EXPECT_EQ(must(before->notices().original_text(sha256)), kText) << "a snapshot stays what it was";
  }
  must(store->scrub());
  EXPECT_FALSE(store->scrub_due());
}

}  // namespace
}  // namespace koujing::testing
