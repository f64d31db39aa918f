// NoticeTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlNotices final : public NoticeTable {
 public:
  explicit SqlNotices(SqlSession session) : session_(session) {}

  Result<std::optional<Notice>> find(NoticeId id) const override;
  Result<Listing<Notice>> list(const NoticeFilter& filter, const Page& page) const override;
  Result<std::optional<Original>> original(const std::string& sha256) const override;
  Result<std::optional<std::string>> original_text(const std::string& sha256) const override;
  Result<std::vector<NoticeId>> notices_with(const std::string& sha256) const override;
  Result<std::vector<std::string>> original_digests() const override;
  Result<std::vector<FormVersion>> forms(NoticeId id) const override;

  Result<NoticeId> add(const Notice& notice) override;
  Status save(const Notice& notice, PersonId by, Instant at) override;
  Status add_original(NoticeId notice, const Original& original) override;
  Status redact_original(const std::string& sha256) override;
  Status redact_forms(NoticeId id) override;
  Status add_review(NoticeId notice, const Review& review) override;

 private:
  struct Query;
  std::vector<Notice> read(const Query& query) const;
  std::vector<Original> originals_of(NoticeId notice) const;
  std::vector<Review> reviews_of(NoticeId notice) const;
  void add_form(const Notice& notice, PersonId by, Instant at);
  SqlSession session_;
};

}  // namespace koujing::sql
