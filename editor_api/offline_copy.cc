#include "editor_api/offline_copy.h"

#include <set>

#include "editor_api/presenters/entry.h"
#include "search/sounds.h"

namespace koujing::door {
namespace {

struct Numbers {
  std::vector<EntryId> entries;  // of this page, by number
  bool more = false;
};

// Entries that something was told of after `since`, by number.
Result<Numbers> changed_after(const Reading& reading, const OfflineCopy::Asked& asked) {
  constexpr std::size_t kRowsARead = 1'000;
  std::set<EntryId> changed;
  for (std::int64_t seq = asked.since;;) {
    KJ_TRY(const auto rows, reading.record().feed_after(seq, kRowsARead));
    for (const FeedRow& row : rows)
      if (row.entry && row.entry->value > asked.cursor) changed.insert(*row.entry);
    if (rows.size() < kRowsARead) break;
    seq = rows.back().seq;
  }
  Numbers numbers;
  for (const EntryId entry : changed) {
    numbers.more = numbers.entries.size() == asked.limit;
    if (numbers.more) break;
    numbers.entries.push_back(entry);
  }
  return numbers;
}

Result<Numbers> all_after(const Reading& reading, const OfflineCopy::Asked& asked) {
  KJ_TRY(const auto heads, reading.entries().list("", "", {asked.limit, asked.cursor}));
  Numbers numbers;
  for (const EntryHead& head : heads.items) numbers.entries.push_back(head.id);
  numbers.more = heads.next.has_value();
  return numbers;
}

json sounds_of(const json& revision) {
  json sounds = json::array();
  if (revision.is_null()) return sounds;
  const json& text = revision.at("text");
  sounds.push_back(search::sounds_of(text.at("title").get<std::string>()));
  for (const json& question : text.at("questions"))
    sounds.push_back(search::sounds_of(question.get<std::string>()));
  return sounds;
}

Result<json> payload_of(const Site& site, const Reading& reading, const OfflineCopy::Asked& asked,
                        Instant now, std::int64_t head_seq) {
  KJ_TRY(const Numbers numbers, asked.since > 0 ? changed_after(reading, asked) : all_after(reading, asked));
  Presenter present(reading, site.utc_offset_minutes);
  json items = json::array(), gone = json::array();
  for (const EntryId id : numbers.entries) {
    KJ_TRY(const auto head, reading.entries().find(id));
    if (!head) continue;
    KJ_TRY(const auto events, reading.entries().events(id));
    const auto spans = spans_of(events);
    const Clocks clocks{now, now};
    if (in_force(spans, now, now) == nullptr && next_after(spans, clocks) == nullptr) {
      gone.push_back(id.value);
      continue;
    }
    KJ_TRY(json entry, entry_at(present, *head, spans, clocks, now));
    json when = json::array();
    for (const Span& span : spans)
      if (span.known.covers(now) && (!span.valid.to || *span.valid.to > now))
        when.push_back({{"revision", span.number},
                        {"valid_from", present.time(std::optional(span.valid.from))},
                        {"valid_to", present.time(span.valid.to)}});
    json sounds = sounds_of(entry.at("revision")), next_sounds = sounds_of(entry.at("next"));
    items.push_back({{"entry", std::move(entry)},
                     {"spans", std::move(when)},
                     {"sounds", std::move(sounds)},
                     {"next_sounds", std::move(next_sounds)}});
  }
  KJ_TRY(const std::int64_t count, reading.entries().count());
  return json{
      {"format", "koujing-offline-1"},
      {"made_at", present.time(now)},
      {"seq", head_seq},
      {"since", asked.since},
      {"cursor", asked.cursor > 0 ? std::to_string(asked.cursor) : std::string()},
      {"next_cursor", numbers.more ? json(std::to_string(numbers.entries.back().value)) : json(nullptr)},
      {"entries", count},
      {"items", std::move(items)},
      {"gone", asked.since > 0 ? std::move(gone) : json::array()}};
}

}  // namespace

std::optional<std::string> OfflineCopy::kept(const Asked& asked, Instant now, std::int64_t head,
                                             std::int64_t redactions) {
  const auto found = pages_.find(asked);
  if (found == pages_.end()) return std::nullopt;
  const Kept& page = found->second;
  const bool fresh =
      now >= page.made_at && now < page.made_at.plus_seconds(kFreshFor) && page.redactions == redactions;
  // What changed since a seq must be told whole; a page of everything may be a little old, as it says of when
  // it is.
  if (!fresh || (asked.since > 0 && page.seq != head)) return std::nullopt;
  return page.text;
}

void OfflineCopy::keep(const Asked& asked, Kept page) {
  if (const auto before = pages_.find(asked); before != pages_.end()) {
    bytes_ -= before->second.text.size();
    order_.remove(asked);
  }
  bytes_ += page.text.size();
  pages_[asked] = std::move(page);
  order_.push_back(asked);
  while (bytes_ > kMostBytes && order_.size() > 1) {
    bytes_ -= pages_.at(order_.front()).text.size();
    pages_.erase(order_.front());
    order_.pop_front();
  }
}

Result<std::string> OfflineCopy::page(Site& site, const Asked& asked) {
  const Instant now = site.now();
  KJ_TRY(const auto reading, site.store->read());
  KJ_TRY(const std::int64_t head, reading->record().feed_head());
  KJ_TRY(const std::int64_t redactions, reading->redactions().count());
  {
    const std::lock_guard lock(mutex_);
    if (auto page = kept(asked, now, head, redactions)) return *std::move(page);
    if (!key_) {
      KJ_TRY(key_, site.signing_key());
    }
  }
  KJ_TRY(const json payload, payload_of(site, *reading, asked, now, head));
  const std::string text = payload.dump();
  const std::lock_guard lock(mutex_);
  const json page = {{"payload", text}, {"signature", key_->sign(text)}, {"key", key_->public_key()}};
  std::string whole = page.dump();
  keep(asked, {whole, now, head, redactions});
  return whole;
}

}  // namespace koujing::door
