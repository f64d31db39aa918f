// Reading a JSON form field by field and gathering every fault, so that all of them are reported at once.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content/model/instant.h"
#include "content/model/result.h"

namespace koujing::door {

// Each field is asked for once; finish() adds a fault for every field that was not asked for. A missing or
// null field gives the empty value. Faults carry RFC 6901 pointers below `pointer`.
class FormReader {
 public:
  FormReader(const nlohmann::json& form, std::vector<Fault>& faults, std::string pointer = "");

  bool has(const std::string& field) const;  // present and not null
  std::string text(const std::string& field, bool required = false);
  std::vector<std::string> texts(const std::string& field);
  std::optional<Instant> time(const std::string& field);
  std::optional<std::int64_t> number(const std::string& field);
  bool flag(const std::string& field);
  const nlohmann::json& raw(const std::string& field);  // an array or object, or null
  std::string pointer_to(const std::string& field) const { return pointer_ + "/" + field; }
  void fault(const std::string& field, std::string code, std::string zh, std::string en);
  void finish();

 private:
  const nlohmann::json* take(const std::string& field);
  void wrong_type(const std::string& field, const char* zh, const char* en);
  const nlohmann::json& form_;
  std::vector<Fault>& faults_;
  const std::string pointer_;
  std::set<std::string> asked_;
};

}  // namespace koujing::door
