#include "search/xapian/index_table.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "search/document_terms.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/tail_document.h"

namespace koujing::search {
namespace {

constexpr char16_t kEmptyRecord[] = {0};

std::size_t words_for(DocumentNumber last) { return (std::size_t{last} >> 6) + 1; }

}  // namespace

Result<std::shared_ptr<IndexTable>> IndexTable::open(const std::filesystem::path& generation) {
  std::shared_ptr<IndexTable> table(new IndexTable());
  KJ_DO(table->load(generation));
  return table;
}

Status IndexTable::load(const std::filesystem::path& generation) {
  KJ_TRY(base_, open_sealed_base(generation));
  base_documents_ = static_cast<DocumentNumber>(base_.documents);
  base_rows_ = base_.rows.as<DocumentRow>();
  base_facets_ = base_.facet_numbers.as<std::uint32_t>();
  character_counts_.assign(kCharacters, 0);
  if (base_documents_ > 0) {
    base_entries_ = std::make_unique<Xapian::Database>((generation / "base").string());
    const auto* counts = base_.character_counts.as<std::uint32_t>();
    character_counts_.assign(counts, counts + kCharacters);
  }
  for (const std::string& packed : base_.facets) facet_table_.number(packed);
  for (DocumentNumber i = 0; i < base_documents_; ++i) {
    if (base_facets_[i] >= facet_table_.size())
      return index_damaged("a facet number that the manifest does not have");
    for (const std::int64_t time : {base_rows_[i].known_from, base_rows_[i].known_to})
      if (time != Instant::never().us) newest_record_ = std::max(newest_record_, Instant{time});
  }
  alive_bits_.assign(words_for(base_documents_), ~std::uint64_t{0});
  alive_bits_.front() &= ~std::uint64_t{1};  // there is no document 0
  alive_bits_.back() &= ~std::uint64_t{0} >> (63 - (base_documents_ & 63));
  alive_ = base_documents_;
  return {};
}

RankView IndexTable::record(DocumentNumber number) const {
  if (number > base_documents_) {
    const std::u16string& record = tail_[number - base_documents_ - 1].record;
    return RankView(record.empty() ? kEmptyRecord : record.data());
  }
  const std::uint64_t at = base_rows_[number - 1].record;
  const std::size_t units = base_.records.count<char16_t>();
  const char16_t* records = base_.records.as<char16_t>();
  if (at >= units || !holds_record(records + at, units - at)) return RankView(kEmptyRecord);
  return RankView(records + at);
}

void IndexTable::make_alive(DocumentNumber number) {
  alive_bits_[number >> 6] |= std::uint64_t{1} << (number & 63);
  ++alive_;
}

// What was known of an entry before `before` is replaced.
void IndexTable::bury(std::int64_t entry, DocumentNumber before) {
  const auto kill = [&](DocumentNumber number) {
    if (!alive(number)) return;
    alive_bits_[number >> 6] &= ~(std::uint64_t{1} << (number & 63));
    --alive_;
  };
  if (base_entries_) {
    const std::string term = entry_term(EntryId{entry});
    for (auto it = base_entries_->postlist_begin(term); it != base_entries_->postlist_end(term); ++it)
      kill(*it);
  }
  std::vector<DocumentNumber>& numbers = tail_entries_[entry];
  for (const DocumentNumber number : numbers)
    if (number < before) kill(number);
  std::erase_if(numbers, [&](DocumentNumber number) { return number < before; });
}

void IndexTable::note_characters(const std::u16string& record) {
  std::vector<char16_t> seen;
  RankView(record.data()).each([&](RankField, std::u16string_view text) {
    seen.insert(seen.end(), text.begin(), text.end());
  });
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  for (const char16_t character : seen) ++character_counts_[character];
}

Status IndexTable::extend(const Xapian::Database& tail) {
  const std::lock_guard lock(mutex_);
  const Xapian::docid last_known = known_tail();
  const Xapian::docid newest = tail.get_lastdocid();
  if (newest <= last_known) return {};
  // Read all before anything changes, so that a failure leaves the table as it was.
  std::vector<std::pair<Xapian::docid, TailDocument>> read;
  for (auto it = tail.postlist_begin(""); it != tail.postlist_end("");) {
    if (*it <= last_known) {
      it.skip_to(last_known + 1);
      continue;
    }
    KJ_TRY(TailDocument document, decode_tail(tail.get_document(*it).get_data()));
    read.emplace_back(*it, std::move(document));
    ++it;
  }
  alive_bits_.resize(words_for(base_documents_ + newest), 0);
  const DocumentNumber first_new = base_documents_ + last_known + 1;
  for (auto& [docid, document] : read) {
    tail_.resize(docid - 1);  // numbers that were given and taken back in one commit
    TailRow& row = tail_.emplace_back();
    bury(document.row.entry, first_new);
    if (document.grave) continue;
    row.row = document.row;
    row.facets = facet_table_.number(document.facets);
    row.record = std::move(document.record);
    note_characters(row.record);
    tail_pairs_.add(RankView(row.record.data()));
    for (const std::int64_t time : {row.row.known_from, row.row.known_to})
      if (time != Instant::never().us) newest_record_ = std::max(newest_record_, Instant{time});
    const DocumentNumber number = base_documents_ + docid;
    make_alive(number);
    tail_entries_[row.row.entry].push_back(number);
  }
  tail_.resize(newest);
  const std::lock_guard in_force_lock(in_force_mutex_);
  in_force_ = {};
  return {};
}

IndexTable::InForce IndexTable::compute(Instant at, Instant known) const {
  InForce result{Instant::always(), Instant::never(), nullptr};
  auto bits = std::make_shared<std::vector<std::uint64_t>>(alive_bits_.size(), 0);
  for (DocumentNumber number = 1; number <= last(); ++number) {
    if (!alive(number)) continue;
    const DocumentRow& one = row(number);
    if (!holds(one.known_from, one.known_to, known)) continue;
    if (holds(one.valid_from, one.valid_to, at)) (*bits)[number >> 6] |= std::uint64_t{1} << (number & 63);
    for (const std::int64_t time : {one.valid_from, one.valid_to}) {
      if (time <= at.us)
        result.from = std::max(result.from, Instant{time});
      else
        result.until = std::min(result.until, Instant{time});
    }
  }
  result.bits = std::move(bits);
  return result;
}

std::shared_ptr<const std::vector<std::uint64_t>> IndexTable::in_force_bits(Instant at, Instant known) const {
  if (known < newest_record_ || at == Instant::never()) return compute(at, known).bits;
  {
    const std::shared_lock lock(in_force_mutex_);
    if (in_force_.bits && in_force_.from <= at && at < in_force_.until) return in_force_.bits;
  }
  const std::lock_guard lock(in_force_mutex_);
  if (!in_force_.bits || at < in_force_.from || at >= in_force_.until) in_force_ = compute(at, known);
  return in_force_.bits;
}

}  // namespace koujing::search
