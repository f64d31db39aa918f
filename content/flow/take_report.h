// Somebody reads a report of the record (content/reports/audit_report.h), and the journal says who and which.
#pragma once

#include "content/flow/flow.h"
#include "content/reports/audit_report.h"

namespace koujing {

// Journalled as "take_report" with the digest of what was given out.
Status note_report(const Flow& flow, const Person& actor, const ReportPeriod& period,
                   const std::string& format, const std::string& digest);

}  // namespace koujing
