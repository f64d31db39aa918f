#include "search/text/normalise.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <limits>

#include "search/text/simplify.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

// Most characters of Chinese text map to one character by themselves. For the blocks they come from, the
// mapping is read from ICU once, and ICU is asked again only for the rest.
struct Block {
  char32_t first;
  char32_t last;
};
constexpr std::array kTabled = {Block{0x0000, 0x02FF}, Block{0x2000, 0x30FF}, Block{0xFF00, 0xFFEF}};
constexpr Block kUnchanged{0x4E00, 0x9FFF};  // CJK unified ideographs map to themselves
constexpr char32_t kSlow = std::numeric_limits<char32_t>::max();

class Casefold {
 public:
  Casefold() {
    UErrorCode status = U_ZERO_ERROR;
    normalizer_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
    for (std::size_t block = 0; block < kTabled.size(); ++block) {
      for (char32_t c = kTabled[block].first; c <= kTabled[block].last; ++c) {
        tables_[block].push_back(single(c));
        starts_[block].push_back(starts_anew(c));
      }
    }
  }

  // What `character` becomes when nothing that follows joins it; kSlow when ICU must be asked.
  char32_t quick(char32_t character) const {
    if (character >= kUnchanged.first && character <= kUnchanged.last) return character;
    const int block = block_of(character);
    if (block < 0) return kSlow;
    return tables_[static_cast<std::size_t>(block)]
                  [character - kTabled[static_cast<std::size_t>(block)].first];
  }

  // Whether normalisation can start at this character without a look at those before it.
  bool starts(char32_t character) const {
    if (character >= kUnchanged.first && character <= kUnchanged.last) return true;
    const int block = block_of(character);
    if (block < 0) return starts_anew(character);
    return starts_[static_cast<std::size_t>(block)]
                  [character - kTabled[static_cast<std::size_t>(block)].first];
  }

  icu::UnicodeString fold(const icu::UnicodeString& piece) const {
    UErrorCode status = U_ZERO_ERROR;
    return normalizer_ == nullptr ? piece : normalizer_->normalize(piece, status);
  }

 private:
  static int block_of(char32_t character) {
    for (std::size_t block = 0; block < kTabled.size(); ++block)
      if (character >= kTabled[block].first && character <= kTabled[block].last)
        return static_cast<int>(block);
    return -1;
  }

  bool starts_anew(char32_t character) const {
    return normalizer_ == nullptr || normalizer_->hasBoundaryBefore(static_cast<UChar32>(character));
  }

  char32_t single(char32_t character) const {
    if (!starts_anew(character)) return kSlow;
    const icu::UnicodeString out = fold(icu::UnicodeString(static_cast<UChar32>(character)));
    if (out.isEmpty() || out.countChar32() != 1) return kSlow;
    return static_cast<char32_t>(out.char32At(0));
  }

  const icu::Normalizer2* normalizer_ = nullptr;  // owned by ICU
  std::array<std::vector<char32_t>, kTabled.size()> tables_;
  std::array<std::vector<bool>, kTabled.size()> starts_;
};

const Casefold& casefold() {
  static const Casefold tables;  // immutable after its making
  return tables;
}

}  // namespace

NormalText normalise(std::string_view text) {
  text = text.substr(0, std::numeric_limits<std::uint32_t>::max());
  const Casefold& fold = casefold();
  NormalText out;
  out.characters.reserve(text.size() / 2);
  out.source.reserve(text.size() / 2);

  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    const char32_t character = next_character(text, at);
    std::size_t after = at;
    const bool alone = at >= text.size() || fold.starts(next_character(text, after));
    if (alone) {
      if (const char32_t mapped = fold.quick(character); mapped != kSlow) {
        out.characters.push_back(mapped);
        out.source.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
        continue;
      }
    }
    // A piece up to the next safe border, at most 64 characters: stacked marks must not make one huge piece.
    icu::UnicodeString piece(static_cast<UChar32>(character));
    for (int length = 1; length < 64 && at < text.size(); ++length) {
      std::size_t next = at;
      const char32_t follower = next_character(text, next);
      if (fold.starts(follower)) break;
      piece.append(static_cast<UChar32>(follower));
      at = next;
    }
    const icu::UnicodeString mapped = fold.fold(piece);
    for (std::int32_t i = 0; i < mapped.length(); i = mapped.moveIndex32(i, 1)) {
      out.characters.push_back(static_cast<char32_t>(mapped.char32At(i)));
      out.source.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
    }
  }
  simplify(out.characters);
  return out;
}

std::string folded(std::string_view text) { return to_utf8(normalise(text).characters); }

}  // namespace koujing::search
