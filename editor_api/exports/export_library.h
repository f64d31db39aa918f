// All or a part of the library as one file: what `koujing export` and GET /export give out.
//
//   jsonl      every revision of each entry; comes back through import
//   csv xlsx   the newest of each entry as a row; comes back through import
//   markdown html pdf   for reading and signing: each answer with its approval block; html and pdf hold their
//   pictures
#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "content/originals/original_files.h"
#include "content/store/store.h"

namespace koujing::door {

inline constexpr std::array<std::string_view, 6> kExportFormats = {"jsonl",    "xlsx", "csv",
                                                                   "markdown", "html", "pdf"};

// One run of the printer takes 1 GB for so many answers (print_pdf.h).
inline constexpr std::size_t kMostPrinted = 1'000;

struct ExportForm {
  std::string format = "jsonl";  // one of kExportFormats
  std::string library, catalogue,
      department;                      // "" for all; a catalogue with what is below it; a code or a name
  std::size_t most = ~std::size_t{0};  // entries
};

struct ExportSource {
  const Reading& reading;
  const OriginalFiles& files;
  Instant known;              // what was recorded by then
  std::optional<Instant> at;  // only what answers at this moment
  int utc_offset_minutes = 0;
};

// How many entries were written. Errors: kTooLarge "export_too_large" over form.most, or over kMostPrinted as
// pdf; those of print_pdf.h and content/exchange/library_xlsx.h; kUnavailable "unwritable".
Result<std::size_t> export_library(const ExportSource& source, const ExportForm& form, std::ostream& out);

}  // namespace koujing::door
