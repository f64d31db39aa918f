#include "search/document_row.h"

namespace koujing::search {

DocumentRow row_of(const IndexDocument& document, std::size_t span) {
  DocumentRow row;
  row.valid_from = document.span.valid.from.us;
  row.valid_to = document.span.valid.end().us;
  row.known_from = document.span.known.from.us;
  row.known_to = document.span.known.end().us;
  row.published_at = document.published_at.us;
  if (document.confirmed_at)
    row.confirmed_at = document.confirmed_at->us;
  else if (document.span.standing != Standing::kUnconfirmed)
    row.confirmed_at = document.published_at.us;
  row.entry = document.entry.value;
  row.span = static_cast<std::uint32_t>(span);
  return row;
}

}  // namespace koujing::search
