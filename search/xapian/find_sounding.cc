#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/initials.h"
#include "search/rank_text.h"
#include "search/text/pinyin.h"
#include "search/text/utf8.h"
#include "search/xapian/find_candidates.h"
#include "search/xapian/postings.h"

namespace koujing::search {
namespace {

constexpr std::size_t kMostRead = 5'000;  // documents whose headings are looked at: some milliseconds

// Ideographs that may be typed with each small letter first.
const std::vector<char16_t>& typed_with(char letter) {
  static const auto by_letter = [] {
    std::array<std::vector<char16_t>, 26> made;
    for (char32_t character = 0x4E00; character <= 0x9FFF; ++character) {
      const auto all = readings(character);
      std::size_t last = 26;
      for (std::size_t i = 0; i < all.size() && i < kTypedReadings; ++i) {
        const auto place = static_cast<std::size_t>(initial(all[i]) - 'a');
        if (place < 26 && place != last) made[place].push_back(static_cast<char16_t>(character));
        last = place;
      }
    }
    return made;
  }();
  return by_letter.at(static_cast<std::size_t>(letter - 'a'));
}

class Sounding {
 public:
  Sounding(const Finding& finding, const MostUsed& used, const std::string& letters)
      : finding_(finding), used_(used), letters_(letters) {}

  Found found() {
    if (letters_.size() >= 3) look_for_initials();
    for (const EntryId entry : used_.first())
      for (const DocumentNumber number : documents_of(finding_.session, entry)) read(number);
    look_at_beginnings();
    return best();
  }

 private:
  std::string beginning(std::string_view characters) const {
    return term(field("beginning").prefix, characters);
  }

  // Every heading with these initials anywhere, by its rarest three.
  void look_for_initials() {
    std::string rarest;
    std::size_t fewest = 0;
    for (std::size_t i = 0; i + 3 <= letters_.size(); ++i) {
      std::string trigram = term(field("initials").prefix, std::string_view(letters_).substr(i, 3));
      const std::size_t frequency = finding_.session.frequency(trigram);
      if (frequency == 0) return;
      if (rarest.empty() || frequency < fewest) {
        rarest = std::move(trigram);
        fewest = frequency;
      }
    }
    inside_ = true;
    look(rarest);
    inside_ = false;
  }

  // Every heading whose first characters may be typed so.
  void look_at_beginnings() {
    const IndexTable& table = *finding_.session.table;
    look_behind(letters_.substr(0, 1));
    if (letters_[0] < 'a') return;
    for (const char16_t character : typed_with(letters_[0])) {
      if (finding_.time.over()) return;
      if (table.character_count(character) == 0) continue;
      const char32_t first = character;
      if (!may_begin(letters_, {&first, 1})) continue;
      std::string spelled;
      append_character(spelled, first);
      look_behind(spelled);
    }
  }
  // Headings that begin with `first`, narrowed by what stands behind it when it does not take all letters.
  void look_behind(const std::string& first) {
    if (match_beginning(letters_, rank_text(first))) return look(beginning(first));
    std::vector<std::string> terms;
    each_term(finding_.session, beginning(first), [&](const std::string& one) {
      std::u32string characters;
      for (std::size_t at = field("beginning").prefix.size(); at < one.size();)
        characters.push_back(next_character(one, at));
      if (characters.size() > 1 && may_begin(letters_, characters)) terms.push_back(one);
      return true;
    });
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    for (const std::string& one : terms) look(one);
  }

  void look(const std::string& spelled) {
    if (read_ >= kMostRead || finding_.time.over()) {
      all_ = false;
      return;
    }
    each_posting(finding_.session, spelled, [&](DocumentNumber number, Counts) {
      if (finding_.gate.lets(number) && ++read_ > kMostRead) return all_ = false;
      read(number);
      return all_ = !finding_.time.over();
    });
  }

  void read(DocumentNumber number) {
    if (!finding_.gate.lets(number)) return;
    const auto [place, fresh] = scores_.try_emplace(number, 0.0F);
    if (!fresh) return;
    const IndexTable& table = *finding_.session.table;
    double best = 0;
    table.headings(number, scratch_).each([&](RankField kind, std::u16string_view heading) {
      if (kind != RankField::kTitle && kind != RankField::kQuestion) return;
      auto match = match_beginning(letters_, heading);
      if (!match && inside_) match = match_initials(letters_, heading);
      if (!match) return;
      const double part = static_cast<double>(match->end - match->begin) / static_cast<double>(match->length);
      // What is typed begins a heading more often than it stands inside, and a title rather than a question.
      constexpr double kInside = 0.9, kQuestion = 0.95;
      best = std::max(best,
                      part * (match->begin == 0 ? 1 : kInside) * (kind == RankField::kTitle ? 1 : kQuestion));
    });
    if (best == 0) return;
    // A letter or two say little of what is meant: there what is used most comes first.
    const double use = used_.share(EntryId{table.row(number).entry});
    const double known = letters_.size() < 3 ? 0.3 : 0.7;
    place->second = static_cast<float>(known * best + (1 - known) * use);
  }

  Found best() {
    const IndexTable& table = *finding_.session.table;
    Found result;
    if (finding_.request.facets) result.facet_counts.assign(table.facet_table().size(), 0);
    for (const auto& [number, score] : scores_) {
      if (score <= 0) continue;
      result.best.push_back({number, score, false});
      if (finding_.request.facets) ++result.facet_counts[table.facets(number)];
    }
    result.all = all_;
    result.total = result.best.size();
    std::sort(result.best.begin(), result.best.end(), [&](const Candidate& a, const Candidate& b) {
      if (a.score != b.score) return a.score > b.score;
      return table.row(a.number).entry < table.row(b.number).entry;
    });
    if (result.best.size() > finding_.wanted) result.best.resize(finding_.wanted);
    return result;
  }

  const Finding& finding_;
  const MostUsed& used_;
  const std::string& letters_;
  std::unordered_map<DocumentNumber, float> scores_;  // 0: looked at, and it is not typed so
  std::u16string scratch_;
  std::size_t read_ = 0;
  bool inside_ = false;  // initials may stand anywhere in the heading
  bool all_ = true;
};

}  // namespace

Found find_sounding(const Finding& finding, const MostUsed& used, const std::string& letters) {
  if (letters.empty()) return {};
  return Sounding(finding, used, letters).found();
}

}  // namespace koujing::search
