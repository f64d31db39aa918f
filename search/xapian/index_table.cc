#include "search/xapian/index_table.h"

#include <algorithm>
#include <bit>
#include <mutex>
#include <utility>

#include "search/xapian/index_errors.h"
#include "search/xapian/tail_document.h"

namespace koujing::search {
namespace {

constexpr char16_t kEmptyRecord[] = {0};

// One that cannot be read is empty.
void append_sealed(const SealedBase& base, const SealedRow& row, bool headings_only, std::u16string& into) {
  const std::string_view records = base.records.bytes();
  const std::size_t at = row.record * kRecordUnit;
  if (at >= records.size() || !base.alphabet.unpack(records.substr(at), into, headings_only))
    into.append(kEmptyRecord, 1);
}

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
  base_rows_ = base_.rows.as<SealedRow>();
  base_clocks_ = base_.clocks.as<Clocks>();
  base_facets_ = base_.facet_numbers.as<std::uint32_t>();
  base_entries_ = base_.entries.as<std::uint32_t>();
  character_counts_.assign(kCharacters, 0);
  if (base_documents_ > 0) {
    const auto* counts = base_.character_counts.as<std::uint32_t>();
    character_counts_.assign(counts, counts + kCharacters);
  }
  for (const std::string& packed : base_.facets) facet_table_.number(packed);
  const std::size_t clocks = base_.clocks.count<Clocks>();
  for (DocumentNumber i = 0; i < base_documents_; ++i) {
    if (base_facets_[i] >= facet_table_.size())
      return index_damaged("a facet number that the manifest does not have");
    if (base_rows_[i].clocks >= clocks) return index_damaged("a row with clocks that are not there");
    if (base_entries_[i] < 1 || base_entries_[i] > base_documents_)
      return index_damaged("an entry with a document that is not there");
  }
  for (std::size_t i = 0; i < clocks; ++i) note_record_times(base_clocks_[i]);
  alive_bits_.assign(words_for(base_documents_), ~std::uint64_t{0});
  alive_bits_.front() &= ~std::uint64_t{1};  // there is no document 0
  alive_bits_.back() &= ~std::uint64_t{0} >> (63 - (base_documents_ & 63));
  alive_ = base_documents_;
  return {};
}

void IndexTable::note_record_times(const Clocks& clocks) {
  for (const std::int64_t time : {clocks.known_from, clocks.known_to})
    if (time != Instant::never().us) newest_record_ = std::max(newest_record_, Instant{time});
}

RankView IndexTable::record(DocumentNumber number, std::u16string& scratch) const {
  if (number > base_documents_) {
    const std::u16string& record = tail_[number - base_documents_ - 1].record;
    return RankView(record.empty() ? kEmptyRecord : record.data());
  }
  scratch.clear();
  append_record(number, scratch);
  return RankView(scratch.data());
}

RankView IndexTable::headings(DocumentNumber number, std::u16string& scratch) const {
  if (number > base_documents_) return record(number, scratch);
  scratch.clear();
  append_sealed(base_, base_rows_[number - 1], true, scratch);
  return RankView(scratch.data());
}

void IndexTable::append_record(DocumentNumber number, std::u16string& into) const {
  if (number <= base_documents_) return append_sealed(base_, base_rows_[number - 1], false, into);
  const std::u16string& record = tail_[number - base_documents_ - 1].record;
  into.append(record.empty() ? std::u16string_view(kEmptyRecord, 1) : record);
}

bool IndexTable::sealed_display(DocumentNumber number, BlockReader& reader, std::string& scratch,
                                std::string& into) const {
  const std::size_t block = (number - 1) / kDisplayBlock;
  const auto* at = base_.display_at.as<std::uint64_t>();
  const std::string_view bytes = base_.display.bytes();
  if (at[block] > at[block + 1] || at[block + 1] > bytes.size()) return false;
  if (!reader.read(base_.dictionary, bytes.substr(at[block], at[block + 1] - at[block]), scratch))
    return false;
  std::size_t place = 0;
  for (std::size_t before = (number - 1) % kDisplayBlock;; --before) {
    const std::uint64_t size = read_varint(scratch, place);
    if (size > scratch.size() - place) return false;
    if (before == 0) return into.assign(scratch, place, size), true;
    place += size;
  }
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
  each_sealed_of(EntryId{entry}, kill);
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
    note_record_times(row.row);
    const DocumentNumber number = base_documents_ + docid;
    make_alive(number);
    tail_entries_[row.row.entry].push_back(number);
  }
  tail_.resize(newest);
  const std::lock_guard in_force_lock(in_force_mutex_);
  in_force_ = {};
  passing_.clear();
  return {};
}

IndexTable::InForce IndexTable::compute(Instant at, Instant known) const {
  InForce result{Instant::always(), Instant::never(), nullptr};
  auto bits = std::make_shared<std::vector<std::uint64_t>>(alive_bits_.size(), 0);
  const auto look = [&](const Clocks& one) {
    for (const std::int64_t time : {one.valid_from, one.valid_to}) {
      if (time <= at.us)
        result.from = std::max(result.from, Instant{time});
      else
        result.until = std::min(result.until, Instant{time});
    }
    return holds(one.valid_from, one.valid_to, at);
  };
  const auto set = [&](DocumentNumber number) { (*bits)[number >> 6] |= std::uint64_t{1} << (number & 63); };
  // What was published together begins and ends together: one look for all of it.
  std::vector<char> holding(base_.clocks.count<Clocks>());
  for (std::size_t i = 0; i < holding.size(); ++i)
    holding[i] = holds(base_clocks_[i].known_from, base_clocks_[i].known_to, known) && look(base_clocks_[i]);
  for (DocumentNumber number = 1; number <= base_documents_; ++number)
    if (holding[base_rows_[number - 1].clocks] != 0) set(number);
  for (DocumentNumber number = base_documents_ + 1; number <= last(); ++number) {
    const DocumentRow& one = tail_[number - base_documents_ - 1].row;
    if (alive(number) && holds(one.known_from, one.known_to, known) && look(one)) set(number);
  }
  for (std::size_t i = 0; i < bits->size(); ++i) (*bits)[i] &= alive_bits_[i];
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

std::shared_ptr<const std::vector<std::uint64_t>> IndexTable::passing_bits(Instant at, Instant known,
                                                                           const Filters& filters,
                                                                           const PathsThen& then) const {
  auto in_force = in_force_bits(at, known);
  const std::vector<char> passes = facet_table_.passing(filters, then);
  if (passes.empty()) return in_force;
  if (then.empty()) {
    const std::shared_lock lock(in_force_mutex_);
    for (const Passing& one : passing_)
      if (one.in_force == in_force && one.filters == filters) return one.bits;
  }
  auto bits = std::make_shared<std::vector<std::uint64_t>>(*in_force);
  for (std::size_t word = 0; word < bits->size(); ++word)
    for (std::uint64_t rest = (*bits)[word]; rest != 0; rest &= rest - 1) {
      const auto place = static_cast<unsigned>(std::countr_zero(rest));
      if (passes[facets(static_cast<DocumentNumber>(word << 6 | place))] == 0)
        (*bits)[word] &= ~(std::uint64_t{1} << place);
    }
  if (!then.empty()) return bits;    // as below: nobody asks for it again
  constexpr std::size_t kMost = 32;  // of an eighth of a byte for each document
  const std::lock_guard lock(in_force_mutex_);
  if (in_force != in_force_.bits) return bits;  // of another time: nobody asks for it again
  for (const Passing& one : passing_)
    if (one.in_force == in_force && one.filters == filters) return one.bits;
  passing_.push_front({filters, std::move(in_force), bits});
  if (passing_.size() > kMost) passing_.pop_back();
  return bits;
}

}  // namespace koujing::search
