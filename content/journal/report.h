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
// Errors: kMalformed "not_a_report".
Result<ReportVerdict> check_report(std::istream& in);

}  // namespace koujing
