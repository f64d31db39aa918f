#include "search/record_alphabet.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "search/posting_list.h"

namespace koujing::search {
namespace {

constexpr std::size_t kOneByte = 192;
constexpr std::size_t kPlaces = kOneByte + 64 * 256 - 1;  // the last is the sign for a character as it is
constexpr std::uint16_t kNowhere = 0xFFFF;

}  // namespace

RecordAlphabet::RecordAlphabet(std::span<const std::uint32_t> occurrences) {
  std::vector<std::uint16_t> order(occurrences.size());
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  std::erase_if(order, [&](std::uint16_t one) { return occurrences[one] == 0; });
  std::sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
    return occurrences[a] != occurrences[b] ? occurrences[a] > occurrences[b] : a < b;
  });
  if (order.size() > kPlaces) order.resize(kPlaces);
  for (const std::uint16_t one : order) characters_.push_back(static_cast<char16_t>(one));
  index();
}

RecordAlphabet::RecordAlphabet(std::u16string characters) : characters_(std::move(characters)) {
  if (characters_.size() > kPlaces) characters_.resize(kPlaces);
  index();
}

void RecordAlphabet::index() {
  place_.assign(65536, kNowhere);
  for (std::size_t i = 0; i < characters_.size(); ++i) place_[characters_[i]] = static_cast<std::uint16_t>(i);
}

void RecordAlphabet::pack(std::u16string_view record, std::string& into) const {
  const std::size_t fields = record.front();
  append_varint(into, fields);
  for (std::size_t i = 0; i < fields; ++i)
    append_varint(into, static_cast<std::uint64_t>(record[2 + 2 * i]) << 3 | record[1 + 2 * i]);
  for (const char16_t character : record.substr(1 + 2 * fields)) {
    const std::uint16_t place = place_.empty() ? kNowhere : place_[character];
    if (place < kOneByte) {
      into.push_back(static_cast<char>(place));
    } else if (place != kNowhere) {
      into.push_back(static_cast<char>(kOneByte + ((place - kOneByte) >> 8)));
      into.push_back(static_cast<char>((place - kOneByte) & 0xFF));
    } else {
      into += "\xFF\xFF";
      into.push_back(static_cast<char>(character & 0xFF));
      into.push_back(static_cast<char>(character >> 8));
    }
  }
}

bool RecordAlphabet::unpack(std::string_view bytes, std::u16string& into, bool headings_only) const {
  std::size_t at = 0;
  const std::uint64_t fields = read_varint(bytes, at);
  if (fields > kMaxRankFields || fields > bytes.size()) return false;
  const std::size_t begun = into.size();
  into.push_back(static_cast<char16_t>(fields));
  std::size_t characters = 0;
  bool behind = false;  // the headings
  for (std::uint64_t i = 0; i < fields; ++i) {
    const std::uint64_t head = read_varint(bytes, at);
    std::uint64_t length = head >> 3;
    if (length > kMaxRankCharacters) return into.resize(begun), false;
    behind = behind || !is_heading(static_cast<RankField>(head & 7));
    if (behind && headings_only) length = 0;
    into.push_back(static_cast<char16_t>(head & 7));
    into.push_back(static_cast<char16_t>(length));
    characters += length;
  }
  if (characters > bytes.size() - at) return into.resize(begun), false;
  std::size_t to = into.size();
  into.resize(to + characters);
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data()) + at;
  const auto* const end = reinterpret_cast<const unsigned char*>(bytes.data()) + bytes.size();
  for (const std::size_t stop = to + characters; to < stop; ++to) {
    if (from == end) return into.resize(begun), false;
    std::size_t place = *from++;
    if (place >= kOneByte) {
      if (from == end) return into.resize(begun), false;
      place = kOneByte + ((place - kOneByte) << 8 | *from++);
      if (place == kPlaces) {
        if (end - from < 2) return into.resize(begun), false;
        into[to] = static_cast<char16_t>(from[0] | from[1] << 8);
        from += 2;
        continue;
      }
    }
    if (place >= characters_.size()) return into.resize(begun), false;
    into[to] = characters_[place];
  }
  return true;
}

}  // namespace koujing::search
