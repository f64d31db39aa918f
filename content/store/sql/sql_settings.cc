#include "content/store/sql/sql_settings.h"

namespace koujing::sql {

using soci::into;
using soci::use;

Result<std::optional<Setting>> SqlSettings::find(const std::string& name) const {
  return guarded(session_, [&]() -> Result<std::optional<Setting>> {
    Setting setting;
    setting.name = name;
    session_.soci
        << "SELECT version, by, at, value FROM settings WHERE name = :name ORDER BY version DESC LIMIT 1",
        use(name), into(setting.version), into(setting.by.value), into(setting.at.us), into(setting.value);
    if (!session_.soci.got_data()) return std::optional<Setting>();
    return std::optional<Setting>(std::move(setting));
  });
}

Status SqlSettings::add(const Setting& setting) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO settings (name, version, by, at, value) "
                     "VALUES (:name, :version, :by, :at, :value)",
        use(setting.name), use(setting.version), use(setting.by.value), use(setting.at.us),
        use(setting.value);
    return {};
  });
}

}  // namespace koujing::sql
