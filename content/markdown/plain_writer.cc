#include "content/markdown/plain_writer.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "content/markdown/line_break_tag.h"
#include "content/markdown/pipe_table.h"
#include "content/markdown/source_text.h"
#include "content/markdown/syntax_tree.h"

namespace koujing {
namespace {

class PlainWriter {
 public:
  PlainWriter(std::string_view clean, std::string& out) : lines_(split_lines(clean)), out_(out) {}

  void write(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_LIST:
        write_list(node);
        break;
      case CMARK_NODE_CODE_BLOCK:
      case CMARK_NODE_HTML_BLOCK:
        out_ += literal_of(node);
        end_line();
        break;
      case CMARK_NODE_PARAGRAPH:
        if (write_table(node)) break;
        [[fallthrough]];
      case CMARK_NODE_HEADING:
        write_children(node);
        end_line();
        break;
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        out_ += literal_of(node);
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        out_ += line_break_;
        break;
      case CMARK_NODE_HTML_INLINE: {
        const std::string tag = literal_of(node);
        out_ += is_line_break_tag(tag) ? std::string(line_break_) : tag;
        break;
      }
      case CMARK_NODE_IMAGE:
        out_ += text_below(node);
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

  void end_line() {
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  void write_list(cmark_node* list) {
    end_line();
    const bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = cmark_node_get_list_start(list);
    for (cmark_node* item = cmark_node_first_child(list); item != nullptr; item = cmark_node_next(item)) {
      out_.append(static_cast<std::size_t>(list_depth_) * 2, ' ');
      out_ += ordered ? std::to_string(number++) + ". " : "- ";
      ++list_depth_;
      write_children(item);
      --list_depth_;
      end_line();
    }
  }

  bool write_table(cmark_node* paragraph) {
    const std::vector<std::string_view> lines = paragraph_lines(paragraph, lines_);
    const std::optional<PipeTable> table = find_table(lines);
    if (!table) return false;
    const std::size_t cells = table->header.size() * (table->rows.size() + 1);
    if (cells > cells_left_) return false;
    cells_left_ -= cells;
    for (std::size_t i = 0; i < table->first_line; ++i) {
      write_inlines(lines[i]);
      end_line();
    }
    write_row(table->header);
    for (const auto& row : table->rows) write_row(row);
    return true;
  }

  void write_row(const std::vector<std::string>& cells) {
    line_break_ = " ";  // a row stays in its line
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (column > 0) out_ += " | ";
      if (!cells[column].empty()) write_inlines(cells[column]);
    }
    line_break_ = "\n";
    end_line();
  }

  void write_inlines(std::string_view line) {
    const SyntaxTree tree = parse_inlines({line});
    if (is_nested_too_deep(tree.get())) {
      out_ += line;
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
  int list_depth_ = 0;
  std::string_view line_break_ = "\n";
};

}  // namespace

bool write_plain(std::string_view clean, std::string& out) {
  const SyntaxTree tree = parse_blocks(clean);
  if (is_nested_too_deep(tree.get())) return false;
  PlainWriter(clean, out).write(tree.get());
  return true;
}

}  // namespace koujing
