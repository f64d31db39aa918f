#include "search/xapian/inverter.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <numeric>
#include <utility>

#include "search/xapian/index_errors.h"
#include "search/xapian/mapped_file.h"

namespace koujing::search {
namespace {

// Gathered in memory before a run is written: two shards, their tables and the rest then stay under 0.6 GB.
constexpr std::size_t kMemoryOfRun = 96 * 1024 * 1024;
constexpr std::uint32_t kFirstRoom = 8;  // bytes of a list: most terms are in three documents or fewer

// FNV-1a over eight bytes at a time, finished as in MurmurHash3: terms are short.
std::uint32_t hash_of(std::string_view term) {
  std::uint64_t hash = 0xcbf29ce484222325 ^ term.size();
  while (!term.empty()) {
    std::uint64_t word = 0;
    const std::size_t part = std::min<std::size_t>(term.size(), 8);
    std::memcpy(&word, term.data(), part);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
    term.remove_prefix(part);
  }
  return static_cast<std::uint32_t>(hash ^ hash >> 29);
}

void append_bytes(std::string& into, std::string_view bytes) {
  append_varint(into, bytes.size());
  into += bytes;
}

// Goes through a run term by term.
class RunReader {
 public:
  explicit RunReader(MappedFile file, std::uint32_t before) : file_(std::move(file)), before_(before) {
    next();
  }

  bool done() const { return done_; }
  bool damaged() const { return damaged_; }
  std::string_view term() const { return term_; }

  void append_to(std::vector<Posting>& postings) const {
    std::uint32_t number = before_;
    for (std::size_t at = 0; at + 1 < list_.size();) {
      number += static_cast<std::uint32_t>(read_varint(list_, at));
      if (at < list_.size()) postings.push_back({number, static_cast<Counts>(list_[at++])});
    }
  }

  void next() {
    const std::string_view bytes = file_.bytes();
    if (at_ >= bytes.size()) {
      done_ = true;
      return;
    }
    term_ = piece(bytes);
    list_ = piece(bytes);
  }

 private:
  std::string_view piece(std::string_view bytes) {
    const std::uint64_t size = read_varint(bytes, at_);
    if (size > bytes.size() - at_) {
      damaged_ = done_ = true;
      return {};
    }
    at_ += size;
    return bytes.substr(at_ - size, size);
  }

  MappedFile file_;
  std::uint32_t before_;
  std::size_t at_ = 0;
  std::string_view term_, list_;
  bool done_ = false, damaged_ = false;
};

}  // namespace

Inverter::Inverter(std::filesystem::path directory)
    : directory_(std::move(directory)), memory_(1024 * 1024), table_(1 << 16, 0) {}

char* Inverter::allot(std::size_t size) {
  used_ += size;
  return static_cast<char*>(memory_.allocate(size, 1));
}

std::uint32_t Inverter::slot_of(std::string_view term, std::uint32_t hash) const {
  const auto mask = static_cast<std::uint32_t>(table_.size() - 1);
  std::uint32_t slot = hash & mask;
  for (; table_[slot] != 0; slot = (slot + 1) & mask) {
    const List& list = lists_[table_[slot] - 1];
    if (list.hash == hash && std::string_view(list.term, list.term_size) == term) break;
  }
  return slot;
}

void Inverter::grow_table() {
  table_.assign(table_.size() * 2, 0);
  const auto mask = static_cast<std::uint32_t>(table_.size() - 1);
  for (std::uint32_t i = 0; i < lists_.size(); ++i) {
    std::uint32_t slot = lists_[i].hash & mask;
    while (table_[slot] != 0) slot = (slot + 1) & mask;
    table_[slot] = i + 1;
  }
}

Status Inverter::add(std::string_view term, std::uint32_t number, Counts counts) {
  const std::uint32_t hash = hash_of(term);
  std::uint32_t slot = slot_of(term, hash);
  if (table_[slot] == 0) {
    if (used_ + lists_.size() * (sizeof(List) + 8) > kMemoryOfRun) {
      // Between two documents of the merge it makes no difference where a run ends.
      KJ_DO(write_run());
      slot = slot_of(term, hash);
    } else if (2 * lists_.size() >= table_.size()) {
      grow_table();
      slot = slot_of(term, hash);
    }
    char* copy = allot(term.size());
    std::memcpy(copy, term.data(), term.size());
    lists_.push_back(
        {copy, allot(kFirstRoom), static_cast<std::uint32_t>(term.size()), hash, 0, kFirstRoom, 0});
    table_[slot] = static_cast<std::uint32_t>(lists_.size());
  }
  List& list = lists_[table_[slot] - 1];
  constexpr std::uint32_t kLongestPosting = 6;  // bytes
  if (list.size + kLongestPosting > list.room) {
    const std::uint32_t room = list.room * 2;
    char* larger = allot(room);
    std::memcpy(larger, list.bytes, list.size);
    list.bytes = larger;
    list.room = room;
  }
  for (std::uint32_t gap = number - list.last;; gap >>= 7) {
    if (gap < 0x80) {
      list.bytes[list.size++] = static_cast<char>(gap);
      break;
    }
    list.bytes[list.size++] = static_cast<char>(gap | 0x80);
  }
  list.bytes[list.size++] = static_cast<char>(counts);
  list.last = number;
  return {};
}

Status Inverter::write_run() {
  if (lists_.empty()) return {};
  std::vector<std::uint32_t> order(lists_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto term = [&](std::uint32_t i) { return std::string_view(lists_[i].term, lists_[i].term_size); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return term(a) < term(b); });
  const std::filesystem::path file = directory_ / ("run-" + std::to_string(runs_.size()));
  std::ofstream out(file, std::ios::binary);
  std::string bytes;
  for (const std::uint32_t i : order) {
    append_bytes(bytes, term(i));
    append_bytes(bytes, {lists_[i].bytes, lists_[i].size});
    if (bytes.size() > 1 << 20) {
      out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      bytes.clear();
    }
  }
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return index_write_failed(file.string());
  runs_.push_back(file);
  lists_.clear();
  table_.assign(table_.size(), 0);
  memory_.release();
  used_ = 0;
  return {};
}

Status Inverter::finish() {
  KJ_DO(write_run());
  lists_.shrink_to_fit();
  table_ = std::vector<std::uint32_t>(2, 0);
  return {};
}

Status merge_runs(const std::vector<Run>& runs,
                  const std::function<Status(std::string_view, const std::vector<Posting>&)>& use) {
  std::vector<RunReader> readers;
  for (const Run& run : runs) {
    KJ_TRY(MappedFile file, MappedFile::open(run.file));
    readers.emplace_back(std::move(file), run.before);
  }
  std::vector<Posting> postings;
  for (;;) {
    const RunReader* first = nullptr;  // a few dozen runs at most: looking at all costs less than a heap
    for (const RunReader& reader : readers) {
      if (reader.damaged()) return index_damaged("a run of postings was cut short");
      if (!reader.done() && (first == nullptr || reader.term() < first->term())) first = &reader;
    }
    if (first == nullptr) return {};
    const std::string term(first->term());
    postings.clear();
    for (RunReader& reader : readers)
      if (!reader.done() && reader.term() == term) {
        reader.append_to(postings);
        reader.next();
      }
    KJ_DO(use(term, postings));
  }
}

}  // namespace koujing::search
