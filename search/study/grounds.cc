#include "search/study/grounds.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

#include "search/study/matter.h"
#include "search/study/study_text.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::size_t kMostSentences = 100;
constexpr std::size_t kMostPassages = 2000;
constexpr std::size_t kFewestPieces = 3;  // 您好, 请稍等 say nothing that needs a ground
constexpr std::size_t kShown = 200;       // characters of a passage

using Rarity = std::map<Piece, double>;

struct Sentence {
  std::size_t source = 0;
  std::string written;
  std::vector<Piece> pieces;  // a set
};

bool ends_sentence(char32_t c) {
  return std::u32string_view(U"。;!?\n").find(c) != std::u32string_view::npos;
}

void cut(std::string_view text, std::size_t source, std::size_t most, std::vector<Sentence>& sentences) {
  const StudyText study(text);
  for (const Place line : study.lines()) {
    std::size_t begin = line.begin;
    for (std::size_t at = line.begin; at <= line.end; ++at) {
      if (at < line.end && !ends_sentence(study.characters()[at])) continue;
      if (at > begin && sentences.size() < most) {
        const Place place{begin, at};
        sentences.push_back({source, study.stated(place).value, set_of(pieces_of(study.at(place)))});
      }
      begin = at + 1;
    }
  }
}

Result<Rarity> rarity_of(Reader& reader, const std::vector<Sentence>& sentences) {
  std::set<Piece> pieces;
  for (const Sentence& one : sentences) pieces.insert(one.pieces.begin(), one.pieces.end());
  const std::vector<Piece> asked(pieces.begin(), pieces.end());
  KJ_TRY(const std::vector<double> rarities, reader.rarity(asked));
  Rarity rarity;
  for (std::size_t i = 0; i < asked.size(); ++i) rarity.emplace_hint(rarity.end(), asked[i], rarities[i]);
  return rarity;
}

double coverage_of(const Sentence& sentence, const Sentence& passage, const Rarity& rarity) {
  double all = 0, said = 0;
  for (const Piece& piece : sentence.pieces) {
    const double weight = rarity.at(piece);
    all += weight;
    if (std::binary_search(passage.pieces.begin(), passage.pieces.end(), piece)) said += weight;
  }
  return all == 0 ? 0 : said / all;
}

}  // namespace

Result<std::vector<Ground>> grounds_of(Reader& reader, std::string_view script,
                                       const std::vector<std::string>& sources) {
  std::vector<Sentence> sentences, passages;
  cut(script, 0, kMostSentences, sentences);
  std::erase_if(sentences, [](const Sentence& one) { return one.pieces.size() < kFewestPieces; });
  for (std::size_t i = 0; i < sources.size(); ++i) cut(sources[i], i, kMostPassages, passages);
  KJ_TRY(const Rarity rarity, rarity_of(reader, sentences));
  std::vector<Ground> grounds;
  for (const Sentence& sentence : sentences) {
    Ground ground;
    ground.sentence = sentence.written;
    for (const Sentence& passage : passages)
      if (const double said = coverage_of(sentence, passage, rarity); said > ground.coverage) {
        ground.coverage = said;
        ground.source = passage.source;
        ground.passage = first_characters(passage.written, kShown);
      }
    if (ground.coverage < kGrounded) ground.passage.clear();
    grounds.push_back(std::move(ground));
  }
  return grounds;
}

}  // namespace koujing::search
