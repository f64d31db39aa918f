#include "content/originals/read_html.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/markdown/code_points.h"
#include "content/markdown/markdown_writer.h"
#include "content/markdown/pipe_table.h"
#include "content/originals/decode_text.h"
#include "content/originals/extraction_errors.h"
#include "content/originals/html_tree.h"
#include "content/originals/merged_cells.h"

namespace koujing {
namespace {

using Node = const xmlNode*;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_dropped(Node node, std::string_view name) {
  if (is_one_of(name, {"script", "style", "head", "title", "noscript", "template", "iframe", "object",
                       "embed", "svg", "math", "canvas", "audio", "video", "select", "input", "button",
                       "textarea", "applet"})) {
    return true;
  }
  if (xmlHasProp(node, reinterpret_cast<const xmlChar*>("hidden")) != nullptr) return true;
  std::string style = html_attribute(node, "style");
  std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos ||
         style.find("mso-hide:all") != std::string::npos;
}

bool is_inline(std::string_view name) {
  return is_one_of(name,
                   {"a",   "abbr", "acronym", "b",    "bdi",  "bdo",   "big",  "cite",   "code",   "data",
                    "del", "dfn",  "em",      "font", "i",    "ins",   "kbd",  "label",  "mark",   "q",
                    "rp",  "rt",   "ruby",    "s",    "samp", "small", "span", "strike", "strong", "sub",
                    "sup", "time", "tt",      "u",    "var",  "wbr",   "nobr", "br",     "img"});
}

int heading_level(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

int number_attribute(Node node, const char* name, int otherwise) {
  const std::string text = html_attribute(node, name);
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// A text node as a browser shows it: every run of blanks is one.
std::string collapse_blanks(Node node, bool after_blank) {
  const std::string_view content =
      node->content == nullptr ? std::string_view{} : reinterpret_cast<const char*>(node->content);
  std::string out;
  for (char c : content) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!blank) out += c;
    if (blank && !after_blank) out += ' ';
    after_blank = blank;
  }
  return out;
}

class HtmlReader {
 public:
  MarkdownWriter& writer() { return writer_; }

  void read_document(Node root) {
    read_blocks(root);
    flush();
  }

 private:
  // The tree is at most kMaxHtmlDepth deep, so recursion is bounded.
  void read_blocks(Node parent) {
    for (Node node = parent->children; node != nullptr; node = node->next) read_block(node);
  }

  void read_block(Node node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      add_text(node, line_, false);
      return;
    }
    const std::string_view name = element_name(node);
    if (name.empty() || is_dropped(node, name)) return;
    if (is_inline(name)) {
      // An inline element around blocks (<a><div>..) is read as the blocks.
      if (holds_block(node)) return read_blocks(node);
      return add_inline(node, line_, false);
    }
    flush();
    if (const int level = heading_level(name)) {
      InlineText text;
      add_children(node, text, false);
      writer_.heading(level, text);
    } else if (name == "ul" || name == "ol" || name == "menu" || name == "dir") {
      read_list(node, name == "ol");
    } else if (name == "table") {
      read_table(node);
    } else if (name == "pre") {
      xmlChar* content = xmlNodeGetContent(node);
      if (content != nullptr) writer_.preformatted(reinterpret_cast<const char*>(content));
      xmlFree(content);
    } else {
      read_blocks(node);
      flush();
    }
  }

  void flush() {
    InlineText text = std::exchange(line_, {});
    after_blank_ = true;
    if (item_) {
      if (text.empty()) return;
      const auto [depth, number] = *std::exchange(item_, std::nullopt);
      writer_.list_item(depth, number, text);
    } else {
      writer_.paragraph(text);
    }
  }

  static bool holds_block(Node parent) {
    for (Node node = parent->children; node != nullptr; node = node->next) {
      const std::string_view name = element_name(node);
      if (!name.empty() && (!is_inline(name) || holds_block(node))) return true;
    }
    return false;
  }

  void add_text(Node node, InlineText& out, bool bold) {
    const std::string text = collapse_blanks(node, after_blank_);
    if (text.empty()) return;
    after_blank_ = text.back() == ' ';
    out.add(text, bold);
  }

  void add_children(Node parent, InlineText& out, bool bold) {
    for (Node node = parent->children; node != nullptr; node = node->next) {
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        add_text(node, out, bold);
      } else if (node->type == XML_ELEMENT_NODE) {
        add_inline(node, out, bold);
      }
    }
  }

  void add_inline(Node node, InlineText& out, bool bold) {
    const std::string_view name = element_name(node);
    if (name.empty() || is_dropped(node, name)) return;
    if (name == "br") {
      out.add("\n");
      after_blank_ = true;
    } else if (name == "del" || name == "s" || name == "strike") {  // it must be seen that this holds no more
      out.add("（已划去：");
      add_children(node, out, bold);
      out.add("）");
    } else if (name != "rt" && name != "rp" && name != "img") {
      const bool breaks = !is_inline(name);  // a block inside a cell or heading
      if (breaks && !out.empty()) out.add("\n");
      if (breaks) after_blank_ = true;
      if (name == "li") out.add("· ");
      add_children(node, out, bold || name == "b" || name == "strong");
      if (breaks) out.add("\n");
      if (breaks) after_blank_ = true;
      if (name == "td" || name == "th") out.add(" ");
    }
  }

  void read_list(Node list, bool ordered) {
    int number = number_attribute(list, "start", 1);
    if (number < 0) number = 1;
    const int depth = list_depth_++;
    for (Node node = list->children; node != nullptr; node = node->next) {
      const std::string_view name = element_name(node);
      if (name != "li") {
        if (!name.empty()) read_block(node);
        continue;
      }
      if (is_dropped(node, name)) continue;
      item_ = {depth, ordered ? std::optional<int>(number++) : std::nullopt};
      read_blocks(node);
      flush();
      item_.reset();
    }
    --list_depth_;
  }

  static void gather_rows(Node parent, std::vector<Node>& rows) {
    for (Node node = parent->children; node != nullptr; node = node->next) {
      const std::string_view name = element_name(node);
      if (name == "tr") rows.push_back(node);
      if (name == "thead" || name == "tbody" || name == "tfoot") gather_rows(node, rows);
    }
  }

  static bool holds_structure(Node parent) {
    for (Node node = parent->children; node != nullptr; node = node->next) {
      const std::string_view name = element_name(node);
      if (name == "table" || heading_level(name) != 0 || holds_structure(node)) return true;
    }
    return false;
  }

  static std::vector<Node> cells_of(Node row) {
    std::vector<Node> cells;
    for (Node node = row->children; node != nullptr; node = node->next) {
      const std::string_view name = element_name(node);
      if ((name == "td" || name == "th") && !is_dropped(node, name)) cells.push_back(node);
    }
    return cells;
  }

  void read_table(Node table) {
    std::vector<Node> rows;
    gather_rows(table, rows);
    const bool one_column = std::ranges::all_of(rows, [](Node row) { return cells_of(row).size() <= 1; });
    if (one_column || holds_structure(table)) {
      read_blocks(table);
      flush();
      return;
    }
    for (Node node = table->children; node != nullptr; node = node->next) {
      if (element_name(node) == "caption") read_block(node);
    }
    flush();
    struct Hanging {
      InlineText text;
      int rows = 0;
    };
    std::map<std::size_t, Hanging> hanging;  // by column: cells that reach down
    std::vector<MarkdownRow> out;
    for (Node row_node : rows) {
      if (is_dropped(row_node, "tr")) continue;
      MarkdownRow row;
      const auto take_hanging = [&] {
        for (auto found = hanging.find(row.size()); found != hanging.end();
             found = hanging.find(row.size())) {
          row.push_back(merged_.repeat(found->second.text));
          if (--found->second.rows == 0) hanging.erase(found);
        }
      };
      for (Node cell_node : cells_of(row_node)) {
        take_hanging();
        InlineText cell;
        after_blank_ = true;
        add_children(cell_node, cell, false);
        if (element_name(cell_node) == "th") cell = cell.without_bold();
        const int down = std::min(number_attribute(cell_node, "rowspan", 1), static_cast<int>(kMaxTableRows));
        if (down > 1) hanging[row.size()] = {cell, down - 1};
        row.push_back(std::move(cell));
        merged_.add_blanks_behind(row, number_attribute(cell_node, "colspan", 1));
      }
      take_hanging();
      out.push_back(std::move(row));
    }
    after_blank_ = true;
    writer_.table(out);
  }

  MarkdownWriter writer_;
  InlineText line_;
  bool after_blank_ = true;
  int list_depth_ = 0;
  std::optional<std::pair<int, std::optional<int>>> item_;  // a list item whose text has not been written
  MergedCells merged_;
};

// The encoding that a page names for itself within its first bytes, as HTML 5 looks for it.
std::string declared_encoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  std::string lower;
  for (char c : head) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const std::size_t at = lower.find("charset");
  if (at == std::string::npos) return {};
  std::size_t begin = lower.find_first_not_of(" =\"'", at + 7);
  if (begin == std::string::npos) return {};
  std::size_t end = begin;
  while (end < lower.size() &&
         (is_letter(static_cast<unsigned char>(lower[end])) || lower[end] == '-' || lower[end] == '_'))
    ++end;
  const std::string name = lower.substr(begin, end - begin);
  return name.starts_with("gb") ? "gb18030" : name;  // pages that say gb2312 hold GBK
}

std::optional<std::string> decode_html(std::string_view bytes) {
  const bool marked =
      bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xEF\xBB\xBF");
  const std::string declared = declared_encoding(bytes);
  if (!marked && !is_valid_utf8(bytes) && !declared.empty()) {
    if (auto text = decode_from(bytes, declared)) return text;
  }
  return decode_text(bytes);
}

Node child_element(Node parent, std::string_view name) {
  for (Node node = parent == nullptr ? nullptr : parent->children; node != nullptr; node = node->next) {
    if (element_name(node) == name) return node;
  }
  return nullptr;
}

}  // namespace

Result<ExtractedText> read_html(std::string_view bytes) {
  const std::optional<std::string> utf8 = decode_html(bytes);
  if (!utf8) return original_damaged("HTML in no known encoding");
  KJ_TRY(const HtmlDocument document, parse_html(*utf8));
  ExtractedText text;
  Node root = xmlDocGetRootElement(document.get());
  if (root == nullptr) return text;
  HtmlReader reader;
  reader.read_document(root);
  text.title = reader.writer().first_heading();
  if (text.title.empty()) {
    if (Node title = child_element(child_element(root, "head"), "title"); title != nullptr) {
      InlineText line;
      if (title->children != nullptr) line.add(collapse_blanks(title->children, true));
      text.title = line.plain();
    }
  }
  text.markdown = reader.writer().take();
  return text;
}

}  // namespace koujing
