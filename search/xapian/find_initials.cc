#include <algorithm>
#include <string>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/initials.h"
#include "search/xapian/find_candidates.h"
#include "search/xapian/postings.h"

namespace koujing::search {

Found find_initials(const Finding& finding, const std::string& letters) {
  constexpr std::size_t kMostRead = 5'000;  // headings are read at 20 MB/s
  Found result;
  std::string rarest;
  std::size_t fewest = 0;
  for (std::size_t i = 0; i + 3 <= letters.size(); ++i) {
    std::string trigram = term(field("initials").prefix, std::string_view(letters).substr(i, 3));
    const std::size_t frequency = finding.session.frequency(trigram);
    if (frequency == 0) return result;
    if (rarest.empty() || frequency < fewest) {
      rarest = std::move(trigram);
      fewest = frequency;
    }
  }
  if (rarest.empty()) return result;
  const IndexTable& table = *finding.session.table;
  if (finding.request.facets) result.facet_counts.assign(table.facet_table().size(), 0);
  std::size_t read = 0;
  std::u16string scratch;
  each_posting(finding.session, rarest, [&](DocumentNumber number, Counts) {
    if (!finding.gate.lets(number)) return true;
    float best = 0;
    table.headings(number, scratch).each([&](RankField kind, std::u16string_view heading) {
      if (kind != RankField::kTitle && kind != RankField::kQuestion) return;
      const auto match = match_initials(letters, heading);
      if (!match) return;
      const double part = static_cast<double>(letters.size()) / static_cast<double>(match->length);
      best = std::max(best, static_cast<float>(match->begin == 0 ? part : part * 0.9));
    });
    if (best > 0) {
      result.best.push_back({number, best, false});
      if (finding.request.facets) ++result.facet_counts[table.facets(number)];
    }
    return ++read < kMostRead && !finding.time.over();
  });
  result.all = read < kMostRead;
  result.total = result.best.size();
  std::sort(result.best.begin(), result.best.end(), [&](const Candidate& a, const Candidate& b) {
    if (a.score != b.score) return a.score > b.score;
    return table.row(a.number).entry < table.row(b.number).entry;
  });
  if (result.best.size() > finding.wanted) result.best.resize(finding.wanted);
  return result;
}

}  // namespace koujing::search
