#include "content/flow/settings.h"

#include "content/crypto/digest.h"

namespace koujing {

Result<Setting> replace_setting(const Flow& flow, const Person& actor, const std::string& verb,
                                const std::string& name, const std::string& standard,
                                const std::string& value, std::optional<std::int64_t> expected_version) {
  Setting now;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto kept, writing.settings().find(name));
           now = kept ? *kept : Setting{name, 0, {}, {}, standard};
           KJ_DO(expect_version(expected_version, now.version));
           if (now.value == value) return Subject{name, now.version};
           const std::string before = sha256_hex(now.value);
           now = {name, now.version + 1, actor.id, writing.recorded_at(), value};
           KJ_DO(writing.settings().add(now));
           KJ_DO(append(writing, &actor, {verb, {"setting", name}, before, sha256_hex(value), "{}", {}}));
           return Subject{name, now.version};
         }));
  (void)done;
  return now;
}

}  // namespace koujing
