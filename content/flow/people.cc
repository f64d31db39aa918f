#include "content/flow/people.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

#include "content/crypto/digest.h"
#include "content/crypto/secret.h"
#include "content/exchange/canonical.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

std::string person_detail(const Person& person) {
  json roles = json::array();
  for (const Role role : person.roles) roles.push_back(role_name(role));
  return canonical(json{{"login", person.login},
                        {"display_name", person.display_name},
                        {"roles", std::move(roles)},
                        {"department", person.department ? json(person.department->value) : json(nullptr)},
                        {"skill_group", person.skill_group},
                        {"disabled", person.disabled}});
}

// The first tries of every guesser that are 8 characters or longer.
constexpr std::array<std::string_view, 24> kCommonPasswords = {
    "12345678",    "123456789", "1234567890",    "password", "password1", "qwertyui",
    "qwertyuiop",  "11111111",  "00000000",      "88888888", "66666666",  "iloveyou",
    "woaini1314",  "1qaz2wsx",  "abcd1234",      "a1234567", "qwer1234",  "asdf1234",
    "password123", "admin123",  "administrator", "koujing1", "kefu1234",  "87654321"};

}  // namespace

Status check_password(const std::string& password, const std::string& login) {
  const auto refuse = [](const char* code, const char* zh, const char* en) -> Status {
    return invalid_input({{"/password", code, {zh, en}}});
  };
  if (password.size() < 8)
    return refuse("too_short", "密码至少 8 个字符", "a password has at least 8 characters");
  if (password.size() > 1024)
    return refuse("too_long", "密码最多 1024 字节", "a password has at most 1024 bytes");
  if (password == login ||
      std::find(kCommonPasswords.begin(), kCommonPasswords.end(), password) != kCommonPasswords.end())
    return refuse("too_common", "这个密码太常见，请换一个",
                  "this password is among the first that anybody tries; choose another");
  return {};
}

Result<PersonId> add_person(const Flow& flow, const Person* actor, const Person& person,
                            const std::string& password) {
  if (auto faults = faults_of(person); !faults.empty()) return invalid_input(std::move(faults));
  std::string hash;
  if (!password.empty()) {
    KJ_DO(check_password(password, person.login));
    KJ_TRY(hash, hash_password(password));
  }
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const PersonId id, writing.people().add(person, hash));
           KJ_DO(append(writing, actor,
                        {"add_person", {"person", id_text(id.value)}, "", "", person_detail(person), {}}));
           return Subject{"person", id.value};
         }));
  return PersonId{made.id};
}

Result<PersonId> save_person(const Flow& flow, const Person* actor, const Person& person) {
  if (auto faults = faults_of(person); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto before, writing.people().find(person.id));
           if (!before) return not_found("人员", "person", person.id.value);
           KJ_DO(writing.people().save(person));
           // Rights that were taken away end at once.
           KJ_DO(writing.people().remove_sessions_of(person.id));
           KJ_DO(append(writing, actor,
                        {"save_person",
                         {"person", id_text(person.id.value)},
                         sha256_hex(person_detail(*before)),
                         sha256_hex(person_detail(person)),
                         person_detail(person),
                         {}}));
           return Subject{"person", person.id.value};
         }));
  return PersonId{changed.id};
}

Result<PersonId> set_password(const Flow& flow, const Person* actor, PersonId id,
                              const std::string& password) {
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto person, writing.people().find(id));
           if (!person) return not_found("人员", "person", id.value);
           KJ_DO(check_password(password, person->login));
           KJ_TRY(const std::string hash, hash_password(password));
           KJ_DO(writing.people().set_password_hash(id, hash));
           KJ_DO(writing.people().remove_sessions_of(id));
           KJ_DO(append(writing, actor, {"set_password", {"person", id_text(id.value)}, "", "", "{}", {}}));
           return Subject{"person", id.value};
         }));
  return PersonId{changed.id};
}

Status make_department(Writing& writing, const Person* actor, const Department& department) {
  KJ_DO(writing.people().add_department(department));
  KJ_DO(append(writing, actor,
               {"add_department",
                {"department", department.code.value},
                "",
                "",
                canonical(json{{"name", department.name}}),
                {}}));
  return {};
}

Status make_library(Writing& writing, const Person* actor, const std::string& name) {
  KJ_DO(writing.people().add_library(name));
  KJ_DO(append(writing, actor, {"add_library", {"library", name}, "", "", "{}", {}}));
  return {};
}

Status add_department(const Flow& flow, const Person* actor, const Department& department) {
  if (!is_clean_text(department.code.value) || department.code.value.empty() ||
      department.code.value.size() > 100 || !is_clean_text(department.name) || department.name.empty() ||
      department.name.size() > 300)
    return invalid_input(
        {{"/code", "bad_name", {"部门代码和名称不能为空", "a department needs a code and a name"}}});
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_DO(make_department(writing, actor, department));
           return Subject{"department", 0};
         }));
  (void)made;
  return {};
}

Status add_library(const Flow& flow, const Person* actor, const std::string& name) {
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_DO(make_library(writing, actor, name));
           return Subject{"library", 0};
         }));
  (void)made;
  return {};
}

Result<NewToken> add_token(const Flow& flow, const Person* actor, PersonId person, const std::string& label) {
  NewToken token;
  token.secret = random_token();
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const std::int64_t id,
                  writing.people().add_token(
                      {0, sha256_hex(token.secret), person, label, writing.recorded_at(), std::nullopt}));
           KJ_DO(append(writing, actor,
                        {"add_token",
                         {"token", id_text(id)},
                         "",
                         "",
                         canonical(json{{"person", person.value}, {"label", label}}),
                         {}}));
           return Subject{"token", id};
         }));
  token.id = made.id;
  return token;
}

Status revoke_token(const Flow& flow, const Person* actor, std::int64_t id) {
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto tokens, writing.people().tokens());
           if (std::none_of(tokens.begin(), tokens.end(), [&](const TokenRow& row) { return row.id == id; }))
             return not_found("令牌", "token", id);
           KJ_DO(writing.people().revoke_token(id, writing.recorded_at()));
           KJ_DO(append(writing, actor, {"revoke_token", {"token", id_text(id)}, "", "", "{}", {}}));
           return Subject{"token", id};
         }));
  (void)done;
  return {};
}

}  // namespace koujing
