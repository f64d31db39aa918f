#include "editor_api/exports/export_library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "content/exchange/entry_exchange.h"
#include "content/exchange/library_csv.h"
#include "content/exchange/library_xlsx.h"
#include "editor_api/exports/export_entry.h"
#include "editor_api/exports/print_pdf.h"
#include "editor_api/temporary_folder.h"

namespace koujing::door {
namespace {

bool is_wanted(const EntryText& text, const std::string& department, const ExportForm& form) {
  const auto below = [](const std::string& path, const std::string& top) {
    return path == top || path.starts_with(top + "/");
  };
  return (form.library.empty() || text.library == form.library) &&
         (form.catalogue.empty() || below(text.catalogue, form.catalogue)) &&
         (form.department.empty() || department == form.department ||
          text.department.value == form.department);
}

Error unwritable() {
  return {ErrorKind::kUnavailable,
          "unwritable",
          {"写入失败，磁盘可能已满", "writing failed; the disk may be full"}};
}

Error too_large(std::size_t most) {
  const std::string number = std::to_string(most);
  return {
      ErrorKind::kTooLarge,
      "export_too_large",
      {"要导出的条目超过 " + number +
           " 条。请按信息库、目录或部门分几次导出，或由系统管理员用 koujing export 导出",
       "these are more than " + number +
           " entries; export them in parts, by library, catalogue or department, or with koujing export"}};
}

// One kind of file. begin, add for each entry, end.
class Target {
 public:
  virtual ~Target() = default;
  virtual Status begin() = 0;
  virtual Status add(const ExportedEntry& entry) = 0;
  virtual Status end() = 0;
};

class TextTarget : public Target {
 public:
  TextTarget(std::ostream& out, std::string format) : out_(out), format_(std::move(format)) {}

  Status begin() override {
    // Spreadsheets take UTF-8 for granted only with its mark.
    if (format_ == "csv") out_ << "\xEF\xBB\xBF" << csv_row(table_header());
    return {};
  }
  Status add(const ExportedEntry& entry) override {
    if (format_ == "jsonl")
      out_ << entry_to_line(entry.revisions, entry.department, entry.unconfirmed) << "\n";
    else if (format_ == "csv")
      out_ << csv_row(entry_to_row(entry.revisions.back(), entry.department, entry.unconfirmed));
    else
      write_markdown(out_, entry);
    return out_ ? Status() : unwritable();
  }
  Status end() override { return out_.flush() ? Status() : unwritable(); }

 private:
  std::ostream& out_;
  const std::string format_;
};

class HtmlTarget : public Target {
 public:
  HtmlTarget(std::ostream& out, const OriginalFiles& files) : out_(out), files_(files) {}

  Status begin() override {
    write_html_head(out_);
    return {};
  }
  Status add(const ExportedEntry& entry) override {
    KJ_DO(write_html(out_, entry, files_));
    return out_ ? Status() : unwritable();
  }
  Status end() override {
    out_ << "</html>\n";
    return out_.flush() ? Status() : unwritable();
  }

 private:
  std::ostream& out_;
  const OriginalFiles& files_;
};

class PdfTarget : public Target {
 public:
  PdfTarget(std::ostream& out, const OriginalFiles& files) : out_(out), pages_(html_, files) {}

  Status begin() override { return pages_.begin(); }
  Status add(const ExportedEntry& entry) override { return pages_.add(entry); }
  Status end() override {
    KJ_DO(pages_.end());
    KJ_TRY(const std::string pdf, print_pdf(html_.view()));
    out_ << pdf;
    return out_.flush() ? Status() : unwritable();
  }

 private:
  std::ostream& out_;
  std::ostringstream html_;
  HtmlTarget pages_;
};

// The library that writes sheets writes them to a file, so it writes one that goes away by itself.
class SheetTarget : public Target {
 public:
  explicit SheetTarget(std::ostream& out) : out_(out) {}

  Status begin() override {
    if (folder_.path().empty()) return unwritable();
    KJ_TRY(sheet_, LibrarySheet::begin(file()));
    return sheet_->add(table_header());
  }
  Status add(const ExportedEntry& entry) override {
    return sheet_->add(entry_to_row(entry.revisions.back(), entry.department, entry.unconfirmed));
  }
  Status end() override {
    KJ_DO(sheet_->finish());
    const std::ifstream from(file(), std::ios::binary);
    out_ << from.rdbuf();
    return from && out_.flush() ? Status() : unwritable();
  }

 private:
  std::filesystem::path file() const { return folder_.path() / "library.xlsx"; }
  std::ostream& out_;
  const TemporaryFolder folder_{"koujing-sheet"};
  std::unique_ptr<LibrarySheet> sheet_;
};

std::unique_ptr<Target> target_of(const ExportSource& source, const ExportForm& form, std::ostream& out) {
  if (form.format == "xlsx") return std::make_unique<SheetTarget>(out);
  if (form.format == "html") return std::make_unique<HtmlTarget>(out, source.files);
  if (form.format == "pdf") return std::make_unique<PdfTarget>(out, source.files);
  return std::make_unique<TextTarget>(out, form.format);
}

}  // namespace

Result<std::size_t> export_library(const ExportSource& source, const ExportForm& form, std::ostream& out) {
  const std::size_t most = form.format == "pdf" ? std::min(form.most, kMostPrinted) : form.most;
  const auto target = target_of(source, form, out);
  KJ_DO(target->begin());
  std::size_t written = 0;
  KJ_TRY(const PathsThen paths_then, source.reading.catalogue().paths_then(source.known));
  Page page{100, std::nullopt};
  do {
    KJ_TRY(const auto heads, source.reading.entries().list("", "", page));
    for (const EntryHead& head : heads.items) {
      KJ_TRY(const auto entry, exported_entry(source.reading, head, source.known, source.at, paths_then,
                                              source.utc_offset_minutes));
      if (!entry || !is_wanted(entry->revisions.back(), entry->department, form)) continue;
      if (written == most) return too_large(most);
      KJ_DO(target->add(*entry));
      ++written;
    }
    page.after = heads.next;
  } while (page.after);
  KJ_DO(target->end());
  return written;
}

}  // namespace koujing::door
