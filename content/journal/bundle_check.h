// Checks a bundle (bundle.h) line by line: the seals, the place of every record in the tree of the
// checkpoint, the digests of texts and papers, and the signatures. Needs neither server nor store.
#pragma once

#include <iosfwd>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/crypto/digest.h"
#include "content/journal/bundle.h"
#include "content/journal/checkpoint.h"

namespace koujing {

struct BundleVerdict {
  struct Finding {
    std::size_t line = 0;  // counted from 1; the one behind the last when something is missing
    Message what;
  };
  std::optional<Finding> finding;  // none: everything holds
  std::string public_key;
  std::string about;  // canonical JSON: {"kind", "id"} or {"kind", "from", "to"}
  std::string written_at;
  Checkpoint checkpoint;
  BundleCounts counts;
  std::int64_t unnamed = 0;  // texts and papers whose digest no record of the bundle has: they prove nothing
  std::int64_t held = 0;     // checkpoints of others that the bundle agrees with
  bool ok() const { return !finding; }
};

class BundleCheck {
 public:
  // `held`: checkpoints that somebody else kept; the bundle must prove that its journal begins with them.
  explicit BundleCheck(std::vector<KnownRoot> held = {}) : held_(std::move(held)) {}
  // The same, when that depends on the key of the first line. Before the second line.
  void expect(std::vector<KnownRoot> held) { held_ = std::move(held); }
  void add(std::string_view line);  // with its line feed. After the first finding nothing more is looked at
  void finish();
  const BundleVerdict& verdict() const { return verdict_; }

 private:
  void found(std::string zh, std::string en);
  void look(std::string_view text);
  void head(const nlohmann::json& line);
  void growth(const nlohmann::json& line);
  void record(const nlohmann::json& line);
  void text(const nlohmann::json& line);
  void original(const nlohmann::json& line);
  void redaction(const nlohmann::json& line, const char* content, const std::string& kind,
                 const std::string& subject);
  void search(const nlohmann::json& line);
  void foot(const nlohmann::json& line, const std::string& digest);
  void period();
  void compare();

  BundleVerdict verdict_;
  std::size_t lines_ = 0;
  bool ended_ = false;
  Sha256 digest_;
  std::vector<KnownRoot> held_;
  std::map<std::uint64_t, std::vector<TreeHash>> growths_;
  std::optional<JournalRecord> last_;
  Instant first_at_;
  std::int64_t first_seq_ = 0;
  bool gaps_ = false;              // between the numbers of the records
  std::set<std::string> digests_;  // that records have
  std::map<std::string, std::string>
      queries_;                      // digests that records have of the texts of searches, by search
  std::vector<std::string> stated_;  // of texts and papers
  std::vector<std::string> changes_;
  std::vector<std::pair<std::string, std::vector<std::string>>>
      stubs_;  // of change sets: digest of the stub, digests of the revisions that they published
  std::vector<std::pair<std::string, std::string>> revisions_;  // digest and text
};

// Whether the first line says that it is one; the stream is left at its beginning.
bool is_bundle(std::istream& in);

// Errors: those of `roots`.
Result<BundleVerdict> check_bundle(std::istream& in, const RootsFor& roots = {});

}  // namespace koujing
