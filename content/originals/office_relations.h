// Where an office package keeps its parts: the relationships of Open Packaging Conventions (ISO/IEC 29500-2).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "content/model/result.h"
#include "content/originals/zip_package.h"

namespace koujing {

struct OfficeRelations {
  std::map<std::string, std::string, std::less<>> by_id;    // "rId1" -> member name
  std::map<std::string, std::string, std::less<>> by_kind;  // "styles" -> member name, the first of its kind
};

// Of the part `source`, or of the package itself for "". Empty when the part has none. External targets are
// left out. Error original_damaged when they cannot be read.
Result<OfficeRelations> relations_of(const ZipPackage& package, std::string_view source);

// The member that holds the document or workbook. Error original_damaged when there is none.
Result<std::string> main_part_of(const ZipPackage& package);

// dc:title of the document's properties, "" when there is none.
std::string title_property(const ZipPackage& package);

}  // namespace koujing
