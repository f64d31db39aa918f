// The journal as a transparency log: what somebody who holds a checkpoint can tell, whatever the owner of the
// machine does to the store.
#include <sqlite3.h>

#include <sstream>

#include "content/crypto/signed_note.h"
#include "content/journal/append.h"
#include "content/journal/checkpoint.h"
#include "content/journal/report.h"
#include "content/journal/tree.h"
#include "tests/support/flow_world.h"
#include "tests/unit/content/raw_store.h"

namespace koujing::testing {
namespace {

class Transparency : public FlowWorld {
 protected:
  Transparency() : key(must(SigningKey::open_or_make(directory.path() / "keys"))) {}

  std::string raw(const std::string& sql) { return run_raw(directory.path() / "store.sqlite", sql); }

  void note_uses(int count) {
    const auto writing = must(store->write());
    for (int i = 0; i < count; ++i)
      must(append(*writing, &agent,
                  {"use_answer", {"entry", std::to_string(i)}, "", "", R"({"how":"copied"})", {}}));
    must(writing->commit());
  }
  std::optional<CheckpointRow> checkpoint() {
    const auto writing = must(store->write());
    auto made = must(make_checkpoint(*writing, key));
    must(writing->commit());
    return made;
  }
  KnownRoot known(const CheckpointRow& row) {
    const Checkpoint opened = must(open_checkpoint(row.note, key.public_key()));
    return {opened.size, opened.root};
  }
  std::uint64_t size() { return must(reading()->record().tree_size()); }
  JournalVerdict verdict(std::vector<KnownRoot> roots = {}) {
    return must(verify_journal(*reading(), std::move(roots)));
  }
  // As the owner of the machine could: every hash of the chain, every leaf and node made anew from record
  // `from` on.
  void forge_from(std::int64_t from) {
    for (const char* trigger : {"journal_never_updated", "journal_never_deleted",
                                "journal_tree_never_deleted", "journal_tree_never_updated"})
      ASSERT_EQ(raw(std::string("DROP TRIGGER IF EXISTS ") + trigger), "");
    auto records = must(reading()->record().journal_after(0, 100'000));
    std::string before = kFirstPreviousHash;
    std::string sql = "BEGIN; DELETE FROM journal_tree;";
    for (JournalRecord& record : records) {
      if (record.seq >= from) {
        record.previous_hash = before;
        record.hash = hash_of(record);
        sql += "UPDATE journal SET previous_hash = '" + record.previous_hash + "', hash = '" + record.hash +
               "' WHERE seq = " + std::to_string(record.seq) + ";";
      }
      before = record.hash;
    }
    ASSERT_EQ(raw(sql + "COMMIT;"), "");
    note_uses(1);  // the program itself builds the tree again
  }

  SigningKey key;
};

TEST_F(Transparency, EveryRecordIsALeafAndTheProofsHold) {
  note_uses(300);
  const auto records = must(reading()->record().journal_after(0, 10'000));
  ASSERT_EQ(size(), records.size());
  GrowingTree tree;
  std::vector<TreeHash> roots = {tree.root()};
  for (const JournalRecord& record : records) {
    tree.add(hash_leaf(body_of(record)));
    roots.push_back(tree.root());
  }
  const std::uint64_t n = size();
  EXPECT_EQ(must(tree_root(*reading(), n)), tree.root());
  for (const std::uint64_t seq : {std::uint64_t{1}, std::uint64_t{2}, n / 2, n - 1, n}) {
    const auto path = must(prove_record(*reading(), seq, n));
    EXPECT_TRUE(inclusion_holds(hash_leaf(body_of(records[seq - 1])), seq - 1, n, path, tree.root())) << seq;
    const auto growth = must(prove_growth(*reading(), seq, n));
    EXPECT_TRUE(consistency_holds(seq, roots[seq], n, roots[n], growth)) << seq;
  }
  EXPECT_EQ(code_of(prove_record(*reading(), 1, n + 1)), "beyond_the_tree");
  EXPECT_EQ(code_of(prove_record(*reading(), 0, n)), "beyond_the_tree");
  EXPECT_EQ(code_of(prove_record(*reading(), n, n - 1)), "beyond_the_tree");
  EXPECT_EQ(code_of(prove_growth(*reading(), 0, n)), "beyond_the_tree");
}

TEST_F(Transparency, ACheckpointIsKeptOnceForASizeAndOpensWithTheKeyOfTheSite) {
  const auto first = checkpoint();
  ASSERT_TRUE(first.has_value());
  EXPECT_FALSE(checkpoint().has_value()) << "nothing happened since";
  const Checkpoint opened = must(open_checkpoint(first->note, key.public_key()));
  EXPECT_EQ(opened, (Checkpoint{origin_of(key.public_key()), size(), must(tree_root(*reading(), size()))}));
  note_uses(3);
  const auto second = checkpoint();
  ASSERT_TRUE(second.has_value());
  const auto both = must(open_checkpoints(first->note + second->note, key.public_key()));
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[1].size, first->size + 3);
  EXPECT_EQ(must(open_checkpoints("\n" + first->note + "\n\n" + second->note + "\n", key.public_key())),
            both);
  EXPECT_EQ(code_of(open_checkpoints(first->note + "more", key.public_key())), "not_a_note");
  const TemporaryDirectory other;
  const SigningKey foreign = must(SigningKey::open_or_make(other.path()));
  EXPECT_EQ(code_of(open_checkpoint(first->note, foreign.public_key())), "unsigned_note");
  const std::string text = origin_of(key.public_key()) + "\n0005\n" + tree_hash_text(opened.root) + "\n";
  EXPECT_EQ(code_of(open_checkpoint(sign_note(text, origin_of(key.public_key()), key), key.public_key())),
            "not_a_checkpoint");
  EXPECT_EQ(raw("DELETE FROM checkpoints"), "append_only: checkpoints");
  EXPECT_EQ(raw("UPDATE checkpoints SET note = ''"), "append_only: checkpoints");
  EXPECT_EQ(raw("DELETE FROM journal_tree"), "append_only: journal_tree");
  EXPECT_EQ(raw("UPDATE journal_tree SET hash = hash"), "append_only: journal_tree");
  EXPECT_EQ(raw("INSERT OR REPLACE INTO journal_tree SELECT * FROM journal_tree"),
            "append_only: journal_tree");
}

TEST_F(Transparency, AReplacedRecordWithANewChainAndTreeIsCaughtByACheckpoint) {
  note_uses(40);
  const KnownRoot early = known(*checkpoint());
  note_uses(40);
  const KnownRoot late = known(*checkpoint());
  note_uses(5);
  EXPECT_TRUE(verdict({early, late}).ok);
  EXPECT_EQ(verdict({early, late}).checkpoints, 2);

  const auto forged = static_cast<std::int64_t>(early.size) + 10;
  ASSERT_EQ(raw("DROP TRIGGER journal_never_updated"), "");
  ASSERT_EQ(raw("UPDATE journal SET actor_login = 'nobody' WHERE seq = " + std::to_string(forged)), "");
  EXPECT_EQ(verdict().first_bad, forged) << "with the chain as it was";
  forge_from(forged);
  EXPECT_TRUE(verdict().ok) << "the site itself cannot tell";
  EXPECT_TRUE(verdict({early}).ok) << "and neither can an older checkpoint";
  const JournalVerdict found = verdict({late, early});
  EXPECT_FALSE(found.ok);
  EXPECT_EQ(found.first_bad, static_cast<std::int64_t>(early.size) + 1)
      << "the first that nobody vouches for";
  EXPECT_NE(found.finding.en.find("checkpoint of " + std::to_string(late.size)), std::string::npos)
      << found.finding.en;
}

TEST_F(Transparency, ATruncatedJournalIsShorterThanItsCheckpoint) {
  note_uses(20);
  const KnownRoot late = known(*checkpoint());
  for (const char* table : {"journal", "journal_tree"})
    ASSERT_EQ(raw(std::string("DROP TRIGGER ") + table + "_never_deleted"), "");
  const std::string from = std::to_string(late.size - 4);
  ASSERT_EQ(raw("PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE seq >= " + from), "");
  EXPECT_EQ(verdict().first_bad, static_cast<std::int64_t>(late.size) - 4) << "the tree is longer";
  ASSERT_EQ(raw("DELETE FROM journal_tree"), "");
  EXPECT_TRUE(verdict().ok);
  const JournalVerdict found = verdict({late});
  EXPECT_FALSE(found.ok);
  EXPECT_EQ(found.first_bad, static_cast<std::int64_t>(late.size) - 4);
}

TEST_F(Transparency, ReorderedRecordsAreCaught) {
  note_uses(20);
  const KnownRoot late = known(*checkpoint());
  const auto records = must(reading()->record().journal_after(0, 1'000));
  const auto at = static_cast<std::int64_t>(late.size) - 6;
  ASSERT_EQ(raw("DROP TRIGGER journal_never_updated"), "");
  // Their contents change places, their numbers stay.
  for (const auto& [to, from] : {std::pair(at, at + 1), std::pair(at + 1, at)})
    ASSERT_EQ(
        raw("UPDATE journal SET subject_id = '" + records[static_cast<std::size_t>(from - 1)].subject.id +
            "' WHERE seq = " + std::to_string(to)),
        "");
  EXPECT_EQ(verdict().first_bad, at);
  forge_from(at);
  EXPECT_TRUE(verdict().ok);
  EXPECT_FALSE(verdict({late}).ok);
}

TEST_F(Transparency, AForkedHistoryHasNoProofBetweenItsCheckpoints) {
  note_uses(20);
  const KnownRoot told = known(*checkpoint());
  const std::string seq = std::to_string(told.size - 3);
  ASSERT_EQ(raw("DROP TRIGGER journal_never_updated"), "");
  ASSERT_EQ(raw("UPDATE journal SET subject_id = '0' WHERE seq = " + seq), "");
  forge_from(static_cast<std::int64_t>(told.size) - 3);
  note_uses(10);
  const KnownRoot now{size(), must(tree_root(*reading(), size()))};
  const auto proof = must(prove_growth(*reading(), told.size, now.size));
  EXPECT_FALSE(consistency_holds(told.size, told.root, now.size, now.root, proof));
  EXPECT_EQ(verdict({told}).first_bad, 1);
}

TEST_F(Transparency, ADamagedNodeIsFoundThoughNoRecordIsWrong) {
  note_uses(20);
  ASSERT_EQ(raw("DROP TRIGGER journal_tree_never_updated"), "");
  const std::string other = tree_hash_text(hash_leaf("other"));
  ASSERT_EQ(raw("UPDATE journal_tree SET hash = '" + other + "' WHERE level = 2 AND number = 0"), "");
  EXPECT_EQ(verdict().first_bad, 1) << "the first under it";
  ASSERT_EQ(raw("UPDATE journal_tree SET hash = '" + other + "' WHERE level = 0 AND number = 6"), "");
  EXPECT_EQ(verdict().first_bad, 7);
}

TEST_F(Transparency, AJournalFromBeforeTheTreeIsTakenIntoItByTheNextRecord) {
  note_uses(1'100);
  const auto wanted = must(tree_root(*reading(), size()));
  const std::uint64_t before = size();
  ASSERT_EQ(raw("DROP TRIGGER journal_tree_never_deleted"), "");
  ASSERT_EQ(raw("DELETE FROM journal_tree"), "");
  EXPECT_TRUE(verdict().ok) << "not there yet";
  note_uses(2);
  EXPECT_EQ(size(), before + 2);
  EXPECT_EQ(must(tree_root(*reading(), before)), wanted);
  EXPECT_TRUE(verdict().ok);
}

// A walk that can be taken back to where it was before a record, so that every byte of a thousand records can
// be tried in seconds.
TEST_F(Transparency, EveryByteOfAThousandRecordsCounts) {
  note_uses(1'000);
  const KnownRoot whole = known(*checkpoint());
  const auto records = must(reading()->record().journal_after(0, 2'000));
  ASSERT_GE(records.size(), 1'000U);
  std::ostringstream out;
  must(write_report(*reading(), key, clock.now(), out));
  std::vector<std::string> lines;
  std::istringstream in(out.str());
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), records.size() + 2);

  ReportCheck check({whole});
  std::int64_t flipped = 0, unnamed = 0;
  for (std::size_t n = 0; n < lines.size(); ++n) {
    for (std::size_t i = 0; i <= lines[n].size(); ++i) {
      ReportCheck touched = check;
      std::string line = lines[n] + "\n";
      line[i] = static_cast<char>(line[i] ^ 1);
      touched.add(line);
      for (std::size_t rest = n + 1; rest < lines.size() && !touched.finding(); ++rest)
        touched.add(lines[rest] + "\n");
      touched.finish();
      ASSERT_TRUE(touched.finding().has_value()) << "line " << n + 1 << " byte " << i << ": " << line;
      ++flipped;
      // A touched first line shows at the signature; everything else where it is.
      if (n > 0 && touched.finding()->line != n + 1) ++unnamed;
    }
    check.add(lines[n] + "\n");
    ASSERT_FALSE(check.finding().has_value()) << lines[n] << ": " << check.finding()->what;
  }
  check.finish();
  EXPECT_FALSE(check.finding().has_value()) << check.finding()->what;
  EXPECT_EQ(unnamed, 0) << "of " << flipped << " flipped bytes";
  RecordProperty("flipped_bytes", std::to_string(flipped));
}

}  // namespace
}  // namespace koujing::testing
