// The tree of a text as plain lines: for reading out, copying and indexing.
//
// One block a line and its own line breaks kept; list items begin with "- " or their number; the cells of a
// table row are joined by " | "; a link is its text, an image its alternative text; a rule is nothing.
#pragma once

#include <string>
#include <string_view>

namespace koujing {

// `clean` as from clean_source() and within the limits. False: nested too deeply to be parsed.
bool write_plain(std::string_view clean, std::string& out);

}  // namespace koujing
