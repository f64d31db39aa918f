// What the sentences of a script rest on: for each, the passage of what came in that says most of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "search/search_index.h"

namespace koujing::search {

struct Ground {
  std::string sentence;    // as it is written, without its end mark
  std::size_t source = 0;  // number of the text that has the passage
  std::string
      passage;  // as it is written, at most 200 characters; "" when nothing says enough of the sentence
  double coverage = 0;  // how much of the sentence the passage says, by rarity, 0 to 1
};

inline constexpr double kGrounded = 0.5;  // coverage from which a passage is offered

// One for each sentence of `script` (plain text) that says something: greetings and single words are left
// out; at most 100. `sources` are Markdown or plain text. Errors: those of the index. Any thread.
Result<std::vector<Ground>> grounds_of(Reader& reader, std::string_view script,
                                       const std::vector<std::string>& sources);

}  // namespace koujing::search
