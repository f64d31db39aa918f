#include "content/journal/record_json.h"

#include <nlohmann/json.hpp>

namespace koujing {

using nlohmann::json;

json record_json(const JournalRecord& record) {
  json refs = json::array();
  for (const JournalRef& ref : record.refs) refs.push_back({ref.kind, ref.id});
  return {{"seq", record.seq},
          {"at", record.at.us},
          {"actor", record.actor ? json(record.actor->value) : json(nullptr)},
          {"actor_login", record.actor_login},
          {"verb", record.verb},
          {"subject", {record.subject.kind, record.subject.id}},
          {"old_digest", record.old_digest},
          {"new_digest", record.new_digest},
          {"detail", record.detail},
          {"refs", std::move(refs)},
          {"previous_hash", record.previous_hash},
          {"hash", record.hash}};
}

JournalRecord record_of(const json& row) {
  JournalRecord record;
  record.seq = row.at("seq").get<std::int64_t>();
  record.at.us = row.at("at").get<std::int64_t>();
  if (!row.at("actor").is_null()) record.actor = PersonId{row.at("actor").get<std::int64_t>()};
  record.actor_login = row.at("actor_login").get<std::string>();
  record.verb = row.at("verb").get<std::string>();
  record.subject = {row.at("subject").at(0).get<std::string>(), row.at("subject").at(1).get<std::string>()};
  record.old_digest = row.at("old_digest").get<std::string>();
  record.new_digest = row.at("new_digest").get<std::string>();
  record.detail = row.at("detail").get<std::string>();
  for (const json& ref : row.at("refs"))
    record.refs.push_back({ref.at(0).get<std::string>(), ref.at(1).get<std::string>()});
  record.previous_hash = row.at("previous_hash").get<std::string>();
  record.hash = row.at("hash").get<std::string>();
  return record;
}

}  // namespace koujing
