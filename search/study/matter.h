// What a text is about, as small pieces that can be compared: the same matter in other words shares most of
// them.
//
// Pieces are pairs of neighbouring ideographs, and words and numbers whole, without the words that any
// question has (怎么, 多少, 我的): 宽带断网怎么报修 has 宽带, 带断, 断网, 报修. They are spelled as the terms
// of the index are, so that Reader::rarity says how telling each is.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

using Piece = std::string;  // UTF-8

// Of normalised text, in its order, with repetitions. Total. Any thread.
std::vector<Piece> pieces_of(std::u32string_view text);

// A sorted set, for comparing.
std::vector<Piece> set_of(std::vector<Piece> pieces);

// What both have of what either has, 0 to 1; 0 when both are empty. Of sets.
double likeness(const std::vector<Piece>& left, const std::vector<Piece>& right);

// How much of each piece a text has: fields weigh differently, repetitions add ever less.
class Matter {
 public:
  void add(const std::vector<Piece>& pieces, double weight);

  const std::map<Piece, double>& pieces() const { return pieces_; }

 private:
  std::map<Piece, double> pieces_;
};

// Cosine of the two, each piece weighed by how telling it is: 0 for nothing in common to 1 for the same.
// Pieces that `rarity` lacks count nothing, and it is 0 when both share fewer than `fewest`.
double likeness(const Matter& left, const Matter& right, const std::map<Piece, double>& rarity,
                std::size_t fewest = 1);

}  // namespace koujing::search
