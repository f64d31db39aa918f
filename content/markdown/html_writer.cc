#include "content/markdown/html_writer.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "content/markdown/line_break_tag.h"
#include "content/markdown/link_rules.h"
#include "content/markdown/pipe_table.h"
#include "content/markdown/source_text.h"
#include "content/markdown/syntax_tree.h"

namespace koujing {
namespace {

constexpr std::string_view kLineBreak = "<br>\n";

std::string with_line_breaks(std::string_view text) {
  std::string out;
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1)) {
    out += escape_html(text.substr(0, end));
    out += kLineBreak;
  }
  return out + escape_html(text);
}

std::string_view align_attribute(ColumnAlignment alignment) {
  switch (alignment) {
    case ColumnAlignment::kLeft:
      return " align=\"left\"";
    case ColumnAlignment::kCenter:
      return " align=\"center\"";
    case ColumnAlignment::kRight:
      return " align=\"right\"";
    case ColumnAlignment::kNone:
      break;
  }
  return "";
}

class HtmlWriter {
 public:
  HtmlWriter(std::string_view clean, std::string& out) : lines_(split_lines(clean)), out_(out) {}

  void write(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_DOCUMENT:
        write_children(node);
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        wrap(node, "<blockquote>\n", "</blockquote>\n");
        break;
      case CMARK_NODE_LIST:
        write_list(node);
        break;
      case CMARK_NODE_ITEM:
        wrap(node, "<li>", "</li>\n");
        break;
      case CMARK_NODE_CODE_BLOCK:
        out_ += "<pre><code>" + escape_html(literal_of(node)) + "</code></pre>\n";
        break;
      case CMARK_NODE_HTML_BLOCK:
        out_ += "<p>" + with_line_breaks(literal_of(node)) + "</p>\n";
        break;
      case CMARK_NODE_PARAGRAPH:
        write_paragraph(node);
        break;
      case CMARK_NODE_HEADING:
        write_heading(node);
        break;
      case CMARK_NODE_THEMATIC_BREAK:
        out_ += "<hr>\n";
        break;
      case CMARK_NODE_TEXT:
        out_ += escape_html(literal_of(node));
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        out_ += kLineBreak;
        break;
      case CMARK_NODE_CODE:
        out_ += "<code>" + escape_html(literal_of(node)) + "</code>";
        break;
      case CMARK_NODE_HTML_INLINE: {
        const std::string tag = literal_of(node);
        out_ += is_line_break_tag(tag) ? std::string(kLineBreak) : escape_html(tag);
        break;
      }
      case CMARK_NODE_EMPH:
        wrap(node, "<em>", "</em>");
        break;
      case CMARK_NODE_STRONG:
        wrap(node, "<strong>", "</strong>");
        break;
      case CMARK_NODE_LINK:
        write_link(node);
        break;
      case CMARK_NODE_IMAGE:
        write_image(node);
        break;
      default:
        write_children(node);
    }
  }

 private:
  // The depth is at most kMaxMarkdownNesting, checked before.
  void write_children(cmark_node* node) {
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
      write(child);
    }
  }

  void wrap(cmark_node* node, std::string_view before, std::string_view after) {
    out_ += before;
    write_children(node);
    out_ += after;
  }

  void write_list(cmark_node* node) {
    if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST) return wrap(node, "<ul>\n", "</ul>\n");
    const int start = cmark_node_get_list_start(node);
    wrap(node, start == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(start) + "\">\n", "</ol>\n");
  }

  void write_heading(cmark_node* node) {
    const std::string tag = "h" + std::to_string(cmark_node_get_heading_level(node)) + ">";
    wrap(node, "<" + tag, "</" + tag + "\n");
  }

  void write_paragraph(cmark_node* node) {
    if (write_table(node)) return;
    if (!is_in_tight_list(node)) return wrap(node, "<p>", "</p>\n");
    write_children(node);
    if (cmark_node_next(node) != nullptr) out_ += '\n';
  }

  void write_link(cmark_node* node) {
    const std::optional<std::string> href = safe_link(address_of(node));
    if (!href) return write_children(node);
    wrap(node, "<a href=\"" + *href + "\" rel=\"noopener noreferrer\">", "</a>");
  }

  void write_image(cmark_node* node) {
    const std::string alt = escape_html(text_below(node));
    const std::optional<std::string> src = safe_image(address_of(node));
    out_ += src ? "<img src=\"" + *src + "\" alt=\"" + alt + "\">" : alt;
  }

  bool write_table(cmark_node* paragraph) {
    const std::vector<std::string_view> lines = paragraph_lines(paragraph, lines_);
    const std::optional<PipeTable> table = find_table(lines);
    if (!table) return false;
    const std::size_t cells = table->header.size() * (table->rows.size() + 1);
    if (cells > cells_left_) return false;
    cells_left_ -= cells;
    if (table->first_line > 0) {
      out_ += "<p>";
      const auto end = lines.begin() + static_cast<std::ptrdiff_t>(table->first_line);
      write_inlines(std::vector<std::string_view>(lines.begin(), end));
      out_ += "</p>\n";
    }
    out_ += "<table>\n<thead>\n";
    write_row(table->header, table->alignments, "th");
    out_ += "</thead>\n";
    if (!table->rows.empty()) out_ += "<tbody>\n";
    for (const auto& row : table->rows) write_row(row, table->alignments, "td");
    out_ += table->rows.empty() ? "</table>\n" : "</tbody>\n</table>\n";
    return true;
  }

  void write_row(const std::vector<std::string>& cells, const std::vector<ColumnAlignment>& alignments,
                 std::string_view tag) {
    out_ += "<tr>";
    for (std::size_t column = 0; column < cells.size(); ++column) {
      out_.append("<").append(tag).append(align_attribute(alignments[column])).append(">");
      if (!cells[column].empty()) write_inlines({cells[column]});
      out_.append("</").append(tag).append(">");
    }
    out_ += "</tr>\n";
  }

  void write_inlines(const std::vector<std::string_view>& lines) {
    const SyntaxTree tree = parse_inlines(lines);
    if (is_nested_too_deep(tree.get())) {
      for (std::string_view line : lines) out_.append(escape_html(line)).append(kLineBreak);
      return;
    }
    for (cmark_node* block = cmark_node_first_child(tree.get()); block != nullptr;
         block = cmark_node_next(block)) {
      write_children(block);
    }
  }

  const std::vector<std::string_view> lines_;
  std::string& out_;
  std::size_t cells_left_ = kMaxTableCells;
};

}  // namespace

bool write_html(std::string_view clean, std::string& out) {
  const SyntaxTree tree = parse_blocks(clean);
  if (is_nested_too_deep(tree.get())) return false;
  HtmlWriter(clean, out).write(tree.get());
  return true;
}

std::string plain_as_html(std::string_view clean) { return "<p>" + with_line_breaks(clean) + "</p>\n"; }

}  // namespace koujing
