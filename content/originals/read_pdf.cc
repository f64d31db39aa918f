#include "content/originals/read_pdf.h"

#include <utility>

#include "content/markdown/code_points.h"
#include "content/originals/confined_process.h"
#include "content/originals/extraction_errors.h"
#include "content/originals/read_scan.h"

namespace koujing {
namespace {

Error needs_password() {
  return original_unsupported(
      {"这个 PDF "
       "设有密码或禁止复制，无法读取文字；原件会原样保存。请去掉密码后重新上传，或把文字粘贴到通知单里。",
       "This PDF has a password or forbids copying, so its text cannot be read; the original is kept. Upload "
       "it "
       "again without the password, or paste the text into the notice."});
}

Error no_reader() {
  return original_unsupported(
      {"本机没有安装 PDF 读取程序（poppler-utils），无法读取文字；原件会原样保存。请联系系统管理员安装。",
       "The program that reads PDF (poppler-utils) is not installed here, so the text cannot be read; the "
       "original "
       "is kept. Ask the administrator to install it."});
}

}  // namespace

Result<ExtractedText> read_pdf(std::string_view bytes) {
  KJ_TRY(const ConfinedRun run,
         run_confined({"/usr/bin/pdftotext", "-layout", "-enc", "UTF-8", "-", "-"}, bytes));
  if (run.end == ConfinedEnd::kNotInstalled) return no_reader();
  if (run.end == ConfinedEnd::kOverLimit) return original_expands_too_far("pdftotext: " + run.complaints);
  if (run.complaints.find("Out of memory") != std::string::npos)
    return original_expands_too_far(run.complaints);
  if (run.exit_code == 3 || run.complaints.find("Incorrect password") != std::string::npos)
    return needs_password();
  if (run.end == ConfinedEnd::kCrashed || run.exit_code != 0)
    return original_damaged("pdftotext: " + run.complaints);
  ExtractedText text;
  text.markdown = layout_as_markdown(run.output);
  // Pages without a letter are pictures of pages.
  if (trim_blank(text.markdown).empty()) return read_scanned_pdf(bytes);
  return text;
}

}  // namespace koujing
