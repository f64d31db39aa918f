// A text as those who study it need it: normalised, without marks of Markdown, in lines, its quantities
// found. For search/study alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/study/notice_facts.h"
#include "search/text/normalise.h"
#include "search/text/quantities.h"

namespace koujing::search {

struct Place {
  std::size_t begin = 0;  // characters of StudyText::characters(), half-open
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

class StudyText {
 public:
  explicit StudyText(std::string_view text);

  std::u32string_view characters() const { return normal_.characters; }
  std::u32string_view at(Place place) const { return characters().substr(place.begin, place.size()); }
  // Lines with something in them, without the spaces and the marks of headings, lists and quotes around it.
  const std::vector<Place>& lines() const { return lines_; }
  bool is_heading(std::size_t line) const { return headings_[line]; }
  std::size_t line_of(std::size_t position) const;  // the line that holds it, or the next one
  const std::vector<Quantity>& quantities() const { return quantities_; }

  // As it is written in the original, white space closed up but for a space between words in letters.
  Stated stated(Place place) const;
  Stated stated(Place place, std::string value) const;

  // The first of `words` that the text has at `position`; its length in characters, 0 for none.
  std::size_t any_at(std::size_t position, const std::vector<std::u32string_view>& words) const;
  // The same for what ends at `position`.
  std::size_t any_before(std::size_t position, const std::vector<std::u32string_view>& words) const;
  // Where the first of `words` begins in [from, to).
  std::optional<std::size_t> find_any(std::size_t from, std::size_t to,
                                      const std::vector<std::u32string_view>& words) const;
  // Behind "label:" when the line begins with one of `labels`.
  std::optional<Place> labelled(std::size_t line, const std::vector<std::u32string_view>& labels) const;

 private:
  void drop_markup();
  void split_lines();

  std::string_view original_;
  NormalText normal_;
  std::vector<Place> lines_;
  std::vector<bool> headings_;
  std::vector<Quantity> quantities_;
};

}  // namespace koujing::search
