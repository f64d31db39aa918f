// Where two wordings of one question differ: 宽带断网怎么办 and 宽带掉线怎么办 differ in 断网 and 掉线.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace koujing {

struct DifferingPieces {
  std::string first, second;
};

// The one piece of each that the other does not have: 2 to 6 characters on both sides, with at least 2 equal
// characters around them, blanks and end marks (？！。) left aside. A Latin word is never cut. Nothing when
// they differ in more or less than that, when one piece is part of the other, when a piece is a numeral or
// holds a digit (other numbers are other questions), or when it holds a blank or a mark.
std::optional<DifferingPieces> differing_pieces(std::string_view first, std::string_view second);

}  // namespace koujing
