#include "content/originals/docx_inline.h"

#include <charconv>

#include "content/markdown/code_points.h"

namespace koujing {

struct DocxInlineReader::Reading {
  DocxParagraphText out;
  bool bold = false;    // of the run being read
  bool struck = false;  // an opening 已划去 waits for its end

  void add(std::string_view text) { out.text.add(text, bold); }
};

namespace {

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (pugi::xml_node child : node.children()) text += child.value();
  return text;
}

// All w:t or m:t below, deletions left out.
void gather_text(pugi::xml_node node, std::string& text) {
  for (pugi::xml_node child : node.children()) {
    const std::string_view name = local_name(child);
    if (name == "t") text += text_of(child);
    if (name == "p" && !text.empty()) text += ' ';
    if (name != "del" && name != "moveFrom" && name != "t") gather_text(child, text);
  }
}

void gather_text_boxes(pugi::xml_node node, std::vector<pugi::xml_node>& boxes) {
  if (local_name(node) == "AlternateContent") {
    gather_text_boxes(chosen_alternative(node), boxes);
    return;
  }
  for (pugi::xml_node child : node.children()) {
    if (local_name(child) == "txbxContent") {
      boxes.push_back(child);
    } else {
      gather_text_boxes(child, boxes);
    }
  }
}

// Boxes to tick come from the Wingdings fonts in the private use area; other symbols say nothing without
// their font.
std::string_view symbol_text(std::string_view hex) {
  unsigned code = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  switch (code & 0xFFU) {
    case 0xA8:
    case 0x6F:
    case 0x71:
    case 0xA3:
      return "☐";
    case 0xFE:
    case 0x52:
      return "☑";
    case 0xFD:
    case 0x54:
      return "☒";
    default:
      return "";
  }
}

}  // namespace

pugi::xml_node chosen_alternative(pugi::xml_node alternate_content) {
  const pugi::xml_node choice = child_named(alternate_content, "Choice");
  return choice ? choice : child_named(alternate_content, "Fallback");
}

Result<DocxNotes> read_docx_notes(const std::string* part) {
  DocxNotes notes;
  if (part == nullptr) return notes;
  KJ_TRY(const XmlDocument document, parse_xml_part(*part));
  for (pugi::xml_node note : document->document_element().children()) {
    const std::string_view type = attribute_named(note, "type");
    if (!type.empty() && type != "normal") continue;  // separators
    std::string text;
    gather_text(note, text);
    notes.emplace(attribute_named(note, "id"), std::string(trim_blank(text)));
  }
  return notes;
}

DocxParagraphText DocxInlineReader::read(pugi::xml_node paragraph) {
  Reading reading;
  read_children(paragraph, reading);
  reading.bold = false;
  if (reading.struck) reading.add("）");
  return std::move(reading.out);
}

void DocxInlineReader::read_children(pugi::xml_node parent, Reading& reading) {
  for (pugi::xml_node child : parent.children()) read_node(child, reading);
}

void DocxInlineReader::read_node(pugi::xml_node node, Reading& reading) {
  const std::string_view name = local_name(node);
  if (name == "r") {
    read_run(node, reading);
  } else if (name == "AlternateContent") {
    read_children(chosen_alternative(node), reading);
  } else if (name == "oMath" || name == "oMathPara") {
    std::string formula;
    gather_text(node, formula);
    reading.bold = false;
    reading.add(formula);
  } else if (name == "hyperlink" || name == "ins" || name == "moveTo" || name == "smartTag" ||
             name == "sdt" || name == "sdtContent" || name == "fldSimple" || name == "customXml" ||
             name == "bdo" || name == "dir") {
    read_children(node, reading);
  }  // del, moveFrom, properties, bookmarks and comment marks say nothing
}

void DocxInlineReader::read_run(pugi::xml_node run, Reading& reading) {
  const pugi::xml_node properties = child_named(run, "rPr");
  if (is_on(child_named(properties, "vanish"))) return;
  const pugi::xml_node bold = child_named(properties, "b");
  const std::string_view style = attribute_named(child_named(properties, "rStyle"), "val");
  const bool struck = is_on(child_named(properties, "strike")) || is_on(child_named(properties, "dstrike"));
  if (struck != reading.struck) {
    reading.bold = false;
    reading.add(struck ? "（已划去：" : "）");
    reading.struck = struck;
  }
  reading.bold = bold ? is_on(bold) : styles_.of(style).bold;
  for (pugi::xml_node child : run.children()) read_run_child(child, reading);
}

void DocxInlineReader::read_run_child(pugi::xml_node node, Reading& reading) {
  const std::string_view name = local_name(node);
  if (name == "t") {
    reading.add(text_of(node));
  } else if (name == "tab" || name == "ptab") {
    reading.add(" ");
  } else if (name == "br" || name == "cr") {
    const std::string_view type = attribute_named(node, "type");
    if (type.empty() || type == "textWrapping") reading.add("\n");
  } else if (name == "noBreakHyphen") {
    reading.add("-");
  } else if (name == "sym") {
    reading.add(symbol_text(attribute_named(node, "char")));
  } else if (name == "ruby") {
    read_children(child_named(node, "rubyBase"), reading);
  } else if (name == "footnoteReference" || name == "endnoteReference") {
    DocxNotes& notes = name == "footnoteReference" ? footnotes_ : endnotes_;
    const auto note = notes.find(attribute_named(node, "id"));
    if (note == notes.end()) return;
    if (!note->second.empty()) reading.add("（注：" + note->second + "）");
    notes.erase(note);
  } else if (name == "AlternateContent") {
    for (pugi::xml_node child : chosen_alternative(node).children()) read_run_child(child, reading);
  } else if (name == "drawing" || name == "pict" || name == "object") {
    gather_text_boxes(node, reading.out.text_boxes);
  }
}

}  // namespace koujing
