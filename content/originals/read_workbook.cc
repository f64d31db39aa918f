#include "content/originals/read_workbook.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

#include "content/originals/cell_format.h"
#include "content/originals/extraction_errors.h"
#include "content/originals/office_relations.h"
#include "content/originals/xml_part.h"

namespace koujing {
namespace {

struct CellPlace {
  std::size_t row = 0;  // both from 0
  std::size_t column = 0;
};

std::size_t number_in(std::string_view text, std::size_t otherwise) {
  std::size_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "C5" is row 4, column 2. Nothing for what is no cell of Excel's sheet.
std::optional<CellPlace> parse_place(std::string_view name) {
  CellPlace place;
  std::size_t at = 0;
  for (; at < name.size() && at < 3 && name[at] >= 'A' && name[at] <= 'Z'; ++at) {
    place.column = place.column * 26 + static_cast<std::size_t>(name[at] - 'A' + 1);
  }
  const std::size_t row = number_in(name.substr(at), 0);
  if (place.column == 0 || place.column > kMaxSheetColumns || row == 0 || row > kMaxSheetRows)
    return std::nullopt;
  --place.column;
  place.row = row - 1;
  return place;
}

// Text with its line ends; Excel writes a carriage return as _x000D_.
std::string cell_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at).starts_with("_x000D_")) {
      at += 6;
    } else if (text[at] != '\r') {
      out += text[at];
    }
  }
  return out;
}

// A shared or inline string: its text, or its runs joined; phonetic guides (rPh) left out.
std::string rich_text(pugi::xml_node item) {
  std::string text;
  for (pugi::xml_node child : item.children()) {
    if (local_name(child) == "t") text += child.text().get();
    if (local_name(child) == "r") text += child_named(child, "t").text().get();
  }
  return cell_text(text);
}

class WorkbookReader {
 public:
  explicit WorkbookReader(const ZipPackage& package) : package_(package) {}

  Result<Workbook> read(bool first_only) {
    KJ_TRY(const std::string main_part, main_part_of(package_));
    KJ_TRY(const OfficeRelations relations, relations_of(package_, main_part));
    KJ_DO(read_shared_strings(relations));
    KJ_DO(read_styles(relations));
    KJ_TRY(const XmlDocument document, parse_xml_part(*package_.find(main_part)));
    const pugi::xml_node root = document->document_element();
    if (local_name(root) != "workbook") return original_damaged("the main part is no workbook");
    const std::string_view from_1904 = attribute_named(child_named(root, "workbookPr"), "date1904");
    from_1904_ = from_1904 == "1" || from_1904 == "true";

    Workbook workbook;
    workbook.title = title_property(package_);
    for (pugi::xml_node sheet : child_named(root, "sheets").children()) {
      if (attribute_named(sheet, "state").ends_with("idden")) continue;  // hidden, veryHidden
      const auto target = relations.by_id.find(relation_id(sheet));
      const std::string* part = target == relations.by_id.end() ? nullptr : package_.find(target->second);
      if (part == nullptr) return original_damaged("a sheet is missing");
      KJ_TRY(std::vector<TableRow> rows, read_sheet(*part));
      workbook.sheets.push_back({std::string(attribute_named(sheet, "name")), std::move(rows)});
      if (first_only) break;
    }
    return workbook;
  }

 private:
  static std::string_view relation_id(pugi::xml_node sheet) {
    for (pugi::xml_attribute attribute : sheet.attributes()) {  // r:id, not the plain sheetId
      if (std::string_view(attribute.name()).ends_with(":id")) return attribute.value();
    }
    return {};
  }

  const std::string* related(const OfficeRelations& relations, std::string_view kind) const {
    const auto found = relations.by_kind.find(kind);
    return found == relations.by_kind.end() ? nullptr : package_.find(found->second);
  }

  Status read_shared_strings(const OfficeRelations& relations) {
    const std::string* part = related(relations, "sharedStrings");
    if (part == nullptr) return {};
    KJ_TRY(const XmlDocument document, parse_xml_part(*part));
    for (pugi::xml_node item : document->document_element().children()) {
      if (local_name(item) == "si") strings_.push_back(rich_text(item));
    }
    return {};
  }

  Status read_styles(const OfficeRelations& relations) {
    const std::string* part = related(relations, "styles");
    if (part == nullptr) return {};
    KJ_TRY(const XmlDocument document, parse_xml_part(*part));
    const pugi::xml_node root = document->document_element();
    std::map<std::size_t, CellFormat> own;
    for (pugi::xml_node format : child_named(root, "numFmts").children()) {
      own[number_in(attribute_named(format, "numFmtId"), 0)] =
          parse_format(attribute_named(format, "formatCode"));
    }
    for (pugi::xml_node style : child_named(root, "cellXfs").children()) {
      const std::size_t id = number_in(attribute_named(style, "numFmtId"), 0);
      const auto found = own.find(id);
      formats_.push_back(
          found != own.end()
              ? found->second
              : builtin_format(static_cast<int>(std::min<std::size_t>(id, 1000))).value_or(CellFormat{}));
    }
    return {};
  }

  std::string value_of(pugi::xml_node cell) const {
    const std::string_view type = attribute_named(cell, "t");
    if (type == "inlineStr") return rich_text(child_named(cell, "is"));
    const std::string_view value = child_named(cell, "v").text().get();
    if (value.empty()) return {};
    if (type == "s") {
      const std::size_t index = number_in(value, strings_.size());
      return index < strings_.size() ? strings_[index] : std::string{};
    }
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    if (type == "d") {  // ISO 8601: 2026-11-22T14:03:00
      std::string date(value.substr(0, 19));
      std::ranges::replace(date, 'T', ' ');
      return date.ends_with(" 00:00:00") ? date.substr(0, 10) : date;
    }
    if (!type.empty() && type != "n") return cell_text(value);  // str, e
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size()) return cell_text(value);
    const std::size_t style = number_in(attribute_named(cell, "s"), 0);
    return format_cell_number(number, style < formats_.size() ? formats_[style] : CellFormat{}, from_1904_);
  }

  // Puts a text at a place, filling the gap before it. Counts against the limits of the workbook.
  Status put(std::vector<TableRow>& rows, CellPlace place, std::string text) {
    if (text.empty()) return {};
    const std::size_t width = place.row < rows.size() ? rows[place.row].size() : 0;
    if (rows.size() <= place.row) cells_ += place.row + 1 - rows.size();
    if (width <= place.column) cells_ += place.column + 1 - width;
    if (cells_ > kMaxSheetCells) return original_expands_too_far("more than 2,000,000 cells");
    if (rows.size() <= place.row) rows.resize(place.row + 1);
    TableRow& row = rows[place.row];
    if (row.size() <= place.column) row.resize(place.column + 1);
    text_bytes_ += text.size();
    if (text_bytes_ > kMaxInflatedBytes)
      return original_expands_too_far("shared strings add up to over 64 MB");
    row[place.column] = std::move(text);
    return {};
  }

  Result<std::vector<TableRow>> read_sheet(const std::string& part) {
    KJ_TRY(const XmlDocument document, parse_xml_part(part));
    const pugi::xml_node root = document->document_element();
    std::vector<TableRow> rows;
    std::size_t next_row = 0;
    for (pugi::xml_node row : child_named(root, "sheetData").children()) {
      const std::size_t number = number_in(attribute_named(row, "r"), next_row + 1);
      if (number == 0 || number > kMaxSheetRows) return original_damaged("row number out of range");
      next_row = number;
      std::size_t next_column = 0;
      for (pugi::xml_node cell : row.children()) {
        const std::string_view name = attribute_named(cell, "r");
        const std::optional<CellPlace> place =
            name.empty() ? CellPlace{number - 1, next_column} : parse_place(name);
        if (!place || place->column >= kMaxSheetColumns)
          return original_damaged("cell reference out of range");
        next_column = place->column + 1;
        KJ_DO(put(rows, {number - 1, place->column}, value_of(cell)));
      }
    }
    for (pugi::xml_node merge : child_named(root, "mergeCells").children()) {
      KJ_DO(repeat_downwards(rows, attribute_named(merge, "ref")));
    }
    return rows;
  }

  Status repeat_downwards(std::vector<TableRow>& rows, std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return {};
    const std::optional<CellPlace> from = parse_place(range.substr(0, colon));
    const std::optional<CellPlace> to = parse_place(range.substr(colon + 1));
    if (!from || !to || from->row >= rows.size() || from->column >= rows[from->row].size()) return {};
    const std::string text = rows[from->row][from->column];
    if (text.empty()) return {};
    for (std::size_t row = from->row + 1; row <= to->row && row < rows.size(); ++row) {
      KJ_DO(put(rows, {row, from->column}, text));
    }
    return {};
  }

  const ZipPackage& package_;
  std::vector<std::string> strings_;
  std::vector<CellFormat> formats_;  // by style number
  bool from_1904_ = false;
  std::size_t cells_ = 0;
  std::size_t text_bytes_ = 0;
};

}  // namespace

Result<Workbook> read_workbook(std::string_view bytes, bool first_only) {
  KJ_TRY(const ZipPackage package, open_zip_package(bytes));
  return WorkbookReader(package).read(first_only);
}

}  // namespace koujing
