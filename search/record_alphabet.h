// Rank records in fewer bytes: the commonest characters of a library take one byte, the others two.
//
// Layout of a packed record: number of fields; for each its kind (3 bits) and its length; each in 7 bits a
// byte. Then the characters: 0 to 191 a place of the alphabet; 192 to 255 and another byte a further place;
// FF FF and two bytes, low first, a character as it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/rank_record.h"

namespace koujing::search {

class RecordAlphabet {
 public:
  RecordAlphabet() = default;  // empty: every character is written as it is
  // By how often each of the 65,536 characters occurs, or in how many documents.
  explicit RecordAlphabet(std::span<const std::uint32_t> occurrences);
  // As written to a file: characters() of another one.
  explicit RecordAlphabet(std::u16string characters);

  const std::u16string& characters() const { return characters_; }

  void pack(std::u16string_view record, std::string& into) const;
  // Appends the record that begins with `bytes`, as rank_record.h lays it out. False, and nothing appended,
  // when none does. About a nanosecond a character.
  // With `headings_only` what comes after the headings is left empty.
  bool unpack(std::string_view bytes, std::u16string& into, bool headings_only = false) const;

 private:
  void index();
  std::u16string characters_;         // by place
  std::vector<std::uint16_t> place_;  // by character; kNowhere for none
};

}  // namespace koujing::search
