#include "search/xapian/tail_document.h"

#include <cstring>
#include <optional>
#include <type_traits>

#include "search/rank_record.h"
#include "search/xapian/index_errors.h"

namespace koujing::search {
namespace {

// Lengths first, in native order, as all files of an index are: an index is not carried between machines.
struct Head {
  DocumentRow row;
  std::uint32_t grave = 0;
  std::uint32_t facets = 0;  // bytes
  std::uint64_t record = 0;  // units of two bytes
};
static_assert(std::is_trivially_copyable_v<Head> && sizeof(Head) == 80);

std::optional<Head> head_of(std::string_view bytes) {
  Head head;
  if (bytes.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof head);
  const std::size_t rest = bytes.size() - sizeof head;
  if (head.facets > rest || head.record > (rest - head.facets) / 2) return std::nullopt;
  return head;
}

Error damaged() { return index_damaged("a document of the tail does not decode"); }

}  // namespace

std::string encode_tail(const TailDocument& document, std::string_view display) {
  const Head head{document.row, document.grave ? 1u : 0u, static_cast<std::uint32_t>(document.facets.size()),
                  document.record.size()};
  std::string bytes(sizeof head, '\0');
  std::memcpy(bytes.data(), &head, sizeof head);
  bytes += document.facets;
  bytes.append(reinterpret_cast<const char*>(document.record.data()), document.record.size() * 2);
  bytes += display;
  return bytes;
}

Result<TailDocument> decode_tail(std::string_view bytes) {
  const auto head = head_of(bytes);
  if (!head) return damaged();
  TailDocument document;
  document.row = head->row;
  document.grave = head->grave != 0;
  document.facets = bytes.substr(sizeof(Head), head->facets);
  document.record.resize(head->record);
  std::memcpy(document.record.data(), bytes.data() + sizeof(Head) + head->facets, head->record * 2);
  if (!document.grave && !holds_record(document.record.data(), document.record.size())) return damaged();
  return document;
}

Result<std::string_view> display_of(std::string_view bytes) {
  const auto head = head_of(bytes);
  if (!head) return damaged();
  return bytes.substr(sizeof(Head) + head->facets + head->record * 2);
}

}  // namespace koujing::search
