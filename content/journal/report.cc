#include "content/journal/report.h"

#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "content/exchange/canonical.h"
#include "content/exchange/json_fault.h"
#include "content/journal/record_json.h"

namespace koujing {
namespace {

using nlohmann::json;
constexpr const char* kFormat = "koujing-audit-1";

std::string signed_text(std::int64_t records, const std::string& head_hash, const std::string& written_at) {
  return std::string(kFormat) + "\n" + std::to_string(records) + "\n" + head_hash + "\n" + written_at;
}

Error not_a_report(const std::string& why) {
  return {ErrorKind::kMalformed,
          "not_a_report",
          {"这不是完整的审计报告：" + why, "this is not a whole audit report: " + why}};
}

}  // namespace

Result<JournalVerdict> write_report(const Reading& reading, const SigningKey& key, Instant now,
                                    std::ostream& out) {
  out << canonical(json{{"format", kFormat}, {"public_key", key.public_key()}}) << "\n";
  JournalWalk walk;
  std::int64_t after = 0;
  for (;;) {
    KJ_TRY(const auto records, reading.record().journal_after(after, 1000));
    for (const JournalRecord& record : records) {
      walk.next(record);
      out << canonical(record_json(record)) << "\n";
    }
    if (records.size() < 1000) break;
    after = records.back().seq;
  }
  const JournalVerdict verdict = walk.verdict();
  const std::string written_at = format_instant(now, 0);
  out << canonical(json{{"records", verdict.records},
                        {"head_seq", verdict.head_seq},
                        {"head_hash", verdict.head_hash},
                        {"written_at", written_at},
                        {"signature", key.sign(signed_text(verdict.records, verdict.head_hash, written_at))}})
      << "\n";
  return verdict;
}

void ReportCheck::found(std::string what, bool malformed) {
  finding_ = Finding{lines_, std::move(what), malformed};
}

void ReportCheck::add(std::string_view line) {
  if (finding_) return;
  ++lines_;
  if (line.empty() || line.back() != '\n') return found("it is cut off", true);
  line.remove_suffix(1);
  if (ended_) return found("there is more behind the last line", true);
  try {
    const json row = json::parse(line);
    // One that is not spelled as it was written was touched, even if it still says the same.
    if (canonical(row) != line) return found("it is not in canonical form", true);
    if (lines_ == 1) {
      if (row.size() != 2 || row.at("format") != kFormat) return found("it names another format", true);
      public_key_ = row.at("public_key").get<std::string>();
    } else if (!row.contains("signature")) {
      if (!walk_.next(record_of(row))) found(walk_.verdict().finding.en, false);
    } else {
      ended_ = true;
      if (!walk_.finish()) return found(walk_.verdict().finding.en, false);
      const JournalVerdict& verdict = walk_.verdict();
      signature_holds_ = row.size() == 5 && row.at("records") == verdict.records &&
                         row.at("head_seq") == verdict.head_seq && row.at("head_hash") == verdict.head_hash &&
                         signature_holds(signed_text(verdict.records, verdict.head_hash,
                                                     row.at("written_at").get<std::string>()),
                                         row.at("signature").get<std::string>(), public_key_);
      if (!signature_holds_) found("the signature does not hold", false);
    }
  } catch (const std::exception& e) {
    found(json_fault(e).en, true);
  }
}

void ReportCheck::finish() {
  if (finding_ || ended_) return;
  ++lines_;
  found(lines_ == 1 ? "it is empty" : "its last line is missing", true);
}

Result<ReportVerdict> check_report(std::istream& in, const RootsFor& roots) {
  ReportCheck check;
  bool first = true;
  for (std::string line; std::getline(in, line); first = false) {
    if (!in.eof()) line += '\n';
    check.add(line);
    if (first && roots && !check.finding()) {
      KJ_TRY(auto known, roots(check.verdict().public_key));
      check.expect(std::move(known));
    }
    if (check.finding()) break;
  }
  check.finish();
  if (check.finding() && check.finding()->malformed)
    return not_a_report("line " + std::to_string(check.finding()->line) + ": " + check.finding()->what);
  return check.verdict();
}

}  // namespace koujing
