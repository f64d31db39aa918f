// A report of the record as clients and files see it.
#pragma once

#include <iosfwd>

#include "content/crypto/secret.h"
#include "content/exchange/workbook.h"
#include "content/reports/audit_report.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {

extern const char* const kReportFormat;  // "koujing-audit-report-1"

// The schema AuditReport.
json report_json(Presenter& present, const AuditReport& report);

// {"format", "report", "public_key", "digest", "signature"}: docs/journal.md says how it is checked.
std::string signed_report(const json& report, const SigningKey& key);

// Whether the stream begins as one; it is left at its beginning.
bool is_signed_report(std::istream& in);

struct CheckedReport {
  std::string public_key;  // that it says it was signed with
  std::string from, to, made_at;
};
// Errors: kMalformed "not_a_report"; kInternal "report_broken" when its digest or its signature does not
// hold.
Result<CheckedReport> check_signed_report(const std::string& text);

// The tables of the report, each with the question that it answers as its title.
struct ReportTable {
  std::string question;
  SheetTable table;
};
std::vector<ReportTable> report_tables(const json& report, bool chinese);

// For printing and signing: the tables, who made it, and a block for signatures.
std::string report_html(const json& report, const std::string& made_by, const std::string& digest,
                        bool chinese);

}  // namespace koujing::door
