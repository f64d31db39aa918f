#include "search/study/matter.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

#include "search/text/characters.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

// Longest first where one begins another. What a question is asked with, not what it asks about.
constexpr std::u32string_view kAskedWith[] = {
    U"怎么办理", U"如何办理", U"什么时候", U"多长时间", U"为什么", U"怎么办", U"怎么样", U"是不是",
    U"能不能",   U"可不可以", U"有没有",   U"是什么",   U"有哪些", U"请问",   U"怎么",   U"怎样",
    U"如何",     U"什么",     U"多少",     U"哪些",     U"哪里",   U"哪儿",   U"哪个",   U"多久",
    U"多大",     U"是否",     U"能否",     U"可以",     U"需要",   U"我们",   U"你们",   U"咱们",
    U"一下",     U"以及",     U"或者",     U"还是",     U"的",     U"了",     U"吗",     U"呢",
    U"吧",       U"啊",       U"呀",       U"我",       U"您",     U"你"};

std::size_t asked_with(std::u32string_view rest) {
  for (const std::u32string_view word : kAskedWith)
    if (rest.starts_with(word)) return word.size();
  return 0;
}

bool is(CharacterKind kind, std::u32string_view text, std::size_t at) {
  return at < text.size() && kind_of(text[at]) == kind;
}

// Letters and digits, and the points between digits: iphone15, 2.95.
std::size_t end_of_word(std::u32string_view text, std::size_t at) {
  const auto digit = [&](std::size_t place) { return is(CharacterKind::kDigit, text, place); };
  std::size_t end = at;
  while (digit(end) || is(CharacterKind::kLetter, text, end) ||
         (end > at && end < text.size() && text[end] == U'.' && digit(end - 1) && digit(end + 1)))
    ++end;
  return end;
}

}  // namespace

std::vector<Piece> pieces_of(std::u32string_view text) {
  std::vector<Piece> pieces;
  bool beside = false;  // an ideograph stands right before
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t size = asked_with(text.substr(at)); size > 0) {
      beside = false;
      at += size;
    } else if (is(CharacterKind::kIdeograph, text, at)) {
      if (std::exchange(beside, true)) pieces.push_back(to_utf8(text.substr(at - 1, 2)));
      ++at;
    } else {
      const std::size_t end = end_of_word(text, at);
      if (end > at) pieces.push_back(to_utf8(text.substr(at, end - at)));
      beside = false;
      at = std::max(end, at + 1);
    }
  }
  return pieces;
}

std::vector<Piece> set_of(std::vector<Piece> pieces) {
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  return pieces;
}

double likeness(const std::vector<Piece>& left, const std::vector<Piece>& right) {
  std::vector<Piece> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  const std::size_t either = left.size() + right.size() - both.size();
  return either == 0 ? 0.0 : static_cast<double>(both.size()) / static_cast<double>(either);
}

void Matter::add(const std::vector<Piece>& pieces, double weight) {
  std::map<std::string_view, std::size_t> counts;
  for (const Piece& piece : pieces) ++counts[piece];
  for (const auto& [piece, count] : counts)
    pieces_[std::string(piece)] += weight * (1 + std::log(static_cast<double>(count)));
}

double likeness(const Matter& left, const Matter& right, const std::map<Piece, double>& rarity,
                std::size_t fewest) {
  const auto value = [&](const Piece& piece, double weight) {
    const auto found = rarity.find(piece);
    return found == rarity.end() ? 0.0 : weight * found->second;
  };
  double both = 0, of_left = 0, of_right = 0;
  std::size_t shared = 0;
  for (const auto& [piece, weight] : left.pieces()) {
    const double here = value(piece, weight);
    of_left += here * here;
    if (const auto there = right.pieces().find(piece); there != right.pieces().end())
      both += here * value(piece, there->second), ++shared;
  }
  for (const auto& [piece, weight] : right.pieces()) of_right += value(piece, weight) * value(piece, weight);
  return both == 0 || shared < fewest ? 0.0 : both / std::sqrt(of_left * of_right);
}

}  // namespace koujing::search
