#include "content/flow/delegates.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

constexpr std::int64_t kLongest = 366LL * 24 * 3600;

std::string name_of(PersonId from) { return "delegate/" + id_text(from.value); }

std::string value_of(const Delegation& given) {
  return canonical(json{{"to", given.to.value}, {"begins", given.begins.us}, {"ends", given.ends.us}});
}

Delegation delegation_of(PersonId from, const std::string& value) {
  const json read = json::parse(value);
  return {from, PersonId{read.at("to").get<std::int64_t>()}, Instant{read.at("begins").get<std::int64_t>()},
          Instant{read.at("ends").get<std::int64_t>()}};
}

Result<PersonId> delegate_named(const Reading& reading, const Person& actor, const std::string& login) {
  KJ_TRY(const auto person, reading.people().by_login(login));
  const bool reads_notices =
      person && (person->has(Role::kDirector) || person->has(Role::kLeader) || person->has(Role::kEditor));
  if (!person || person->disabled || !reads_notices)
    return invalid_input(
        {{"/to",
          "not_possible",
          {"受托人须是在岗的主任、班长或采编", "must be a director, leader or editor at work"}}});
  if (person->id == actor.id)
    return invalid_input({{"/to", "oneself", {"不能委托给自己", "cannot be oneself"}}});
  return person->id;
}

Result<Delegation> wanted(const Reading& reading, const Person& actor, const DelegationForm& form,
                          Instant now) {
  if (form.to_login.empty()) return Delegation{actor.id, actor.id, now, now};
  Delegation given;
  given.from = actor.id;
  KJ_TRY(given.to, delegate_named(reading, actor, form.to_login));
  given.begins = form.begins.value_or(now);
  if (!form.ends) return invalid_input({{"/ends", "required", {"请填写截止时间", "say until when"}}});
  given.ends = *form.ends;
  if (given.ends <= given.begins || given.ends <= now)
    return invalid_input(
        {{"/ends", "not_after", {"截止时间须晚于开始时间和现在", "must be after the beginning and now"}}});
  if (given.ends > given.begins.plus_seconds(kLongest))
    return invalid_input({{"/ends", "too_long", {"最长 366 天", "at most 366 days"}}});
  return given;
}

}  // namespace

Result<std::optional<Delegation>> delegation_by(const Reading& reading, PersonId from, Instant now) {
  KJ_TRY(const auto setting, reading.settings().find(name_of(from)));
  if (!setting) return std::optional<Delegation>();
  try {
    const Delegation given = delegation_of(from, setting->value);
    return given.ends > now ? std::optional(given) : std::nullopt;
  } catch (const json::exception& e) {
    return Error{ErrorKind::kInternal,
                 "store_damaged",
                 {"委托记录已损坏，请运行 koujing doctor", "a delegation is damaged; run koujing doctor"},
                 {},
                 e.what()};
  }
}

Result<std::optional<PersonId>> stands_in_for(const Reading& reading, PersonId person, Instant now) {
  KJ_TRY(const auto people, reading.people().all());
  std::optional<PersonId> absent;
  for (const Person& one : people) {
    if (!one.has(Role::kDirector) || one.disabled) continue;
    KJ_TRY(const auto given, delegation_by(reading, one.id, now));
    if (given && given->to == person && given->begins <= now && (!absent || one.id < *absent))
      absent = one.id;
  }
  return absent;
}

Status delegate(const Flow& flow, const Person& actor, const DelegationForm& form) {
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           const Instant now = writing.recorded_at();
           KJ_TRY(const Delegation given, wanted(writing, actor, form, now));
           KJ_TRY(const auto before, writing.settings().find(name_of(actor.id)));
           const std::string value = value_of(given);
           KJ_DO(writing.settings().add(
               {name_of(actor.id), before ? before->version + 1 : 1, actor.id, now, value}));
           const bool ends = given.to == actor.id;
           KJ_DO(append(writing, &actor,
                        {ends ? "end_delegation" : "delegate",
                         {"person", id_text(actor.id.value)},
                         before ? sha256_hex(before->value) : "",
                         sha256_hex(value),
                         canonical(ends ? json::object()
                                        : json{{"to", form.to_login},
                                               {"begins", format_instant(given.begins, 0)},
                                               {"ends", format_instant(given.ends, 0)}}),
                         {}}));
           return Subject{"person", actor.id.value};
         }));
  (void)done;
  return {};
}

}  // namespace koujing
