#include "content/store/sql/sql_people.h"

namespace koujing::sql {

using soci::into;
using soci::use;

// Conditions use :text and :number; both are always bound.
std::vector<Person> SqlPeople::people_where(const std::string& condition, const std::string& text,
                                            std::int64_t number) const {
  std::int64_t id = 0;
  int disabled = 0;
  std::string login, name, skill_group, role;
  MaybeText department;
  soci::indicator has_role = soci::i_null;
  std::vector<Person> people;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT p.id, p.login, p.display_name, p.department, p.skill_group, p.disabled, r.role "
              "FROM people p LEFT JOIN person_roles r ON r.person = p.id WHERE (" +
                  condition + ") AND :text = :text AND :number = :number ORDER BY p.login",
       use(text, "text"), use(number, "number"), into(id), into(login), into(name),
       into(department.value, department.indicator), into(skill_group), into(disabled), into(role, has_role));
  rows.execute();
  while (rows.fetch()) {
    if (people.empty() || people.back().id.value != id) {
      Person person{PersonId{id}, login, name, {}, {}, skill_group, disabled != 0};
      if (department.indicator == soci::i_ok) person.department = DepartmentCode{department.value};
      people.push_back(std::move(person));
    }
    if (has_role == soci::i_ok)
      if (const auto known = role_from_name(role)) people.back().roles.insert(*known);
  }
  return people;
}

Result<std::optional<Person>> SqlPeople::find(PersonId id) const {
  return guarded(session_, [&]() -> Result<std::optional<Person>> {
    auto people = people_where("p.id = :number", "", id.value);
    if (people.empty()) return std::optional<Person>();
    return std::optional<Person>(std::move(people.front()));
  });
}

Result<std::optional<Person>> SqlPeople::by_login(const std::string& login) const {
  return guarded(session_, [&]() -> Result<std::optional<Person>> {
    auto people = people_where("p.login = :text", login, 0);
    if (people.empty()) return std::optional<Person>();
    return std::optional<Person>(std::move(people.front()));
  });
}

Result<std::vector<Person>> SqlPeople::all() const {
  return guarded(session_, [&]() -> Result<std::vector<Person>> { return people_where("1 = 1", "", 0); });
}

Result<std::string> SqlPeople::password_hash(PersonId id) const {
  return guarded(session_, [&]() -> Result<std::string> {
    std::string hash;
    session_.soci << "SELECT password_hash FROM people WHERE id = :id", use(id.value), into(hash);
    return hash;
  });
}

Result<std::vector<Department>> SqlPeople::departments() const {
  return guarded(session_, [&]() -> Result<std::vector<Department>> {
    std::string code, name;
    std::vector<Department> departments;
    soci::statement rows =
        (session_.soci.prepare << "SELECT code, name FROM departments ORDER BY code", into(code), into(name));
    rows.execute();
    while (rows.fetch()) departments.push_back({DepartmentCode{code}, name});
    return departments;
  });
}

Result<std::optional<Department>> SqlPeople::department(const std::string& code_or_name) const {
  return guarded(session_, [&]() -> Result<std::optional<Department>> {
    std::string code, name;
    session_.soci << "SELECT code, name FROM departments WHERE code = :a OR name = :b "
                     "ORDER BY CASE WHEN code = :c THEN 0 ELSE 1 END LIMIT 1",
        use(code_or_name, "a"), use(code_or_name, "b"), use(code_or_name, "c"), into(code), into(name);
    if (!session_.soci.got_data()) return std::optional<Department>();
    return std::optional<Department>(Department{DepartmentCode{code}, name});
  });
}

Result<std::vector<std::string>> SqlPeople::libraries() const {
  return guarded(session_, [&]() -> Result<std::vector<std::string>> {
    std::string name;
    std::vector<std::string> names;
    soci::statement rows =
        (session_.soci.prepare << "SELECT name FROM libraries ORDER BY position, name", into(name));
    rows.execute();
    while (rows.fetch()) names.push_back(name);
    return names;
  });
}

Result<PersonId> SqlPeople::add(const Person& person, const std::string& password_hash) {
  return guarded(session_, [&]() -> Result<PersonId> {
    std::int64_t id = 0;
    MaybeText department(person.department ? person.department->value : "");
    const int disabled = person.disabled ? 1 : 0;
    session_.soci
        << "INSERT INTO people (login, display_name, department, skill_group, password_hash, disabled) "
           "VALUES (:login, :name, :department, :skill_group, :hash, :disabled) RETURNING id",
        use(person.login), use(person.display_name), use(department.value, department.indicator),
        use(person.skill_group), use(password_hash), use(disabled), into(id);
    Person added = person;
    added.id = PersonId{id};
    save_roles(added);
    return added.id;
  });
}

void SqlPeople::save_roles(const Person& person) {
  session_.soci << "DELETE FROM person_roles WHERE person = :person", use(person.id.value);
  for (const Role role : person.roles) {
    const std::string name(role_name(role));
    session_.soci << "INSERT INTO person_roles (person, role) VALUES (:person, :role)", use(person.id.value),
        use(name);
  }
}

Status SqlPeople::save(const Person& person) {
  return guarded(session_, [&]() -> Status {
    MaybeText department(person.department ? person.department->value : "");
    const int disabled = person.disabled ? 1 : 0;
    session_.soci
        << "UPDATE people SET display_name = :name, department = :department, skill_group = :group, "
           "disabled = :disabled WHERE id = :id",
        use(person.display_name), use(department.value, department.indicator), use(person.skill_group),
        use(disabled), use(person.id.value);
    save_roles(person);
    return {};
  });
}

Status SqlPeople::set_password_hash(PersonId id, const std::string& password_hash) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "UPDATE people SET password_hash = :hash WHERE id = :id", use(password_hash),
        use(id.value);
    return {};
  });
}

Status SqlPeople::add_department(const Department& department) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO departments (code, name) VALUES (:code, :name)", use(department.code.value),
        use(department.name);
    return {};
  });
}

Status SqlPeople::add_library(const std::string& name) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO libraries (name, position) SELECT :name, count(*) FROM libraries",
        use(name);
    return {};
  });
}

}  // namespace koujing::sql
