// How a heading sounds, spelled out for a desk that searches without this program.
#pragma once

#include <string>
#include <string_view>

namespace koujing::search {

// A syllable for each ideograph, other readings after a slash; letters and digits by themselves; blanks
// between. "宽带5G重办" is "kuan dai 5 g chong/zhong ban". Total; any thread.
std::string sounds_of(std::string_view text);

}  // namespace koujing::search
