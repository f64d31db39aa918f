// /export: all or a part of the library as one file to keep, print and sign. Taking one is journalled, with
// its digest.
#include <algorithm>
#include <sstream>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/take_export.h"
#include "editor_api/exports/export_library.h"
#include "editor_api/place.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

// An export is in memory as a whole before it goes out: some 2 KB an entry.
constexpr std::size_t kMost = 20'000;

struct FileKind {
  const char *extension, *media_type;
};

FileKind kind_of(std::string_view format) {
  if (format == "xlsx") return {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
  if (format == "csv") return {"csv", "text/csv; charset=utf-8"};
  if (format == "markdown") return {"md", "text/markdown; charset=utf-8"};
  if (format == "html") return {"html", "text/html; charset=utf-8"};
  if (format == "pdf") return {"pdf", "application/pdf"};
  return {"jsonl", "application/x-ndjson"};
}

// What was asked for and how much it is, for the journal.
std::string detail_of(const ExportForm& form, std::optional<Instant> at, std::optional<Instant> known,
                      std::size_t entries) {
  json detail = {{"format", form.format}, {"entries", entries}};
  if (!form.catalogue.empty()) detail["catalogue"] = form.catalogue;
  if (!form.department.empty()) detail["department"] = form.department;
  if (at) detail["as_of"] = format_instant(*at, 0);
  if (known) detail["recorded_at"] = format_instant(*known, 0);
  return canonical(detail);
}

Result<Reply> export_file(Call& call) {
  const auto query = [&](const char* name) { return call.request.query_value(name).value_or(""); };
  ExportForm form{query("format"), query("library"), query("catalogue"), query("department"), kMost};
  if (std::find(kExportFormats.begin(), kExportFormats.end(), form.format) == kExportFormats.end())
    return Error{ErrorKind::kMalformed,
                 "bad_parameter",
                 {"参数 format 须为 jsonl、xlsx、csv、markdown、html 或 pdf",
                  "the parameter format has to be jsonl, xlsx, csv, markdown, html or pdf"}};
  KJ_TRY(const auto at, call.query_time("as_of"));
  KJ_TRY(const auto known, call.query_time("recorded_at"));
  const Place place(call.site.exporters, Site::kPatience);
  if (!place.taken()) return export_busy();
  const Instant now = call.site.now();
  std::ostringstream out;
  std::size_t written = 0;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(written,
           export_library({*reading, call.site.files, known.value_or(now), at, call.site.utc_offset_minutes},
                          form, out));
  }
  if (written == 0)
    return Error{ErrorKind::kNotFound,
                 "nothing_to_export",
                 {"这个范围里没有条目，请换一个范围", "there is no entry in that part; choose another"}};
  const FileKind kind = kind_of(form.format);
  const std::string day = format_instant(now, call.site.utc_offset_minutes).substr(0, 10);
  Reply reply;
  reply.bytes = std::move(out).str();
  KJ_DO(note_export(call.flow(), call.person, form.library, sha256_hex(*reply.bytes),
                    detail_of(form, at, known, written)));
  reply.media_type = kind.media_type;
  reply.headers = {
      {"Content-Disposition", "attachment; filename=\"koujing-" + day + "." + kind.extension + "\""},
      {"Cache-Control", "private, no-store"}};
  return reply;
}

}  // namespace

Error export_busy() {
  return {ErrorKind::kUnavailable,
          "export_busy",
          {"正在导出的人太多，请稍后再试", "too many exports are under way; try again in a moment"}};
}

std::vector<Route> export_routes() { return {{"GET", "/export", Permission::kReadEntries, export_file}}; }

}  // namespace koujing::door
