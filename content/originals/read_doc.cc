#include "content/originals/read_doc.h"

#include <string>
#include <utility>
#include <vector>

#include "content/markdown/code_points.h"
#include "content/markdown/markdown_writer.h"
#include "content/originals/confined_process.h"
#include "content/originals/extraction_errors.h"

namespace koujing {
namespace {

Error no_reader() {
  return original_unsupported(
      {"本机没有安装旧式 Word 文件的读取程序（antiword），无法读取文字；原件会原样保存。请用 Word 或 WPS "
       "另存为 "
       ".docx 后再上传一份，或联系系统管理员安装。",
       "The program that reads old Word files (antiword) is not installed here; the original is kept. Save "
       "it as "
       ".docx and upload that too, or ask the administrator to install it."});
}

Error not_understood() {
  return original_unsupported(
      {"这份旧式 Word 文件（.doc）的文字无法读取；原件会原样保存。请用 Word 或 WPS 另存为 .docx "
       "后再上传一份。",
       "Text cannot be read from this old Word file (.doc); the original is kept. Save it as .docx in Word "
       "or WPS "
       "and upload that too."});
}

// |cell |cell |, as antiword draws a row of a table.
MarkdownRow row_of(std::string_view line) {
  MarkdownRow row;
  line.remove_prefix(1);
  while (!line.empty()) {
    const std::size_t bar = line.find('|');
    InlineText cell;
    cell.add(std::string(trim_blank(line.substr(0, bar))));
    row.push_back(std::move(cell));
    if (bar == std::string_view::npos) break;
    line.remove_prefix(bar + 1);
  }
  return row;
}

}  // namespace

std::string antiword_as_markdown(std::string_view text) {
  MarkdownWriter writer;
  std::vector<MarkdownRow> table;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim_blank(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.size() > 1 && line.front() == '|' && line.back() == '|') {
      table.push_back(row_of(line));
      continue;
    }
    if (!table.empty()) writer.table(std::exchange(table, {}));
    InlineText paragraph;
    paragraph.add(std::string(line));
    if (!line.empty()) writer.paragraph(paragraph);
  }
  if (!table.empty()) writer.table(table);
  return writer.take();
}

Result<ExtractedText> read_doc(std::string_view bytes) {
  KJ_TRY(const ConfinedRun run,
         run_confined({"/usr/bin/antiword", "-m", "UTF-8.txt", "-w", "0", "-"}, bytes));
  if (run.end == ConfinedEnd::kNotInstalled) return no_reader();
  if (run.end == ConfinedEnd::kOverLimit) return original_expands_too_far("antiword: " + run.complaints);
  if (run.end == ConfinedEnd::kCrashed || run.exit_code != 0) return not_understood();
  ExtractedText text;
  text.markdown = antiword_as_markdown(run.output);
  return text;
}

}  // namespace koujing
