#include "content/originals/extract_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "content/markdown/code_points.h"
#include "content/markdown/markdown_writer.h"
#include "content/originals/decode_text.h"
#include "content/originals/extraction_errors.h"
#include "content/originals/file_kinds.h"
#include "content/originals/read_doc.h"
#include "content/originals/read_docx.h"
#include "content/originals/read_html.h"
#include "content/originals/read_pdf.h"
#include "content/originals/read_scan.h"
#include "content/originals/read_table.h"
#include "content/originals/read_workbook.h"

namespace koujing {
namespace {

std::vector<MarkdownRow> as_cells(const std::vector<TableRow>& rows) {
  std::vector<MarkdownRow> cells;
  for (const TableRow& row : rows) {
    MarkdownRow line(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) line[i].add(row[i]);
    cells.push_back(std::move(line));
  }
  return cells;
}

Result<ExtractedText> read_xlsx_text(std::string_view bytes) {
  KJ_TRY(const Workbook workbook, read_workbook(bytes, false));
  MarkdownWriter writer;
  for (const Sheet& sheet : workbook.sheets) {
    if (workbook.sheets.size() > 1 && !sheet.rows.empty()) {
      InlineText name;
      name.add(sheet.name);
      writer.heading(2, name);
    }
    writer.table(as_cells(sheet.rows));
  }
  ExtractedText text;
  text.title = workbook.title;
  text.markdown = writer.take();
  return text;
}

Result<ExtractedText> read_csv_text(std::string_view bytes) {
  const std::optional<std::string> utf8 = decode_text(bytes);
  if (!utf8) return original_damaged("CSV in no known encoding");
  KJ_TRY(const std::vector<TableRow> rows, read_csv(*utf8));
  MarkdownWriter writer;
  writer.table(as_cells(rows));
  ExtractedText text;
  text.markdown = writer.take();
  return text;
}

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\r') {
      if (at + 1 >= text.size() || text[at + 1] != '\n') out += '\n';
    } else if (c != '\x1A') {
      out += c == '\f' || c == '\v' ? '\n' : c;
    }
  }
  return out;
}

Result<ExtractedText> read_markdown(std::string_view bytes) {
  const std::optional<std::string> utf8 = decode_text(bytes);
  if (!utf8) return original_damaged("text in no known encoding");
  ExtractedText text;
  text.markdown = with_plain_line_ends(*utf8);
  for (std::string_view rest = text.markdown; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
    if (hashes >= 1 && hashes <= 6 && line.substr(hashes).starts_with(' ')) {
      text.title = trim_blank(line.substr(hashes));
      break;
    }
  }
  return text;
}

// Plain text keeps its lines and blank lines; what looks like Markdown in it is meant to be read.
Result<ExtractedText> read_plain_text(std::string_view bytes) {
  const std::optional<std::string> utf8 = decode_text(bytes);
  if (!utf8) return original_damaged("text in no known encoding");
  const std::string clean = with_plain_line_ends(*utf8);
  MarkdownWriter writer;
  InlineText paragraph;
  for (std::string_view rest = clean; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (trim_blank(line).empty()) {
      writer.paragraph(std::exchange(paragraph, {}));
      continue;
    }
    if (!paragraph.empty()) paragraph.add("\n");
    paragraph.add(line);
  }
  writer.paragraph(paragraph);
  ExtractedText text;
  text.markdown = writer.take();
  return text;
}

Error unsupported_kind(std::string_view kind) {
  if (kind == "application/rtf") {
    return original_unsupported(
        {"RTF 文件的文字无法读取；原件会原样保存。请用 Word 或 WPS 另存为 .docx 后再上传一份。",
         "Text cannot be read from RTF files; the original is kept. Save it as .docx in Word or WPS and "
         "upload "
         "that too."});
  }
  if (kind == media_type::kXls) {
    return original_unsupported(
        {"旧式 Excel 文件（.xls）的内容无法读取；原件会原样保存。请另存为 .xlsx 后再上传一份。",
         "Text cannot be read from old Excel files (.xls); the original is kept. Save it as .xlsx and upload "
         "that too."});
  }
  if (kind == media_type::kEncryptedOffice) {
    return original_unsupported(
        {"文件设有打开密码，无法读取文字；原件会原样保存。请去掉密码后再上传一份。",
         "The file has a password, so its text cannot be read; the original is kept. Remove the "
         "password and upload it again."});
  }
  return original_unsupported(
      {"这类文件的文字无法读取；原件会原样保存。可读取的有 "
       "docx、doc、xlsx、pdf、html、md、txt、csv 和图片，请另存为其中一种后再上传一份。",
       "Text cannot be read from this kind of file; the original is kept. docx, doc, xlsx, pdf, html, md, "
       "txt, csv "
       "and pictures can be read: save it as one of these and upload that too."});
}

// A name that promises one of our formats over bytes that are something unknown: cut off or broken. HTML
// under an office name is no fault: old systems export their "Word" and "Excel" files so, and both programs
// open them.
bool breaks_its_promise(std::string_view kind, std::string_view extension) {
  const bool promised = extension == "docx" || extension == "xlsx" || extension == "pdf";
  return promised && (kind == media_type::kUnknown || kind == media_type::kZip || kind == media_type::kPlain);
}

}  // namespace

Result<ExtractedText> extract_text(std::string_view bytes, std::string_view file_name) {
  if (bytes.size() > kMaxOriginalBytes) return original_too_large();
  if (bytes.empty()) return original_damaged("no byte in the file");
  const std::string kind = sniff_media_type(bytes, file_name);
  if (breaks_its_promise(kind, file_extension(file_name))) return original_damaged("found " + kind);
  auto text = [&]() -> Result<ExtractedText> {
    if (kind == media_type::kDocx) return read_docx(bytes);
    if (kind == media_type::kDoc) return read_doc(bytes);
    if (kind == media_type::kXlsx) return read_xlsx_text(bytes);
    if (kind == media_type::kPdf) return read_pdf(bytes);
    if (kind == media_type::kHtml) return read_html(bytes);
    if (kind.starts_with("image/")) return read_picture(bytes);
    if (kind == media_type::kCsv) return read_csv_text(bytes);
    if (kind == media_type::kMarkdown) return read_markdown(bytes);
    if (kind == media_type::kPlain || kind == "application/json") return read_plain_text(bytes);
    return unsupported_kind(kind);
  }();
  if (text) text->media_type = kind;
  return text;
}

}  // namespace koujing
