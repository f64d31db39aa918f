// The words of a report, for sheets and print.
#include <algorithm>

#include "content/markdown/link_rules.h"
#include "editor_api/reports/report_json.h"

namespace koujing::door {
namespace {

class Words {
 public:
  explicit Words(bool chinese) : chinese_(chinese) {}
  std::string operator()(const char* zh, const char* en) const { return chinese_ ? zh : en; }

  std::string yes(bool value) const { return value ? (*this)("是", "yes") : (*this)("否", "no"); }
  std::string kind(const std::string& name) const {
    if (name == "confirmed") return (*this)("经确认发布", "confirmed");
    return name == "emergency" ? (*this)("紧急发布", "emergency") : (*this)("导入", "imported");
  }
  std::string standing(const std::string& name) const {
    return name == "imported" ? (*this)("导入，未经确认", "imported, not confirmed")
                              : (*this)("待确认", "unconfirmed");
  }
  std::string stage(const std::string& name) const {
    if (name == "review") return (*this)("批阅", "review");
    if (name == "draft") return (*this)("采编", "draft");
    return name == "confirm" ? (*this)("确认", "confirm") : (*this)("发布", "publish");
  }

 private:
  bool chinese_;
};

// A time as people write it: "2026-11-26 14:03"; "" for null.
std::string moment(const json& time) {
  if (!time.is_string()) return "";
  std::string text = time.get<std::string>().substr(0, 16);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

std::string name(const json& person) {
  return person.is_null() ? "" : person.at("display_name").get<std::string>();
}

std::string names(const json& people) {
  std::string all;
  for (const json& one : people) all += (all.empty() ? "" : "、") + name(one);
  return all;
}

Cell number(const json& row, const char* field) { return row.at(field).get<std::int64_t>(); }
std::string text(const json& row, const char* field) { return row.at(field).get<std::string>(); }

ReportTable summary(const json& report, const Words& w) {
  const json& coverage = report.at("coverage");
  const json& publications = report.at("publications");
  const json& period = report.at("period");
  const json& journal = report.at("journal");
  ReportTable one{w("这段时间的记录说明了什么？", "What does the record say of this period?"),
                  {w("概要", "Summary"), {w("项目", "Item"), w("数值", "Value")}, {}}};
  auto& rows = one.table.rows;
  rows.push_back({w("时间段", "Period"), moment(period.at("from")) + " — " + moment(period.at("to"))});
  rows.push_back({w("出具时间", "Made at"), moment(report.at("made_at"))});
  rows.push_back(
      {w("审计日志", "Journal records"), std::to_string(journal.at("first").get<std::int64_t>()) + "–" +
                                             std::to_string(journal.at("last").get<std::int64_t>())});
  rows.push_back({w("期末生效条目", "Entries in force at its end"), number(coverage, "in_force")});
  rows.push_back({w("其中经部门确认", "of these confirmed by a department"), number(coverage, "confirmed")});
  rows.push_back({w("其中待确认", "of these unconfirmed"), number(coverage, "unconfirmed")});
  rows.push_back({w("其中导入", "of these imported"), number(coverage, "imported")});
  rows.push_back({w("经确认发布（次）", "Confirmed publications"), number(publications, "confirmed")});
  rows.push_back({w("紧急发布（次）", "Emergency publications"), number(publications, "emergency")});
  rows.push_back({w("紧急发布确认超时（次）", "of these confirmed late"), number(publications, "late")});
  rows.push_back({w("导入（次）", "Imports"), number(publications, "imported")});
  rows.push_back(
      {w("违反双人原则（次）", "Four-eyes exceptions"), number(publications, "four_eyes_exceptions")});
  return one;
}

ReportTable publications(const json& report, const Words& w) {
  ReportTable one{
      w("谁写的、谁确认的、依据哪份来文？", "Who wrote, who confirmed, on what paper?"),
      {w("发布", "Publications"),
       {w("变更单", "Change set"), w("文号", "Document number"), w("来文", "Notice"), w("部门", "Department"),
        w("方式", "Kind"), w("条目数", "Entries"), w("采编", "Authors"), w("确认人", "Confirmed by"),
        w("确认时间", "Confirmed at"), w("发布人", "Published by"), w("发布时间", "Published at"),
        w("生效时间", "In force from"), w("日志号", "Journal record"), w("摘要值", "Digest")},
       {}}};
  for (const json& row : report.at("publications").at("items"))
    one.table.rows.push_back({number(row, "change"), text(row, "document_number"),
                              text(row, "subject").empty() ? text(row, "summary") : text(row, "subject"),
                              text(row.at("department"), "name"), w.kind(text(row, "kind")),
                              number(row, "entries"), names(row.at("authors")), name(row.at("confirmed_by")),
                              moment(row.at("confirmed_at")), name(row.at("published_by")),
                              moment(row.at("published_at")), moment(row.at("effective_at")),
                              number(row, "journal_seq"), text(row, "digest")});
  return one;
}

ReportTable unconfirmed(const json& report, const Words& w) {
  ReportTable one{w("哪些生效条目没有有效确认？", "Which answers in force have no valid confirmation?"),
                  {w("未确认条目", "Not confirmed"),
                   {w("条目", "Entry"), w("版本", "Revision"), w("标题", "Title"), w("部门", "Department"),
                    w("状态", "Standing"), w("生效于", "In force since")},
                   {}}};
  for (const json& row : report.at("coverage").at("items"))
    one.table.rows.push_back({"K" + std::to_string(row.at("entry").get<std::int64_t>()),
                              number(row, "revision"), text(row, "title"), text(row.at("department"), "name"),
                              w.standing(text(row, "standing")), moment(row.at("since"))});
  return one;
}

ReportTable emergencies(const json& report, const Words& w) {
  ReportTable one{w("紧急发布之后，多久得到确认？", "How soon were emergencies confirmed?"),
                  {w("紧急发布", "Emergencies"),
                   {w("变更单", "Change set"), w("摘要", "Summary"), w("部门", "Department"),
                    w("发布时间", "Published at"), w("确认时间", "Confirmed at"),
                    w("时限（小时）", "Allowed (hours)"), w("超时", "Late")},
                   {}}};
  for (const json& row : report.at("publications").at("items"))
    if (row.at("kind") == "emergency")
      one.table.rows.push_back({number(row, "change"), text(row, "summary"),
                                text(row.at("department"), "name"), moment(row.at("published_at")),
                                moment(row.at("confirmed_at")), number(row, "hours_allowed"),
                                w.yes(row.at("late").get<bool>())});
  return one;
}

std::vector<std::string> reading_header(const Words& w, std::vector<std::string> header) {
  for (const auto& word : {w("搜索", "Searches"), w("打开", "Opened"), w("复制", "Copied"),
                           w("读出", "Read out"), w("签收变更", "Changes acknowledged"),
                           w("签收公告", "Bulletins acknowledged"), w("未签收公告", "Bulletins missing")})
    header.push_back(word);
  return header;
}

void add_counts(std::vector<Cell>& cells, const json& row) {
  for (const char* field : {"searches", "opened", "copied", "read_out", "revisions_acknowledged",
                            "bulletins_acknowledged", "bulletins_missing"})
    cells.push_back(number(row, field));
}

ReportTable people(const json& report, const Words& w) {
  ReportTable one{w("谁读了、谁签收了、谁还没有？", "Who read, who acknowledged, who has not?"),
                  {w("人员", "People"),
                   reading_header(w, {w("姓名", "Name"), w("账号", "Login"), w("技能组", "Skill group")}),
                   {}}};
  for (const json& row : report.at("readers")) {
    std::vector<Cell> cells = {name(row.at("person")), text(row.at("person"), "name"),
                               text(row, "skill_group")};
    add_counts(cells, row);
    one.table.rows.push_back(std::move(cells));
  }
  return one;
}

ReportTable groups(const json& report, const Words& w) {
  ReportTable one{
      w("各技能组读得怎样？", "How much did each group read?"),
      {w("技能组", "Groups"), reading_header(w, {w("技能组", "Skill group"), w("人数", "People")}), {}}};
  for (const json& row : report.at("groups")) {
    std::vector<Cell> cells = {
        text(row, "skill_group").empty() ? w("（无）", "(none)") : text(row, "skill_group"),
        number(row, "people")};
    add_counts(cells, row);
    one.table.rows.push_back(std::move(cells));
  }
  return one;
}

ReportTable stages(const json& report, const Words& w) {
  ReportTable one{w("每个环节用了多久？", "How long did each stage take?"),
                  {w("环节用时", "Stages"),
                   {w("部门", "Department"), w("环节", "Stage"), w("件数", "Count"), w("超时件数", "Late"),
                    w("中位（分钟）", "Median (minutes)"), w("九成以内（分钟）", "90% within (minutes)"),
                    w("最长（分钟）", "Longest (minutes)")},
                   {}}};
  for (const json& row : report.at("stages"))
    one.table.rows.push_back({text(row.at("department"), "name"), w.stage(text(row, "stage")),
                              number(row, "count"), number(row, "late"), number(row, "median_minutes"),
                              number(row, "p90_minutes"), number(row, "longest_minutes")});
  return one;
}

std::string html_of(const Cell& cell) {
  constexpr std::size_t kDigest = 64, kName = 12;  // four ideographs
  const auto* words = std::get_if<std::string>(&cell);
  if (words == nullptr) return "<td class=\"n\">" + std::to_string(std::get<std::int64_t>(cell)) + "</td>";
  const bool digest =
      words->size() == kDigest && words->find_first_not_of("0123456789abcdef") == std::string::npos;
  const char* open = digest ? "<td class=\"d\">" : words->size() <= kName ? "<td class=\"s\">" : "<td>";
  return open + escape_html(*words) + "</td>";
}

constexpr const char* kStyle =
    "@page{size:A4 landscape;margin:14mm;@bottom-center{content:counter(page) ' / ' "
    "counter(pages);font-size:9pt}}"
    "body{font:11px/1.5 \"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif}"
    "h1{font-size:20px;margin:0 0 4px}h2{font-size:14px;margin:18px 0 6px;break-after:avoid}"
    "table{border-collapse:collapse;width:100%}thead{display:table-header-group}tr{break-inside:avoid}"
    "td,th{border:1px solid #999;padding:2px 6px;text-align:left;vertical-align:top;overflow-wrap:break-word}"
    ".s{white-space:nowrap}.d{overflow-wrap:anywhere;min-width:9em}.n{text-align:right;white-space:nowrap}."
    "quiet{color:#555}.sign "
    "td{height:42px;width:25%}";

}  // namespace

std::vector<ReportTable> report_tables(const json& report, bool chinese) {
  const Words w(chinese);
  return {summary(report, w), publications(report, w), unconfirmed(report, w), emergencies(report, w),
          people(report, w),  groups(report, w),       stages(report, w)};
}

std::string report_html(const json& report, const std::string& made_by, const std::string& digest,
                        bool chinese) {
  const Words w(chinese);
  std::string html = std::string("<!doctype html><html lang=\"") + (chinese ? "zh-CN" : "en") +
                     "\"><meta charset=\"utf-8\"><title>" + w("审计报告", "Audit report") +
                     "</title><style>" + kStyle + "</style><h1>" +
                     w("口径库审计报告", "Audit report of the knowledge base") + "</h1><p class=\"quiet\">" +
                     w("由 ", "Made by ") + escape_html(made_by) +
                     w(" 出具。内容的 SHA-256：", ". SHA-256 of its content: ") + digest + "</p>";
  for (const ReportTable& one : report_tables(report, chinese)) {
    html += "<h2>" + escape_html(one.question) + "</h2>";
    if (one.table.rows.empty()) {
      html += "<p class=\"quiet\">" + w("没有。", "None.") + "</p>";
      continue;
    }
    html += "<table><thead><tr>";
    for (const std::string& head : one.table.header) html += "<th>" + escape_html(head) + "</th>";
    html += "</tr></thead><tbody>";
    for (const auto& row : one.table.rows) {
      html += "<tr>";
      for (const Cell& cell : row) html += html_of(cell);
      html += "</tr>";
    }
    html += "</tbody></table>";
  }
  html += "<h2>" + w("签字", "Signatures") + "</h2><table class=\"sign\"><tr>";
  for (const auto& who : {w("编制人", "Prepared by"), w("复核人", "Reviewed by"),
                          w("被审部门", "Audited department"), w("日期", "Date")})
    html += "<td>" + who + "</td>";
  return html + "</tr></table></html>\n";
}

}  // namespace koujing::door
