#include "content/originals/read_scan.h"

#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "content/markdown/code_points.h"
#include "content/markdown/markdown_writer.h"
#include "content/originals/confined_process.h"
#include "content/originals/extraction_errors.h"

namespace koujing {
namespace {

constexpr std::string_view kOpening = "([（［【〔{《", kClosing = ")]）］】〕}》";

Error no_reader() {
  return original_unsupported(
      {"本机没有安装图片文字识别程序（tesseract-ocr 和 "
       "tesseract-ocr-chi-sim），无法读取文字；原件会原样保存。请联系系统管"
       "理员安装，或把要点录入通知单的正文。",
       "The program that reads pictures (tesseract-ocr with tesseract-ocr-chi-sim) is not installed here; "
       "the original "
       "is kept. Ask the administrator to install it, or type what matters into the text of the notice."});
}

Error no_text() {
  return original_unsupported(
      {"图片中没有认出文字；原件会原样保存。请把要点录入通知单的正文。",
       "No text was found in the picture; the original is kept. Type what matters into "
       "the text of the notice."});
}

Error too_long(const std::string& complaints) {
  return {ErrorKind::kTooLarge,
          "original_takes_too_long",
          {"识别图片中的文字用的时间或内存太多，已停止；原件会原样保存。请缩小图片或拆分后再上传一份。",
           "Reading this picture took too much time or memory and was stopped; the original is kept. Make it "
           "smaller, "
           "or split it, and upload that too."},
          {},
          complaints};
}

Result<std::string> recognise(std::string_view image) {
  KJ_TRY(const ConfinedRun run,
         run_confined({"/usr/bin/tesseract", "stdin", "stdout", "-l", "chi_sim"}, image));
  if (run.end == ConfinedEnd::kNotInstalled ||
      run.complaints.find("Failed loading language") != std::string::npos)
    return no_reader();
  if (run.end == ConfinedEnd::kOverLimit || run.complaints.find("Image too large") != std::string::npos)
    return too_long(run.complaints);
  if (run.end == ConfinedEnd::kCrashed || run.exit_code != 0)
    return original_damaged("tesseract: " + run.complaints);
  return run.output;
}

struct Letters {
  std::vector<char32_t> list;
  explicit Letters(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) list.push_back(next_code_point(text, at));
  }
  char32_t at(std::size_t i) const { return i < list.size() ? list[i] : 0; }
};

bool stands_in(std::string_view set, char32_t c) {
  std::string one;
  append_code_point(one, c);
  return c != 0 && set.find(one) != std::string_view::npos;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// The place of the number behind a bracketed year at `i`, or `i`: 26 of (2026] 26号, which is 〔2026〕26号.
std::size_t behind_year(const Letters& line, std::size_t i) {
  constexpr std::size_t kDigits = 4;
  if (!stands_in(kOpening, line.at(i)) || !stands_in(kClosing, line.at(i + 1 + kDigits))) return i;
  if (line.at(i + 1) != '2' && line.at(i + 1) != '1') return i;
  for (std::size_t k = 1; k <= kDigits; ++k)
    if (!is_digit(line.at(i + k))) return i;
  std::size_t number = i + 2 + kDigits;
  if (is_blank(line.at(number))) ++number;
  return is_digit(line.at(number)) ? number : i;
}

// Without the blanks that are put between characters, and before the first or behind the last of a Latin word
// in Chinese text.
std::string without_odd_blanks(std::string_view text) {
  const Letters letters(text);
  std::string out;
  char32_t before = 0;
  for (std::size_t i = 0; i < letters.list.size(); ++i) {
    const char32_t c = letters.at(i);
    if (is_blank(c)) {
      std::size_t next = i;
      while (is_blank(letters.at(next)) && next < letters.list.size()) ++next;
      if (is_cjk(before) || is_cjk(letters.at(next))) continue;
    }
    append_code_point(out, c);
    before = c;
  }
  return out;
}

std::string with_numbered_years(std::string_view text) {
  const Letters letters(text);
  std::string out;
  for (std::size_t i = 0; i < letters.list.size();) {
    const std::size_t end = behind_year(letters, i);
    if (end == i) {
      append_code_point(out, letters.at(i++));
      continue;
    }
    out += "〔";
    for (std::size_t k = i + 1; is_digit(letters.at(k)); ++k) append_code_point(out, letters.at(k));
    out += "〕";
    i = end;
  }
  return out;
}

bool has_letters(std::string_view text) {
  constexpr std::size_t kFewest = 8;  // a photograph without text gives a handful of stray signs
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();)
    if (is_letter(next_code_point(text, at))) ++letters;
  return letters >= kFewest;
}

Result<ExtractedText> said_so(std::string markdown, std::string_view more = {}) {
  if (markdown.empty()) return no_text();
  ExtractedText text;
  text.markdown = std::string(kRecognised) + "\n\n" + std::string(more) + std::move(markdown);
  return text;
}

}  // namespace

std::string recognised_as_markdown(std::string_view text) {
  MarkdownWriter writer;
  InlineText paragraph;
  const std::string clean = with_numbered_years(without_odd_blanks(text));
  if (!has_letters(clean)) return "";
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find_first_of("\n\f");
    const std::string line = with_numbered_years(without_odd_blanks(trim_blank(rest.substr(0, end))));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (line.empty()) {
      if (!paragraph.empty()) writer.paragraph(std::exchange(paragraph, {}));
      continue;
    }
    if (!paragraph.empty()) paragraph.add("\n");
    paragraph.add(line);
  }
  if (!paragraph.empty()) writer.paragraph(paragraph);
  return writer.take();
}

std::vector<std::string_view> pages_of_pgm(std::string_view bytes) {
  std::vector<std::string_view> pages;
  while (bytes.starts_with("P5")) {
    // P5, width, height, largest value, each behind one blank or line end; then a byte a pixel.
    std::size_t at = 2;
    std::array<std::size_t, 3> numbers = {};
    for (std::size_t& number : numbers) {
      if (at >= bytes.size()) return pages;
      ++at;
      const auto [end, error] = std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), number);
      if (error != std::errc()) return pages;
      at = static_cast<std::size_t>(end - bytes.data());
    }
    constexpr std::size_t kWidest = 20'000;
    const auto [width, height, deepest] = numbers;
    if (width > kWidest || height > kWidest || deepest > 255) return pages;
    const std::size_t size = at + 1 + width * height;
    if (size > bytes.size()) return pages;
    pages.push_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return pages;
}

Result<ExtractedText> read_picture(std::string_view bytes) {
  KJ_TRY(const std::string text, recognise(bytes));
  return said_so(recognised_as_markdown(text));
}

Result<ExtractedText> read_scanned_pdf(std::string_view bytes) {
  const std::string pages_and_one = std::to_string(kMostScannedPages + 1);
  KJ_TRY(const ConfinedRun run, run_confined({"/usr/bin/pdftoppm", "-r", "200", "-gray", "-scale-to", "2400",
                                              "-l", pages_and_one, "-"},
                                             bytes));
  if (run.end == ConfinedEnd::kNotInstalled) return no_reader();
  if (run.end == ConfinedEnd::kOverLimit) return too_long(run.complaints);
  if (run.end == ConfinedEnd::kCrashed || run.exit_code != 0)
    return original_damaged("pdftoppm: " + run.complaints);
  const auto pages = pages_of_pgm(run.output);
  std::string markdown;
  for (std::size_t i = 0; i < pages.size() && i < kMostScannedPages; ++i) {
    KJ_TRY(const std::string text, recognise(pages[i]));
    std::string page = recognised_as_markdown(text);
    if (!page.empty()) markdown += (markdown.empty() ? "" : "\n") + std::move(page);
  }
  return said_so(std::move(markdown),
                 pages.size() > kMostScannedPages
                     ? "（只识别了前 " + std::to_string(kMostScannedPages) + " 页。）\n\n"
                     : "");
}

}  // namespace koujing
