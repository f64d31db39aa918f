// One thread's part of a generation that is being built: everything but its place among the others.
#pragma once

#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "search/facets.h"
#include "search/rank_record.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/inverter.h"
#include "search/xapian/mapped_file.h"
#include "search/xapian/sealed_base.h"
#include "search/xapian/writer.h"

namespace koujing::search {

class Shard {
 public:
  explicit Shard(std::filesystem::path path)
      : path_(std::move(path)),
        inverter_(path_),
        records_(path_ / "records", std::ios::binary),
        displays_(path_ / "displays", std::ios::binary),
        character_counts_(kCharacters, 0),
        last_seen_(kCharacters, 0) {}

  Status add(EntryId entry, std::span<const IndexDocument> documents) {
    std::vector<PreparedDocument> prepared;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      KJ_TRY(PreparedDocument one, prepare(entry, documents[i], i));
      prepared.push_back(std::move(one));
    }
    for (PreparedDocument& one : prepared) {
      const auto number = static_cast<std::uint32_t>(rows_.size() + 1);
      for (const DocumentTerm& term : one.terms) KJ_DO(inverter_.add(term.term, number, term.counts));
      for (const std::string& name : one.names) names_.push_back({name_hash(name), number});
      write_piece(records_, {reinterpret_cast<const char*>(one.record.data()), one.record.size() * 2});
      write_piece(displays_, one.display);
      SealedRow row;
      row.entry_low = static_cast<std::uint32_t>(one.row.entry);
      row.entry_high = static_cast<std::uint32_t>(static_cast<std::uint64_t>(one.row.entry) >> 32);
      row.span = one.row.span;
      row.clocks = clocks_.try_emplace(one.row, static_cast<std::uint32_t>(clocks_.size())).first->second;
      rows_.push_back(row);
      facet_numbers_.push_back(facets_.number(one.facets));
      count_characters(one.record);
    }
    return {};
  }

  Status finish() {
    KJ_DO(inverter_.finish());
    records_.close();
    displays_.close();
    if (!records_ || !displays_) return index_write_failed(path_.string());
    return {};
  }

  const std::filesystem::path& path() const { return path_; }
  std::vector<SealedRow>& rows() { return rows_; }
  const std::map<Clocks, std::uint32_t>& clocks() const { return clocks_; }
  const std::vector<NamedDocument>& names() const { return names_; }
  const std::vector<std::filesystem::path>& runs() const { return inverter_.runs(); }
  const std::vector<std::uint32_t>& facet_numbers() const { return facet_numbers_; }
  const FacetTable& facets() const { return facets_; }
  const std::vector<std::uint32_t>& character_counts() const { return character_counts_; }

 private:
  static void write_piece(std::ofstream& out, std::string_view bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    out.write(reinterpret_cast<const char*>(&size), sizeof size);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  void count_characters(const std::u16string& record) {
    const auto document = static_cast<std::uint32_t>(rows_.size());  // from 1
    RankView(record.data()).each([&](RankField, std::u16string_view text) {
      for (const char16_t character : text)
        if (std::exchange(last_seen_[character], document) != document) ++character_counts_[character];
    });
  }

  std::filesystem::path path_;
  Inverter inverter_;
  std::ofstream records_, displays_;
  std::vector<SealedRow> rows_;
  std::map<Clocks, std::uint32_t> clocks_;
  std::vector<NamedDocument> names_;
  std::vector<std::uint32_t> facet_numbers_;
  FacetTable facets_;
  std::vector<std::uint32_t> character_counts_, last_seen_;
};

using Shards = std::vector<std::unique_ptr<Shard>>;

}  // namespace koujing::search
