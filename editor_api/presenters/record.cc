#include "editor_api/presenters/present.h"

namespace koujing::door {

json Presenter::journal_record(const JournalRecord& record) {
  const auto digest = [](const std::string& text) { return text.empty() ? json(nullptr) : json(text); };
  return {{"seq", record.seq},
          {"at", time(record.at)},
          {"actor", record.actor ? person_ref(*record.actor) : json(nullptr)},
          {"verb", record.verb},
          {"subject", {{"kind", record.subject.kind}, {"id", record.subject.id}}},
          {"old_digest", digest(record.old_digest)},
          {"new_digest", digest(record.new_digest)},
          {"detail", json::parse(record.detail, nullptr, false)},
          {"previous_hash", record.previous_hash},
          {"hash", record.hash}};
}

json facets(const search::Facets& facets) {
  const auto values = [](const std::vector<search::FacetValue>& list) {
    json shown = json::array();
    for (const search::FacetValue& value : list)
      shown.push_back({{"value", value.value}, {"count", value.count}});
    return shown;
  };
  return {{"library", values(facets.library)},
          {"catalogue", values(facets.catalogue)},
          {"department", values(facets.department)},
          {"region", values(facets.region)},
          {"product", values(facets.product)}};
}

json verdict(const JournalVerdict& verdict, int utc_offset_minutes, const std::string& finding) {
  return {{"ok", verdict.ok},
          {"records", verdict.records},
          {"head",
           {{"seq", verdict.head_seq},
            {"hash", verdict.head_hash},
            {"at", verdict.records > 0 ? json(format_instant(verdict.head_at, utc_offset_minutes))
                                       : json(nullptr)}}},
          {"root", tree_hash_text(verdict.root)},
          {"checkpoints", verdict.checkpoints},
          {"first_bad", verdict.first_bad ? json(*verdict.first_bad) : json(nullptr)},
          {"finding", finding}};
}

}  // namespace koujing::door
