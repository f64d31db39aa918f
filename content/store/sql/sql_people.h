// PeopleTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlPeople final : public PeopleTable {
 public:
  explicit SqlPeople(SqlSession session) : session_(session) {}

  Result<std::optional<Person>> find(PersonId id) const override;
  Result<std::optional<Person>> by_login(const std::string& login) const override;
  Result<std::vector<Person>> all() const override;
  Result<std::string> password_hash(PersonId id) const override;
  Result<std::vector<Department>> departments() const override;
  Result<std::optional<Department>> department(const std::string& code_or_name) const override;
  Result<std::vector<std::string>> libraries() const override;
  Result<std::optional<SessionRow>> session(const std::string& token_hash) const override;
  Result<std::optional<TokenRow>> token(const std::string& token_hash) const override;
  Result<std::vector<TokenRow>> tokens() const override;

  Result<PersonId> add(const Person& person, const std::string& password_hash) override;
  Status save(const Person& person) override;
  Status set_password_hash(PersonId id, const std::string& password_hash) override;
  Status add_department(const Department& department) override;
  Status add_library(const std::string& name) override;
  Status add_session(const SessionRow& row) override;
  Status touch_session(const std::string& token_hash, Instant seen_at) override;
  Status remove_session(const std::string& token_hash) override;
  Status remove_sessions_of(PersonId person) override;
  Status remove_sessions_expired_by(Instant at) override;
  Result<std::int64_t> add_token(const TokenRow& row) override;
  Result<std::optional<ConfirmLink>> confirm_link(const std::string& token_hash) const override;
  Result<std::optional<ConfirmLink>> confirm_link_of(PersonId person) const override;
  Result<std::int64_t> add_confirm_link(const ConfirmLink& link) override;
  Status use_confirm_link(std::int64_t id, Instant at) override;
  Status revoke_token(std::int64_t id, Instant at) override;

 private:
  std::vector<Person> people_where(const std::string& condition, const std::string& text,
                                   std::int64_t number) const;
  std::vector<TokenRow> tokens_where(const std::string& token_hash) const;
  std::optional<ConfirmLink> link_where(const std::string& token_hash, std::int64_t person) const;
  void save_roles(const Person& person);
  SqlSession session_;
};

}  // namespace koujing::sql
