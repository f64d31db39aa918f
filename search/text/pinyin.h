// How Chinese sounds, written in letters: the readings of characters, and letters cut into syllables.
//
// A syllable is one of the toneless syllables of Mandarin in the spelling of input methods, with v for ü:
// "zhong", "lv", "lve". Readings and their frequencies come from pinyin_table.h. Everything here is total and
// may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace koujing::search {

// A number below syllable_count(). Numbers follow the alphabet; they are for memory, not for files.
using Syllable = std::uint16_t;

std::size_t syllable_count();

// "zhong"; empty for a number that is no syllable. Lives as long as the program.
std::string_view syllable_name(Syllable syllable);

// The first letter of its name ('z' for zhong, as people type initials); 0 for a number that is no syllable.
char initial(Syllable syllable);

// By its name, in small letters. Also read: lue and nue, lü and nü with their forms, lyu and nyu of
// passports, jv qv xv yv with their forms. Nothing for all else.
std::optional<Syllable> syllable(std::string_view name);

// All readings of an ideograph in use today, commonest first, four at the most. Empty for every other
// character, and for ideographs that the table does not know. Lives as long as the program.
std::span<const Syllable> readings(char32_t character);

// One list for each character of the normalised text: its readings, narrowed to those that it has in the
// words of the phrase table (银行 yin hang, 长江 chang jiang). A character that two overlapping words could
// claim keeps the readings of both; one in no word of the table keeps all. Empty lists for what is no
// ideograph.
std::vector<std::vector<Syllable>> readings_of(std::u32string_view text);

// One way to read letters as syllables.
struct PinyinPath {
  std::vector<Syllable> syllables;
  std::size_t rest = 0;  // letters at the end that begin a syllable and are none: 2 for the zh of "dianzh"
  double cost = 0;       // -ln of the probability of the syllables and of the rest
  bool operator==(const PinyinPath&) const = default;
};

// At most `most` ways (never over 16), those that leave no rest first, likelier before less likely: "xian" is
// xian, xi'an, and then xia with the n of another; "fangan" is fang'an, fan'gan, ... An apostrophe, a space
// or a hyphen is a border of syllables; capitals count as small letters. Empty when the letters cannot be
// pinyin, when anything else is among them, or when there is neither syllable nor rest. Only the last
// syllable may be unfinished. Time grows with the length alone.
std::vector<PinyinPath> split_pinyin(std::string_view letters, std::size_t most = 4);

// Whether the two are the same, or are mixed up in speech: z/zh, c/ch, s/sh, n/l, f/h, r/l at the beginning,
// an/ang, en/eng, in/ing at the end (ian/iang and uan/uang with them), both ends at once included. Symmetric;
// not transitive.
bool sounds_alike(Syllable a, Syllable b);

}  // namespace koujing::search
