// Text of pictures: a notice that was photographed, or a PDF file of scanned pages.
//
// Recognised by Tesseract with its model of simplified Chinese, in a confined process. What it gives begins
// with a line that says so: a person has to hold it against the original.
#pragma once

#include <string>
#include <string_view>

#include "content/originals/extract_text.h"

namespace koujing {

inline constexpr std::string_view kRecognised = "（以下文字由程序从图片识别，可能有错，请对照原件。）";
inline constexpr int kMostScannedPages = 10;  // a page takes about a second and 4 MB

// PNG, JPEG, TIFF, BMP, GIF, WebP, PNM. Errors: kUnsupported when there is no text in it, or no program to
// read it.
Result<ExtractedText> read_picture(std::string_view bytes);

// The pages of a PDF file that has no text of its own; at most kMostScannedPages, and it says what is left
// out.
Result<ExtractedText> read_scanned_pdf(std::string_view bytes);

// What the program writes, put right: no blanks between Chinese characters, 〔2026〕26号 whatever the
// brackets were taken for, paragraphs where there was an empty line. "" when hardly a letter is in it.
std::string recognised_as_markdown(std::string_view text);

// The pages of pdftoppm's output: PGM files one behind the other.
std::vector<std::string_view> pages_of_pgm(std::string_view bytes);

}  // namespace koujing
