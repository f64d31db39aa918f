#include "editor_api/search_trial.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"

namespace koujing::door {
namespace {

constexpr std::size_t kShownHits = 5;

// Goes by a lexicon of its own, beside the one that serves.
Result<std::unique_ptr<search::Reader>> reader_with(const Site& site, const search::Lexicon& lexicon) {
  KJ_TRY(auto reader, search::open_reader(site.index_directory()));
  reader->use_lexicon(lexicon);
  return reader;
}

search::Request request_for(const std::string& text, Instant at, Instant known) {
  search::Request request;
  request.text = text;
  request.at = at;
  request.known = known;
  request.limit = kGoldenDepth;
  request.facets = request.highlight = false;
  return request;
}

std::vector<TrialHit> first_of(const std::vector<search::Hit>& hits) {
  std::vector<TrialHit> first;
  for (std::size_t i = 0; i < hits.size() && i < kShownHits; ++i)
    first.push_back({hits[i].document.entry, hits[i].document.text.title, hits[i].pinned});
  return first;
}

void count(GoldenFigures& figures, const GoldenQuery& golden, Rank rank) {
  if (!rank) return;
  figures.kept += *rank <= static_cast<std::size_t>(golden.within);
  figures.first += *rank == 1;
  figures.third += *rank <= 3;
  figures.mrr += 1 / static_cast<double>(*rank);
}

std::string place(Rank rank, bool chinese) {
  if (!rank) return chinese ? "找不到" : "not found";
  return chinese ? "第 " + std::to_string(*rank) + " 位" : "place " + std::to_string(*rank);
}

Error golden_losses(const std::vector<GoldenMove>& losses) {
  constexpr std::size_t kMostNamed = 20;
  Error error{
      ErrorKind::kConflict,
      "golden_losses",
      {std::to_string(losses.size()) +
           " 个黄金问题的答案会后退。请看是否值得，确认后带上 accept_losses=true 再提交",
       std::to_string(losses.size()) +
           " golden queries would lose places; if that is worth it, send again with accept_losses=true"}};
  for (std::size_t i = 0; i < losses.size() && i < kMostNamed; ++i) {
    const GoldenMove& move = losses[i];
    error.faults.push_back({"/golden/" + id_text(move.golden.id.value), "loses_places", told(move)});
  }
  return error;
}

nlohmann::json noted(const std::vector<GoldenMove>& moves) {
  nlohmann::json rows = nlohmann::json::array();
  const auto rank = [](Rank at) { return at ? nlohmann::json(*at) : nlohmann::json(nullptr); };
  for (const GoldenMove& move : moves)
    rows.push_back({{"golden", move.golden.id.value},
                    {"text", move.golden.text},
                    {"before", rank(move.before)},
                    {"after", rank(move.after)}});
  return rows;
}

}  // namespace

Rank rank_of(EntryId entry, const std::vector<search::Hit>& hits) {
  const auto found = std::find_if(hits.begin(), hits.end(),
                                  [&](const search::Hit& hit) { return hit.document.entry == entry; });
  if (found == hits.end()) return std::nullopt;
  return static_cast<std::size_t>(found - hits.begin()) + 1;
}

Result<SearchTrial> try_change(Site& site, const LexiconChange& change,
                               const std::vector<std::string>& queries, Instant at) {
  const Instant now = site.now();
  search::Lexicon live, changed;
  if (const auto used = lexicon_in_use(site)) live.uses = changed.uses = used->uses;
  std::vector<GoldenQuery> golden;
  {
    KJ_TRY(const auto reading, site.store->read());
    KJ_TRY(golden, reading->lexicon().golden_queries());
    KJ_DO(read_lexicon(*reading, {}, now, live));
    KJ_DO(read_lexicon(*reading, change, now, changed));
  }
  SearchTrial trial;
  trial.golden = golden.size();
  if (golden.empty() && queries.empty()) return trial;
  KJ_TRY(const auto as_live, reader_with(site, live));
  KJ_TRY(const auto as_changed, reader_with(site, changed));
  for (const GoldenQuery& one : golden) {
    const search::Request request = request_for(one.text, at, now);
    KJ_TRY(const auto old_answer, as_live->search(request));
    KJ_TRY(const auto new_answer, as_changed->search(request));
    const GoldenMove move{one, rank_of(one.entry, old_answer.hits), rank_of(one.entry, new_answer.hits)};
    count(trial.before, one, move.before);
    count(trial.after, one, move.after);
    constexpr std::size_t kNowhere = kGoldenDepth + 1;
    const std::size_t before = move.before.value_or(kNowhere), after = move.after.value_or(kNowhere);
    if (after < before) trial.gains.push_back(move);
    if (after > before) trial.losses.push_back(move);
  }
  if (!golden.empty())
    for (GoldenFigures* figures : {&trial.before, &trial.after})
      figures->mrr /= static_cast<double>(golden.size());
  for (const std::string& text : queries) {
    const search::Request request = request_for(text, at, now);
    KJ_TRY(const auto old_answer, as_live->search(request));
    KJ_TRY(const auto new_answer, as_changed->search(request));
    trial.queries.push_back({text, first_of(old_answer.hits), first_of(new_answer.hits)});
  }
  return trial;
}

Message told(const GoldenMove& move) {
  const std::string& text = move.golden.text;
  return {"“" + text + "”：" + place(move.before, true) + " → " + place(move.after, true),
          "'" + text + "': " + place(move.before, false) + " -> " + place(move.after, false)};
}

Flow noting(const SearchTrial& trial, Flow flow, const Person& actor) {
  if (trial.golden == 0) return flow;
  const std::string detail = canonical(nlohmann::json{
      {"golden", trial.golden}, {"gains", noted(trial.gains)}, {"losses", noted(trial.losses)}});
  flow.before_commit = [&actor, detail, next = flow.before_commit](Writing& writing,
                                                                   const Subject& subject) -> Status {
    KJ_TRY(const auto seq,
           append(writing, &actor,
                  {"try_search_change", {subject.kind, id_text(subject.id)}, "", "", detail, {}}));
    (void)seq;
    return next ? next(writing, subject) : Status();
  };
  return flow;
}

Result<Flow> tried(Site& site, Flow flow, const Person& actor, const LexiconChange& change,
                   bool accept_losses) {
  KJ_TRY(const SearchTrial trial, try_change(site, change, {}, site.now()));
  if (!trial.losses.empty() && !accept_losses) return golden_losses(trial.losses);
  return noting(trial, std::move(flow), actor);
}

}  // namespace koujing::door
