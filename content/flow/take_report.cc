#include "content/flow/take_report.h"

#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"

namespace koujing {

Status note_report(const Flow& flow, const Person& actor, const ReportPeriod& period,
                   const std::string& format, const std::string& digest) {
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           const nlohmann::json detail = {{"format", format},
                                          {"from", format_instant(period.from, 0)},
                                          {"to", format_instant(period.to, 0)}};
           KJ_TRY(const auto seq,
                  append(writing, &actor,
                         {"take_report", {"report", "audit"}, "", digest, canonical(detail), {}}));
           return Subject{"report", seq};
         }));
  (void)done;
  return {};
}

}  // namespace koujing
