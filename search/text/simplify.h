// Traditional Chinese to simplified, character for character.
//
// The dictionary is OpenCC's t2s (277 phrases before 4,113 characters, longest phrase first); every entry
// of it is as long as what it replaces, so offsets stay as they are. OpenCC gives the dictionary, the walk is
// ours: two orders of magnitude faster than its converter, which builds a string for every character.
#pragma once

#include <string>

namespace koujing::search {

// In place. Without an installed dictionary it leaves the text alone (see can_simplify). Any thread.
void simplify(std::u32string& text);

// Whether OpenCC's dictionary was found; for `doctor`.
bool can_simplify();

}  // namespace koujing::search
