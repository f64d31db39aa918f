#include "editor_api/exports/export_entry.h"

#include <algorithm>

#include "content/crypto/base64.h"
#include "content/flow/known_entry.h"
#include "content/markdown/escape_markdown.h"
#include "content/markdown/link_rules.h"
#include "content/markdown/render.h"
#include "content/model/block.h"
#include "content/originals/extract_text.h"

namespace koujing::door {
namespace {

std::string name_of(const Reading& reading, PersonId id) {
  const auto person = reading.people().find(id);
  return person && *person ? (*person)->display_name : "#" + std::to_string(id.value);
}
std::string name_of(const Reading& reading, const DepartmentCode& code) {
  const auto department = reading.people().department(code.value);
  return department && *department ? (*department)->name : code.value;
}

// To the second, with its offset: 2026-08-01 10:30:00 +08:00.
std::string moment_words(Instant at, int offset) {
  const std::string text = format_instant(at, offset);
  constexpr std::size_t kDay = 10, kTime = 8;
  return text.substr(0, kDay) + " " + text.substr(kDay + 1, kTime) + " " +
         text.substr(text.find_first_of("Z+-", kDay + 1 + kTime));
}

std::string validity_words(const Validity& validity, int offset) {
  const std::string from = validity.from == Instant::always() ? "发布" : moment_words(validity.from, offset);
  return from + " 起" + (validity.to ? "，至 " + moment_words(*validity.to, offset) + "（不含）" : "");
}

std::string_view standing_words(Standing standing) {
  switch (standing) {
    case Standing::kConfirmed:
      return "部门已确认";
    case Standing::kUnconfirmed:
      return "应急发布，未经部门确认";
    case Standing::kImported:
      break;
  }
  return "导入，未走确认";
}

Status approve(const Reading& reading, const Revision& revision, const Span& span, int offset,
               ExportedEntry& entry) {
  const auto add = [&](const char* label, std::string words) {
    entry.approval.emplace_back(label, std::move(words));
  };
  add("版本", "v" + std::to_string(revision.number));
  add("有效期", validity_words(span.valid, offset));
  std::string authors;
  for (const PersonId author : revision.authors)
    authors += (authors.empty() ? "" : "、") + name_of(reading, author);
  add("编写", std::move(authors));
  if (span.confirmation) {
    KJ_TRY(const auto confirmation, reading.changes().confirmation(*span.confirmation));
    if (confirmation)
      add("确认", name_of(reading, confirmation->department) + " " + name_of(reading, confirmation->by) +
                      " " + moment_words(confirmation->at, offset));
  } else {
    add("确认", std::string(standing_words(span.standing)));
  }
  add("发布", name_of(reading, revision.published_by) + " " + moment_words(revision.recorded_at, offset));
  if (revision.notice) {
    KJ_TRY(const auto notice, reading.notices().find(*revision.notice));
    if (notice) add("依据", notice->form.document_number + " " + notice->form.subject);
  }
  add("内容摘要", revision.digest);
  return {};
}

}  // namespace

Result<std::optional<ExportedEntry>> exported_entry(const Reading& reading, const EntryHead& head,
                                                    Instant known, std::optional<Instant> at,
                                                    const PathsThen& paths_then, int offset) {
  KJ_TRY(const auto events, reading.entries().events(head.id));
  KJ_TRY(const std::string id, exported_id(reading, head));
  ExportedEntry entry;
  entry.id = head.id;
  for (const Span& span : spans_of(events)) {
    if (!span.known.covers(known) || (at && !span.valid.covers(*at))) continue;
    KJ_TRY(const auto revision, reading.entries().revision(head.id, span.number));
    if (!revision || revision->redacted) continue;
    EntryText text = revision->text;
    place_as_then(text, revision->node, paths_then);
    text.validity = span.valid;
    text.external_id = id;
    entry.unconfirmed = span.standing == Standing::kUnconfirmed;
    entry.number = span.number;
    entry.department = name_of(reading, text.department);
    entry.revisions.push_back(std::move(text));
    entry.approval.clear();
    KJ_DO(approve(reading, *revision, span, offset, entry));
  }
  if (entry.revisions.empty()) return std::optional<ExportedEntry>();
  return std::optional(std::move(entry));
}

void write_html_head(std::ostream& out) {
  out << "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>口径</title><style>"
         "@page{size:A4;margin:18mm;@bottom-center{content:counter(page) ' / ' counter(pages);font-size:9pt}}"
         "body{max-width:48em;margin:2em auto;font:15px/1.6 \"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans "
         "CJK "
         "SC\",sans-serif}@media print{body{margin:0}}"
         "article{break-inside:avoid;border-bottom:1px solid #999;padding:1em "
         "0}h2{break-after:avoid;margin:0}"
         "table{border-collapse:collapse}td,th{border:1px solid #999;padding:2px 8px}img{max-width:100%}"
         "aside{border-left:3px solid #999;padding-left:1em}"
         ".approval{font-size:12px;color:#555;margin-top:1em}.approval td,.approval "
         "th{border:0;padding:0;text-align:left;vertical-align:top;font-weight:normal;overflow-wrap:anywhere}"
         ".approval th{white-space:nowrap;padding-right:1em}</style>\n";
}

namespace {

// What stands in `html` between src=" and the closing quote, for pictures that are kept here.
constexpr std::string_view kPicture = "src=\"/api/v1/originals/";
constexpr std::size_t kDigestLength = 64;

Result<std::string> with_pictures(const std::string& html, const OriginalFiles& files) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = 0; (at = html.find(kPicture, done)) != std::string::npos;) {
    const std::string sha256 = html.substr(at + kPicture.size(), kDigestLength);
    const std::size_t end = html.find('"', at + kPicture.size());
    if (end != at + kPicture.size() + kDigestLength) {  // no picture of ours; leave it
      out.append(html, done, at + kPicture.size() - done);
      done = at + kPicture.size();
      continue;
    }
    KJ_TRY(const std::string bytes, files.read(sha256));
    out.append(html, done, at - done);
    out += "src=\"data:" + sniff_media_type(bytes, "") + ";base64," + base64(bytes);
    done = end;
  }
  return out.append(html, done);
}

}  // namespace

Status write_html(std::ostream& out, const ExportedEntry& entry, const OriginalFiles& files) {
  const EntryText& text = entry.revisions.back();
  KJ_TRY(const std::string script, with_pictures(render_html(text.script), files));
  KJ_TRY(const std::string body, with_pictures(render_html(text.body), files));
  out << "<article><h2>" << escape_html(text.title) << "</h2><p>" << escape_html(text.library) << " / "
      << escape_html(text.catalogue) << " · " << escape_html(entry.department) << "</p>";
  if (!text.brief.empty()) out << "<p><strong>" << escape_html(text.brief) << "</strong></p>";
  out << script;
  for (const std::string& caution : text.cautions) out << "<p>⚠ " << escape_html(caution) << "</p>";
  if (!body.empty()) out << "<aside>" << body << "</aside>";
  out << "<table class=\"approval\">";
  for (const auto& [label, words] : entry.approval)
    out << "<tr><th>" << label << "</th><td>" << escape_html(words) << "</td></tr>";
  out << "</table></article>\n";
  return {};
}

namespace {

// One line of what people wrote, meaning itself in Markdown.
std::string escape_markdown(const std::string& text) {
  std::string line = text;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return MarkdownEscaper(line, false).escape(0, line.size());
}

}  // namespace

void write_markdown(std::ostream& out, const ExportedEntry& entry) {
  const EntryText& text = entry.revisions.back();
  out << "# " << escape_markdown(text.title) << "\n\n"
      << escape_markdown(text.library) << " / " << escape_markdown(text.catalogue) << " · "
      << escape_markdown(entry.department) << "\n\n";
  if (!text.brief.empty()) out << "**" << escape_markdown(text.brief) << "**\n\n";
  out << without_block_marks(text.script) << "\n\n";
  for (const std::string& caution : text.cautions) out << "> ⚠ " << escape_markdown(caution) << "\n\n";
  if (!text.body.empty()) out << without_block_marks(text.body) << "\n\n";
  for (const auto& [label, words] : entry.approval)
    out << "- " << label << "：" << escape_markdown(words) << "\n";
  out << "\n---\n\n";
}

}  // namespace koujing::door
