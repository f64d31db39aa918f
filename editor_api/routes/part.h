// One page of rows that are at hand as a whole, such as the catalogue: for lists that the store gives at
// once.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "editor_api/routes/route.h"

namespace koujing::door {

template <class T>
struct Part {
  std::span<const T> rows;  // of the vector that was given
  json next_cursor;         // null on the last page
};

// The rows after the one whose number is the cursor of `page`. `number_of(row, position)` is what the cursor
// names: the row's own number where it has one, else its position, counted from 1. Error kMalformed
// "bad_parameter" when no row has the number of the cursor.
template <class T, class NumberOf>
Result<Part<T>> part_of(const std::vector<T>& rows, const Page& page, const NumberOf& number_of) {
  std::size_t begin = 0;
  if (page.after) {
    while (begin < rows.size() && number_of(rows[begin], begin + 1) != *page.after) ++begin;
    if (begin == rows.size())
      return Error{ErrorKind::kMalformed,
                   "bad_parameter",
                   {"参数 cursor 不是这个列表给出的，请从第一页重新读取",
                    "the parameter cursor is none of this list; read it again from its first page"}};
    ++begin;
  }
  const std::size_t end = std::min(rows.size(), begin + page.limit);
  Part<T> part{std::span<const T>(rows).subspan(begin, end - begin), nullptr};
  if (end < rows.size()) part.next_cursor = std::to_string(number_of(rows[end - 1], end));
  return part;
}

// For rows that have one.
inline constexpr auto by_id = [](const auto& row, std::size_t) { return row.id.value; };

// For rows without a number of their own. Holds as long as rows are only added at the end.
inline constexpr auto by_position = [](const auto&, std::size_t position) {
  return static_cast<std::int64_t>(position);
};

}  // namespace koujing::door
