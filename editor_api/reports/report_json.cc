#include "editor_api/reports/report_json.h"

#include <istream>
#include <map>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"

namespace koujing::door {

const char* const kReportFormat = "koujing-audit-report-1";

namespace {

json publication(Presenter& present, const PublicationLine& line) {
  json authors = json::array();
  for (const PersonId author : line.change.authors) authors.push_back(present.person_ref(author));
  const auto& confirmation = line.change.confirmation;
  return {{"journal_seq", line.journal_seq},
          {"change", line.change.id.value},
          {"notice", line.change.notice ? json(line.change.notice->value) : json(nullptr)},
          {"document_number", line.document_number},
          {"subject", line.subject},
          {"summary", line.change.content.summary},
          {"department", present.department(line.change.department)},
          {"kind", line.kind},
          {"entries", line.entries},
          {"digest", line.change.digest},
          {"authors", std::move(authors)},
          {"confirmed_by", line.confirmed_at ? present.person_ref(confirmation->by) : json(nullptr)},
          {"confirmed_at", present.time(line.confirmed_at)},
          {"published_by", present.person_ref(line.change.published_by)},
          {"published_at", present.time(line.published_at)},
          {"effective_at", present.time(line.change.effective_at)},
          {"hours_allowed", line.hours_allowed},
          {"late", line.late},
          {"four_eyes", line.four_eyes}};
}

json counts_of(const ReaderLine& line) {
  return {{"searches", line.searches},
          {"opened", line.opened},
          {"copied", line.copied},
          {"read_out", line.read_out},
          {"revisions_acknowledged", line.revisions_acknowledged},
          {"bulletins_acknowledged", line.bulletins_acknowledged},
          {"bulletins_missing", line.bulletins_missing}};
}

json groups_of(const std::vector<ReaderLine>& readers) {
  std::map<std::string, std::pair<ReaderLine, std::int64_t>> groups;
  for (const ReaderLine& one : readers) {
    auto& [sum, people] = groups[one.skill_group];
    ++people;
    sum.searches += one.searches;
    sum.opened += one.opened;
    sum.copied += one.copied;
    sum.read_out += one.read_out;
    sum.revisions_acknowledged += one.revisions_acknowledged;
    sum.bulletins_acknowledged += one.bulletins_acknowledged;
    sum.bulletins_missing += one.bulletins_missing;
  }
  json rows = json::array();
  for (const auto& [name, group] : groups) {
    json row = counts_of(group.first);
    row["skill_group"] = name;
    row["people"] = group.second;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

json report_json(Presenter& present, const AuditReport& report) {
  json publications = json::array(), open = json::array(), readers = json::array(), stages = json::array();
  std::map<std::string, std::int64_t> kinds;
  std::int64_t late = 0, exceptions = 0;
  for (const PublicationLine& line : report.publications) {
    publications.push_back(publication(present, line));
    ++kinds[line.kind];
    late += line.late ? 1 : 0;
    exceptions += line.four_eyes ? 0 : 1;
  }
  for (const UnconfirmedLine& line : report.not_confirmed)
    open.push_back({{"entry", line.entry.value},
                    {"revision", line.revision},
                    {"title", line.title},
                    {"department", present.department(line.department)},
                    {"standing", standing_name(line.standing)},
                    {"since", present.time(std::optional(line.since))},
                    {"change", line.change.value}});
  for (const ReaderLine& line : report.readers) {
    json row = counts_of(line);
    row["person"] = present.person_ref(line.person);
    row["skill_group"] = line.skill_group;
    readers.push_back(std::move(row));
  }
  for (const StageLine& line : report.stages)
    stages.push_back({{"department", present.department(line.department)},
                      {"stage", stage_name(line.stage)},
                      {"count", line.count},
                      {"late", line.late},
                      {"median_minutes", line.median},
                      {"p90_minutes", line.p90},
                      {"longest_minutes", line.longest}});
  return {{"period", {{"from", present.time(report.period.from)}, {"to", present.time(report.period.to)}}},
          {"made_at", present.time(report.made_at)},
          {"journal", {{"first", report.first_record}, {"last", report.last_record}}},
          {"coverage",
           {{"in_force", report.in_force},
            {"confirmed", report.confirmed},
            {"unconfirmed", report.unconfirmed},
            {"imported", report.imported},
            {"items", std::move(open)}}},
          {"publications",
           {{"confirmed", kinds["confirmed"]},
            {"emergency", kinds["emergency"]},
            {"imported", kinds["imported"]},
            {"late", late},
            {"four_eyes_exceptions", exceptions},
            {"items", std::move(publications)}}},
          {"readers", std::move(readers)},
          {"groups", groups_of(report.readers)},
          {"stages", std::move(stages)}};
}

std::string signed_report(const json& report, const SigningKey& key) {
  const std::string digest = sha256_hex(canonical(report));
  return canonical(json{{"format", kReportFormat},
                        {"report", report},
                        {"public_key", key.public_key()},
                        {"digest", digest},
                        {"signature", key.sign(std::string(kReportFormat) + "\n" + digest)}}) +
         "\n";
}

bool is_signed_report(std::istream& in) {
  // Keys of canonical JSON are in order, so it begins with its digest.
  constexpr std::string_view kBeginning = "{\"digest\":\"";
  std::string beginning(kBeginning.size(), '\0');
  in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  in.clear();
  in.seekg(0);
  return beginning == kBeginning;
}

Result<CheckedReport> check_signed_report(const std::string& text) {
  const Error other{ErrorKind::kMalformed,
                    "not_a_report",
                    {"这不是口径库导出的已签名报告", "this is no signed report of this program"}};
  const json file = json::parse(text, nullptr, false);
  const auto words = [&](const char* field) {
    return file.is_object() && file.contains(field) && file.at(field).is_string()
               ? file.at(field).get<std::string>()
               : std::string();
  };
  if (words("format") != kReportFormat || !file.contains("report") || !file.at("report").is_object())
    return other;
  const json& report = file.at("report");
  const std::string digest = sha256_hex(canonical(report));
  if (digest != words("digest"))
    return Error{
        ErrorKind::kInternal,
        "report_broken",
        {"报告的内容与它的摘要值不符，已被改动", "the report does not have its digest: it was altered"}};
  if (!signature_holds(std::string(kReportFormat) + "\n" + digest, words("signature"), words("public_key")))
    return Error{ErrorKind::kInternal,
                 "report_broken",
                 {"报告的签名不成立", "the signature of the report does not hold"}};
  if (text != canonical(file) + "\n")
    return Error{
        ErrorKind::kInternal,
        "report_broken",
        {"报告文件被改动过：写法与签发时不同", "the file was altered: it is not written as it was signed"}};
  const auto time = [](const json& from, const char* field) {
    return from.contains(field) && from.at(field).is_string() ? from.at(field).get<std::string>()
                                                              : std::string();
  };
  const json period = report.contains("period") ? report.at("period") : json::object();
  return CheckedReport{words("public_key"), time(period, "from"), time(period, "to"),
                       time(report, "made_at")};
}

}  // namespace koujing::door
