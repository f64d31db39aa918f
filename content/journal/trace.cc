#include "content/journal/trace.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "content/journal/find_record.h"
#include "content/model/document_number.h"

namespace koujing {
namespace {

using nlohmann::json;

constexpr const char* kUsed = "use_answer";
constexpr const char* kLeft = "leave_answer";

// A revision on the way into a listing.
struct Row {
  RevisionAt at;
  std::optional<NoticeId> notice;
  std::string passage;
};
using Rows = std::map<std::int64_t, Row>;  // by revision

// The next page.limit + 1 that cite `name`, beside those that are there.
Status add_citing(const Reading& reading, const std::string& name, const Page& page, Rows& rows) {
  const auto pieces = citation_pieces(name);
  Page looking{100, page.after};
  for (std::size_t found = 0; found <= page.limit;) {
    KJ_TRY(const auto some, reading.entries().holding(pieces, looking));
    for (const RevisionAt& one : some) {
      KJ_TRY(const auto revision, reading.entries().revision(one.entry, one.number));
      auto passage = revision ? citing_passage(revision->text, name) : std::nullopt;
      if (!passage) continue;
      rows.emplace(one.id.value, Row{one, std::nullopt, *std::move(passage)});
      if (++found > page.limit) break;
    }
    if (some.size() < looking.limit) break;
    looking.after = some.back().id.value;
  }
  return {};
}

}  // namespace

Result<Listing<RestingAnswer>> answers_resting_on(const Reading& reading,
                                                  const std::vector<NoticeId>& notices,
                                                  const std::vector<std::string>& names,
                                                  std::optional<Instant> known, const Page& page) {
  // Each notice and each name gives its next rows; the page is the first of all of them.
  Rows rows;
  for (const NoticeId notice : notices) {
    KJ_TRY(const auto some, reading.entries().resting_on(notice, {page.limit + 1, page.after}));
    for (const RevisionAt& one : some) rows.emplace(one.id.value, Row{one, notice, ""});
  }
  for (const std::string& name : names)
    if (is_citable(name)) {
      KJ_DO(add_citing(reading, name, page, rows));
    }
  Listing<RestingAnswer> listing;
  for (auto& [id, row] : rows) {
    if (listing.items.size() == page.limit) {
      listing.next = listing.items.back().revision.id.value;
      break;
    }
    KJ_TRY(const auto revision, reading.entries().revision(row.at.entry, row.at.number));
    if (!revision) continue;
    if (known && revision->recorded_at > *known) break;  // as all behind it
    KJ_TRY(const auto events, reading.entries().events(row.at.entry));
    RestingAnswer answer{*revision, row.notice, std::move(row.passage), {}};
    for (const Span& span : spans_of(events))
      if (span.revision == revision->id) answer.spans.push_back(span);
    listing.items.push_back(std::move(answer));
  }
  return listing;
}

std::optional<TracedUse> use_of(const JournalRecord& record) {
  const bool left = record.verb == kLeft;
  if (!left && record.verb != kUsed) return std::nullopt;
  const json detail = json::parse(record.detail, nullptr, false);
  if (!detail.is_object()) return std::nullopt;
  TracedUse use;
  use.record = record;
  use.revision = detail.value("revision", 0);
  use.how = left ? "left" : detail.value("how", "");
  use.search = detail.value("search", "");
  use.call = detail.value("call_id", "");
  if (left) use.seconds = detail.value("seconds", std::int64_t{0});
  const auto told = parse_instant(detail.value("at", ""));
  use.at = told ? *told : record.at;
  return use;
}

Result<Listing<TracedUse>> uses_of(const Reading& reading, const Revision& revision,
                                   std::optional<Instant> known, const Page& page) {
  JournalFilter filter;
  filter.verbs = {kUsed, kLeft};
  filter.about = JournalRef{"entry", std::to_string(revision.entry.value)};
  filter.new_digest = revision.digest;
  if (known) {
    KJ_TRY(filter, within_period(reading.record(), filter, std::nullopt, Instant{known->us + 1}));
  }
  KJ_TRY(const auto records, reading.record().journal(filter, true, page));
  Listing<TracedUse> uses{{}, records.next};
  for (const JournalRecord& record : records.items)
    if (auto use = use_of(record)) uses.items.push_back(*std::move(use));
  return uses;
}

Result<UseCounts> count_uses(const Reading& reading, const Revision& revision, std::optional<Instant> known) {
  UseCounts counts;
  std::set<std::string> calls;
  Page page{100, std::nullopt};
  do {
    KJ_TRY(const auto some, uses_of(reading, revision, known, page));
    for (const TracedUse& use : some.items) {
      ++(use.how == "left" ? counts.reads : counts.uses);
      if (!use.call.empty()) calls.insert(use.call);
    }
    page.after = some.next;
  } while (page.after);
  counts.calls = static_cast<std::int64_t>(calls.size());
  return counts;
}

}  // namespace koujing
