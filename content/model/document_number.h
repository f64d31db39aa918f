// Names of papers: a document number (市场〔2026〕15号) however its brackets are written, or a 《title》.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/revision.h"

namespace koujing {

// 市场〔2026〕15号, 市场[2026] 15号 and 市场2026年第15号 have one spelling; all else is only trimmed of
// spaces.
std::string document_number_spelling(const std::string& number);

// 《…》
bool is_document_title(const std::string& name);

// Means one paper wherever it is written: a title, or a whole number with the sign of who issued it
// (国发〔2008〕4号, 国务院令第259号; not 4号, which every office has).
bool is_citable(const std::string& name);

// What a text that cites `name` has in any case, in this order; for a first look by the store. Of a citable
// name.
std::vector<std::string> citation_pieces(const std::string& name);

// The words around the first place at which a text cites a paper by a citable name; nothing when it does not.
// What stands before a number is not looked at: 苏财税〔2019〕13号 also reads as 财税〔2019〕13号, which the
// passage shows.
std::optional<std::string> citing_passage(const EntryText& text, const std::string& name);

}  // namespace koujing
