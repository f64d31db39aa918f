#include "editor_api/imports/import_library.h"

#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "content/flow/import_entries.h"
#include "content/flow/people.h"

namespace koujing::door {
namespace {

constexpr std::size_t kBatch = 500;  // entries a transaction

class Importer {
 public:
  Importer(const Flow& flow, const Person& by, const SigningKey& key, const std::string& file,
           ImportTally& tally)
      : flow_(flow), by_(by), key_(key), file_(file), tally_(tally) {}

  Status take(LibraryRow& row) {
    if (!row.entry) {
      refuse(faults_of(file_, row.row, row.entry.error()));
      return {};
    }
    ExchangeEntry& entry = *row.entry;
    if (entry.id_made && !made_ids_.insert(entry.revisions.back().external_id).second) {
      refuse({{file_, row.row, "title", title_twice()}});
      return {};
    }
    if (entry.title_made) ++tally_.titled;
    for (EntryText& text : entry.revisions) {
      // Two revisions of one entry belong in two transactions: each is believed from its own record time on.
      if (!in_batch_.insert(text.external_id).second) {
        KJ_DO(flush());
        in_batch_.insert(text.external_id);
      }
      KJ_TRY(text.department, department(text.department.value));
      if (entry.unconfirmed && &text == &entry.revisions.back()) {
        // An emergency keeps its mark: a set of its own, which its department has to confirm.
        KJ_DO(flush());
        const ImportText alone{std::move(text), true};
        KJ_DO(import({&alone, 1}, true));
      } else {
        batch_.push_back({std::move(text), entry.revisions.size() > 1});
      }
    }
    return batch_.size() < kBatch ? Status{} : flush();
  }

  Status flush() {
    if (batch_.empty()) return {};
    KJ_DO(import(batch_, false));
    batch_.clear();
    in_batch_.clear();
    return {};
  }

 private:
  void refuse(std::vector<ImportFault> faults) {
    std::move(faults.begin(), faults.end(), std::back_inserter(tally_.refused));
  }

  Status import(std::span<const ImportText> texts, bool unconfirmed) {
    const std::string source = std::filesystem::path(file_).filename().string();
    KJ_TRY(const ImportOutcome outcome, import_entries(flow_, by_, key_, texts, source, unconfirmed));
    tally_.added += outcome.added;
    tally_.revised += outcome.revised;
    tally_.unchanged += outcome.unchanged;
    return {};
  }

  Result<DepartmentCode> department(const std::string& name) {
    const auto known = departments_.find(name);
    if (known != departments_.end()) return known->second;
    KJ_TRY(DepartmentCode code, department_of(flow_, by_, name));
    return departments_[name] = std::move(code);
  }

  const Flow& flow_;
  const Person& by_;
  const SigningKey& key_;
  const std::string& file_;
  ImportTally& tally_;
  std::map<std::string, DepartmentCode> departments_;
  std::vector<ImportText> batch_;
  std::set<std::string> in_batch_, made_ids_;
};

}  // namespace

Result<DepartmentCode> department_of(const Flow& flow, const Person& by, const std::string& name) {
  {
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(const auto found, reading->people().department(name));
    if (found) return found->code;
  }
  const Department made{DepartmentCode{name}, name};
  KJ_DO(add_department(flow, &by, made));
  return made.code;
}

Status import_library(const Flow& flow, const Person& by, const SigningKey& key, const std::string& file,
                      LibraryRows rows, ImportTally& tally,
                      const std::function<void(std::size_t done)>& progress) {
  Importer importer(flow, by, key, file, tally);
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    KJ_DO(importer.take(rows.rows[i]));
    if (progress) progress(i + 1);
  }
  return importer.flush();
}

}  // namespace koujing::door
