// The text inside paragraphs of a Word document: runs, tracked changes, fields, notes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/markdown/inline_text.h"
#include "content/model/result.h"
#include "content/originals/docx_styles.h"
#include "content/originals/xml_part.h"

namespace koujing {

using DocxNotes = std::map<std::string, std::string, std::less<>>;  // note id -> its text in one line

struct DocxParagraphText {
  InlineText text;
  std::vector<pugi::xml_node> text_boxes;  // their txbxContent, in order
};

// The parts footnotes.xml or endnotes.xml; nullptr gives none. Error original_damaged.
Result<DocxNotes> read_docx_notes(const std::string* part);

class DocxInlineReader {
 public:
  // `styles` must outlive the reader.
  DocxInlineReader(const DocxStyles& styles, DocxNotes footnotes, DocxNotes endnotes)
      : styles_(styles), footnotes_(std::move(footnotes)), endnotes_(std::move(endnotes)) {}

  // A note stands where it is first referred to, and only there: a file that refers to one a million times
  // must not become a million times as long.
  DocxParagraphText read(pugi::xml_node paragraph);

 private:
  struct Reading;
  void read_children(pugi::xml_node parent, Reading& reading);
  void read_node(pugi::xml_node node, Reading& reading);
  void read_run(pugi::xml_node run, Reading& reading);
  void read_run_child(pugi::xml_node node, Reading& reading);

  const DocxStyles& styles_;
  DocxNotes footnotes_;
  DocxNotes endnotes_;
};

// Of mc:AlternateContent, the branch to read: the first choice, else the fallback; never both.
pugi::xml_node chosen_alternative(pugi::xml_node alternate_content);

}  // namespace koujing
