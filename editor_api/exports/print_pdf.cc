#include "editor_api/exports/print_pdf.h"

#include "content/originals/confined_process.h"

namespace koujing::door {

Result<std::string> print_pdf(std::string_view html) {
  ConfinedLimits limits;
  limits.cpu = limits.wall = std::chrono::seconds(300);
  limits.memory = std::size_t{3} << 30;
  limits.output = std::size_t{256} << 20;
  KJ_TRY(ConfinedRun run, run_confined({"/usr/bin/weasyprint", "--quiet", "-", "-"}, html, limits));
  if (run.end == ConfinedEnd::kNotInstalled)
    return Error{ErrorKind::kUnsupported,
                 "pdf_not_installed",
                 {"本机没有安装排版程序（weasyprint），无法生成 PDF。请联系系统管理员安装，或导出 HTML "
                  "后用浏览器打印。",
                  "The program that prints PDF (weasyprint) is not installed here. Ask the administrator to "
                  "install it, or "
                  "export HTML and print it from a browser."}};
  if (run.end == ConfinedEnd::kOverLimit)
    return Error{ErrorKind::kTooLarge,
                 "pdf_too_large",
                 {"生成 PDF 用的时间或内存太多，已停止。请缩小范围分几次导出，或导出 HTML 后用浏览器打印。",
                  "Printing took too much time or memory and was stopped. Export in parts, or export HTML "
                  "and print it from "
                  "a browser."},
                 {},
                 run.complaints};
  if (run.end == ConfinedEnd::kCrashed || run.exit_code != 0 || !run.output.starts_with("%PDF"))
    return Error{ErrorKind::kInternal,
                 "pdf_failed",
                 {"生成 PDF 时出错，请改用 HTML 导出，并告知系统管理员",
                  "printing the PDF failed; export HTML instead, and tell the administrator"},
                 {},
                 "weasyprint: " + run.complaints};
  return std::move(run.output);
}

}  // namespace koujing::door
