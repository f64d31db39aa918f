// /reports: what an auditor hands over. Reading one is journalled, with the digest of what was given out.
#include <filesystem>
#include <fstream>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/stage_rules.h"
#include "content/flow/take_report.h"
#include "content/model/text_rules.h"
#include "editor_api/exports/print_pdf.h"
#include "editor_api/late_writes.h"
#include "editor_api/place.h"
#include "editor_api/reports/report_json.h"
#include "editor_api/routes/route.h"
#include "editor_api/temporary_folder.h"

namespace koujing::door {
namespace {

struct ReportFile {
  std::string bytes;
  const char *extension, *media_type;
};

Result<std::string> workbook(const json& report, bool chinese) {
  const TemporaryFolder folder("koujing-report");
  const std::filesystem::path file = folder.path() / "report.xlsx";
  std::vector<SheetTable> sheets;
  for (ReportTable& one : report_tables(report, chinese)) sheets.push_back(std::move(one.table));
  KJ_DO(write_workbook(file, sheets));
  std::ifstream in(file, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (!in && bytes.empty())
    return Error{ErrorKind::kUnavailable,
                 "unwritable",
                 {"写入失败，磁盘可能已满", "writing failed; the disk may be full"}};
  return bytes;
}

Result<ReportFile> file_of(const Call& call, const json& report, const std::string& format) {
  const bool chinese = call.language == Language::kChinese;
  if (format == "xlsx") {
    KJ_TRY(std::string bytes, workbook(report, chinese));
    return ReportFile{std::move(bytes), "xlsx",
                      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
  }
  if (format == "pdf") {
    KJ_TRY(std::string bytes,
           print_pdf(report_html(report, call.person.display_name, sha256_hex(canonical(report)), chinese)));
    return ReportFile{std::move(bytes), "pdf", "application/pdf"};
  }
  KJ_TRY(const SigningKey key, call.site.signing_key());
  return ReportFile{signed_report(report, key), "json", "application/json"};
}

Result<Reply> audit(Call& call) {
  KJ_TRY(const auto from, call.query_time("from"));
  KJ_TRY(const auto to, call.query_time("to"));
  const std::string format = call.request.query_value("format").value_or("page");
  if (!from || !to)
    return invalid_input({{!from ? "from" : "to", "required", {"必须填写", "must be filled in"}}});
  if (format != "page" && format != "json" && format != "xlsx" && format != "pdf")
    return Error{ErrorKind::kMalformed,
                 "bad_parameter",
                 {"参数 format 须为 page、json、xlsx 或 pdf",
                  "the parameter format has to be page, json, xlsx or pdf"}};
  const ReportPeriod period{*from, *to};
  const Place place(call.site.exporters, Site::kPatience);
  if (!place.taken()) return export_busy();
  KJ_DO(call.site.late_writes->flush());
  json report;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const StageRulesNow rules, stage_rules_now(*reading));
    KJ_TRY(const AuditReport found, audit_report(*reading, period, rules.rules, call.site.now()));
    Presenter present(*reading, call.site.utc_offset_minutes);
    report = report_json(present, found);
  }
  Reply reply;
  reply.headers = {{"Cache-Control", "private, no-store"}};
  if (format == "page") {
    KJ_DO(note_report(call.flow(), call.person, period, format, sha256_hex(canonical(report))));
    reply.body = std::move(report);
    return reply;
  }
  KJ_TRY(ReportFile file, file_of(call, report, format));
  KJ_DO(note_report(call.flow(), call.person, period, format, sha256_hex(file.bytes)));
  reply.media_type = file.media_type;
  const auto day = [&](Instant at) { return format_instant(at, call.site.utc_offset_minutes).substr(0, 10); };
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"koujing-audit-" +
                                                        day(period.from) + "-" + day(period.to) + "." +
                                                        file.extension + "\"");
  reply.bytes = std::move(file.bytes);
  return reply;
}

}  // namespace

std::vector<Route> report_routes() { return {{"GET", "/reports/audit", Permission::kReadReports, audit}}; }

}  // namespace koujing::door
