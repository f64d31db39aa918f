#include <utility>

#include "search/search_index.h"
#include "search/xapian/fingerprint.h"
#include "search/xapian/run_search.h"
#include "search/xapian/session_pool.h"

namespace koujing::search {
namespace {

class XapianReader final : public Reader {
 public:
  explicit XapianReader(std::filesystem::path directory) : pool_(std::move(directory)) {}

  Result<Answer> search(const Request& request) override {
    return pool_.with_database(
        [&](const Xapian::Database& database) { return run_search(database, request); });
  }

  Result<std::vector<std::string>> suggest(const std::string& text, Instant at, std::size_t limit) override {
    return pool_.with_database(
        [&](const Xapian::Database& database) { return run_suggest(database, text, at, limit); });
  }

  Result<std::int64_t> position() override {
    return pool_.with_database(
        [](const Xapian::Database& database) -> Result<std::int64_t> { return stored_position(database); });
  }

  Result<std::size_t> documents() override {
    return pool_.with_database([](const Xapian::Database& database) -> Result<std::size_t> {
      return std::size_t{database.get_doccount()};
    });
  }

  Result<std::string> fingerprint() override {
    return pool_.with_database([](const Xapian::Database& database) -> Result<std::string> {
      return koujing::search::fingerprint(database);
    });
  }

 private:
  SessionPool pool_;
};

}  // namespace

Result<std::unique_ptr<Reader>> open_reader(const std::filesystem::path& directory) {
  return std::unique_ptr<Reader>(std::make_unique<XapianReader>(directory));
}

}  // namespace koujing::search
