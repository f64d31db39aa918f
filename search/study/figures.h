// The figures of an answer and what each of them is about, and where two answers give different ones for the
// same thing.
//
// What a figure is about is the clause that it stands in, with the one before it when that says little, or in
// a table the first cell of its row and the head of its column. Two figures are compared when they are of one
// kind, what they are about is alike, and nothing tells them apart: another figure or a counted step (第一档)
// that only one of the two clauses has in that place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/study/matter.h"
#include "search/text/quantities.h"

namespace koujing::search {

struct Figure {
  std::string unit;          // figures of one unit can be compared: "元", "%", "分钟", "phone", "date" …
  std::string value;         // within its unit, one spelling
  std::string written;       // as it stands in the text
  std::string clause;        // what it stands in, as written, at most 60 characters
  std::vector<Piece> about;  // a set: of the clause, without figures
  std::vector<std::string> conditions;  // a set: the other figures and counted steps of the clause
  std::vector<std::string> before;      // a set: the same of the clause before it in the sentence
};

// Of Markdown, in its order, at most 300. Amounts, rates, data, speeds, durations, dates, times of the day,
// volumes, discounts, telephone and service numbers; not plain numbers, ordinals and numbers of documents.
// A figure that stands there by itself (每月 / 89元 on a line of its own) is about what the `title` says.
std::vector<Figure> figures_of(std::string_view markdown, std::string_view title = {});

struct FigureConflict {
  const Figure* ours = nullptr;
  const Figure* theirs = nullptr;
  double likeness = 0;  // of what they are about, 0 to 1
};

// Each of ours for which theirs say something else and none of theirs says the same. Pieces that `rarity`
// lacks count as common ones. Pointers are into the two lists.
std::vector<FigureConflict> conflicting_figures(const std::vector<Figure>& ours,
                                                const std::vector<Figure>& theirs,
                                                const std::map<Piece, double>& rarity);

}  // namespace koujing::search
