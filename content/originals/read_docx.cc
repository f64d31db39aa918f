#include "content/originals/read_docx.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "content/markdown/markdown_writer.h"
#include "content/originals/docx_inline.h"
#include "content/originals/docx_numbering.h"
#include "content/originals/merged_cells.h"
#include "content/originals/office_relations.h"
#include "content/originals/xml_part.h"
#include "content/originals/zip_package.h"

namespace koujing {
namespace {

int number_in(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Wrappers around blocks that are transparent, and those that are not there any more.
bool is_wrapper(std::string_view name) {
  return name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" || name == "customXml" ||
         name == "smartTag";
}

class DocxReader {
 public:
  DocxReader(const DocxStyles& styles, DocxNumbering& numbering, DocxInlineReader& inlines)
      : styles_(styles), numbering_(numbering), inlines_(inlines) {}

  MarkdownWriter& writer() { return writer_; }

  // The XML is at most kMaxXmlDepth deep, so recursion is bounded.
  void read_blocks(pugi::xml_node parent) {
    for (pugi::xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "p") {
        read_paragraph(node);
      } else if (name == "tbl") {
        read_table(node);
      } else if (name == "AlternateContent") {
        read_blocks(chosen_alternative(node));
      } else if (is_wrapper(name)) {
        read_blocks(node);
      }
    }
  }

 private:
  struct Shape {
    int heading = 0;
    std::optional<ListLabel> label;
  };

  // What the paragraph is, by its own properties first and its style second. Counts its number.
  std::optional<Shape> shape_of(pugi::xml_node paragraph) {
    const pugi::xml_node properties = child_named(paragraph, "pPr");
    const DocxStyle& style = styles_.of(attribute_named(child_named(properties, "pStyle"), "val"));
    if (style.contents) return std::nullopt;
    Shape shape;
    shape.heading = style.heading;
    if (const pugi::xml_node outline = child_named(properties, "outlineLvl")) {
      const int level = number_in(attribute_named(outline, "val"), 9);
      shape.heading = level >= 0 && level < 9 ? level + 1 : 0;
    }
    std::optional<NumberingRef> ref = style.numbering;
    if (const pugi::xml_node own = child_named(properties, "numPr")) {
      if (!ref) ref.emplace();
      if (const auto id = attribute_named(child_named(own, "numId"), "val"); !id.empty()) ref->id = id;
      if (const auto level = attribute_named(child_named(own, "ilvl"), "val"); !level.empty()) {
        ref->level = number_in(level, 0);
      }
    }
    if (ref && ref->id != "0") shape.label = numbering_.next(*ref);
    return shape;
  }

  void read_paragraph(pugi::xml_node paragraph) {
    DocxParagraphText content = inlines_.read(paragraph);
    if (!content.text.empty()) {
      if (const std::optional<Shape> shape = shape_of(paragraph)) write_paragraph(*shape, content.text);
    }
    for (pugi::xml_node box : content.text_boxes) read_blocks(box);
  }

  void write_paragraph(const Shape& shape, const InlineText& text) {
    const bool listed = shape.heading == 0 && shape.label && (shape.label->bullet || shape.label->number);
    if (listed) {
      writer_.list_item(shape.label->level, shape.label->number, text);
      return;
    }
    InlineText labelled;
    if (shape.label) labelled.add(shape.label->text, shape.heading == 0 && text.all_bold());
    labelled.append(text);
    if (shape.heading > 0) {
      writer_.heading(shape.heading, labelled);
    } else {
      writer_.paragraph(labelled);
    }
  }

  // Everything in a table cell as lines of one text.
  void read_cell(pugi::xml_node parent, InlineText& cell) {
    for (pugi::xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "p") {
        const DocxParagraphText content = inlines_.read(node);
        if (!content.text.empty()) {
          if (!cell.empty()) cell.add("\n");
          if (const std::optional<Shape> shape = shape_of(node); shape && shape->label) {
            cell.add(shape->label->bullet ? "· " : shape->label->text);
          }
          cell.append(content.text);
        }
        for (pugi::xml_node box : content.text_boxes) read_cell(box, cell);
      } else if (name == "tr") {  // a table inside the cell: a line for each of its rows
        if (!cell.empty()) cell.add("\n");
        bool first = true;
        for (pugi::xml_node inner : node.children()) {
          if (local_name(inner) != "tc") continue;
          if (!std::exchange(first, false)) cell.add(" ");
          InlineText text;
          read_cell(inner, text);
          cell.add(text.plain());
        }
      } else if (name == "tbl" || is_wrapper(name)) {
        read_cell(node, cell);
      } else if (name == "AlternateContent") {
        read_cell(chosen_alternative(node), cell);
      }
    }
  }

  static void gather(pugi::xml_node parent, std::string_view wanted, std::vector<pugi::xml_node>& found) {
    for (pugi::xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == wanted) {
        found.push_back(node);
      } else if (is_wrapper(name)) {
        gather(node, wanted, found);
      }
    }
  }

  void read_table(pugi::xml_node table) {
    std::vector<pugi::xml_node> row_nodes;
    gather(table, "tr", row_nodes);
    std::vector<MarkdownRow> rows;
    std::map<std::size_t, InlineText> above;  // by column: what a cell merged downwards repeats
    for (pugi::xml_node row_node : row_nodes) {
      const pugi::xml_node row_properties = child_named(row_node, "trPr");
      if (child_named(row_properties, "del")) continue;
      std::vector<pugi::xml_node> cells;
      gather(row_node, "tc", cells);
      if (row_nodes.size() == 1 && cells.size() == 1) {  // a frame around text, not a table
        read_blocks(cells.front());
        return;
      }
      MarkdownRow row;
      merged_.add_blanks(row,
                         number_in(attribute_named(child_named(row_properties, "gridBefore"), "val"), 0));
      for (pugi::xml_node cell_node : cells) {
        const pugi::xml_node properties = child_named(cell_node, "tcPr");
        const pugi::xml_node merge = child_named(properties, "vMerge");
        const bool continued = merge && attribute_named(merge, "val") != "restart";
        const std::size_t column = row.size();
        InlineText cell;
        if (continued) {
          cell = merged_.repeat(above[column]);
        } else {
          read_cell(cell_node, cell);
        }
        if (merge) {
          above[column] = cell;
        } else {
          above.erase(column);
        }
        row.push_back(std::move(cell));
        merged_.add_blanks_behind(row,
                                  number_in(attribute_named(child_named(properties, "gridSpan"), "val"), 1));
      }
      rows.push_back(std::move(row));
    }
    writer_.table(rows);
  }

  const DocxStyles& styles_;
  DocxNumbering& numbering_;
  DocxInlineReader& inlines_;
  MarkdownWriter writer_;
  MergedCells merged_;
};

const std::string* related(const ZipPackage& package, const OfficeRelations& relations,
                           std::string_view kind) {
  const auto found = relations.by_kind.find(kind);
  return found == relations.by_kind.end() ? nullptr : package.find(found->second);
}

}  // namespace

Result<ExtractedText> read_docx(std::string_view bytes) {
  KJ_TRY(const ZipPackage package, open_zip_package(bytes));
  KJ_TRY(const std::string main_part, main_part_of(package));
  KJ_TRY(const OfficeRelations relations, relations_of(package, main_part));
  KJ_TRY(const DocxStyles styles, DocxStyles::read(related(package, relations, "styles")));
  KJ_TRY(DocxNumbering numbering, DocxNumbering::read(related(package, relations, "numbering")));
  KJ_TRY(DocxNotes footnotes, read_docx_notes(related(package, relations, "footnotes")));
  KJ_TRY(DocxNotes endnotes, read_docx_notes(related(package, relations, "endnotes")));
  KJ_TRY(const XmlDocument document, parse_xml_part(*package.find(main_part)));

  DocxInlineReader inlines(styles, std::move(footnotes), std::move(endnotes));
  DocxReader reader(styles, numbering, inlines);
  reader.read_blocks(child_named(document->document_element(), "body"));
  ExtractedText text;
  text.title = reader.writer().first_heading();
  if (text.title.empty()) text.title = title_property(package);
  text.markdown = reader.writer().take();
  return text;
}

}  // namespace koujing
