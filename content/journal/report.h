// A signed, self-contained copy of the journal that a second machine can check without the store.
//
// Lines of JSON: a head {"format": "koujing-audit-1", "public_key"}, one record a line with all fields of
// content/journal/record.h, and a foot {"records", "head_seq", "head_hash", "written_at", "signature"}:
// Ed25519 over "koujing-audit-1\n" + records + "\n" + head_hash + "\n" + written_at. Format in
// docs/journal.md.
#pragma once

#include <iosfwd>

#include "content/crypto/secret.h"
#include "content/journal/record.h"
#include "content/store/store.h"

namespace koujing {

Result<JournalVerdict> write_report(const Reading& reading, const SigningKey& key, Instant now,
                                    std::ostream& out);

struct ReportVerdict {
  JournalVerdict journal;
  bool signature_holds = false;
  std::string public_key;
  bool ok() const { return journal.ok && signature_holds; }
};

// Checks a report line by line; can be copied between two. After the first finding nothing more is looked at.
class ReportCheck {
 public:
  struct Finding {
    std::size_t line = 0;  // counted from 1; the one behind the last when something is missing
    std::string what;
    bool malformed = false;  // it is not a report as one is written, whatever it says
  };

  explicit ReportCheck(std::vector<KnownRoot> known = {}) : walk_(std::move(known)) {}
  // What is known of the journal, when that depends on the key of the first line. Before the second line.
  void expect(std::vector<KnownRoot> known) { walk_ = JournalWalk(std::move(known)); }
  void add(std::string_view line);  // with its line feed
  void finish();
  const std::optional<Finding>& finding() const { return finding_; }
  ReportVerdict verdict() const { return {walk_.verdict(), signature_holds_, public_key_}; }

 private:
  void found(std::string what, bool malformed);

  std::size_t lines_ = 0;
  bool ended_ = false;
  bool signature_holds_ = false;
  std::string public_key_;
  JournalWalk walk_;
  std::optional<Finding> finding_;
};

// Errors: kMalformed "not_a_report"; those of `roots`.
Result<ReportVerdict> check_report(std::istream& in, const RootsFor& roots = {});

}  // namespace koujing
