#include "editor_api/routes/form_reader.h"

namespace koujing::door {
namespace {

const nlohmann::json kNothing = nullptr;

}  // namespace

FormReader::FormReader(const nlohmann::json& form, std::vector<Fault>& faults, std::string pointer)
    : form_(form), faults_(faults), pointer_(std::move(pointer)) {
  if (!form_.is_object() && !form_.is_null())
    faults_.push_back({pointer_, "wrong_type", {"应当是一个对象", "must be an object"}});
}

const nlohmann::json* FormReader::take(const std::string& field) {
  asked_.insert(field);
  if (!form_.is_object()) return nullptr;
  const auto found = form_.find(field);
  return found == form_.end() || found->is_null() ? nullptr : &*found;
}

bool FormReader::has(const std::string& field) const {
  return form_.is_object() && form_.contains(field) && !form_.at(field).is_null();
}

void FormReader::fault(const std::string& field, std::string code, std::string zh, std::string en) {
  faults_.push_back({pointer_to(field), std::move(code), {std::move(zh), std::move(en)}});
}

void FormReader::wrong_type(const std::string& field, const char* zh, const char* en) {
  fault(field, "wrong_type", std::string("应当是") + zh, std::string("must be ") + en);
}

std::string FormReader::text(const std::string& field, bool required) {
  const auto* value = take(field);
  if (value == nullptr) {
    if (required && form_.is_object()) fault(field, "required", "必须填写", "must be filled in");
    return "";
  }
  if (!value->is_string()) {
    wrong_type(field, "文字", "a string");
    return "";
  }
  return value->get<std::string>();
}

std::vector<std::string> FormReader::texts(const std::string& field) {
  const auto* value = take(field);
  if (value == nullptr) return {};
  if (!value->is_array()) {
    wrong_type(field, "文字列表", "a list of strings");
    return {};
  }
  std::vector<std::string> list;
  for (std::size_t i = 0; i < value->size(); ++i) {
    if (value->at(i).is_string())
      list.push_back(value->at(i).get<std::string>());
    else
      faults_.push_back(
          {pointer_to(field) + "/" + std::to_string(i), "wrong_type", {"应当是文字", "must be a string"}});
  }
  return list;
}

std::optional<Instant> FormReader::time(const std::string& field) {
  const auto* value = take(field);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    wrong_type(field, "时间，如 2026-11-22T14:03:00+08:00", "a time such as 2026-11-22T14:03:00+08:00");
    return std::nullopt;
  }
  auto at = parse_instant(value->get_ref<const std::string&>());
  if (!at) {
    fault(field, at.error().code, at.error().message.zh, at.error().message.en);
    return std::nullopt;
  }
  return *at;
}

std::optional<std::int64_t> FormReader::number(const std::string& field) {
  const auto* value = take(field);
  if (value == nullptr) return std::nullopt;
  // Numbers of things fit in 31 bits by far; what does not is no number of anything.
  constexpr std::int64_t kMost = 2'000'000'000;
  const bool fits = value->is_number_unsigned()
                        ? value->get<std::uint64_t>() <= static_cast<std::uint64_t>(kMost)
                        : value->is_number_integer() && value->get<std::int64_t>() >= -kMost;
  if (!fits) {
    wrong_type(field, "整数", "a whole number");
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

bool FormReader::flag(const std::string& field) {
  const auto* value = take(field);
  if (value == nullptr) return false;
  if (!value->is_boolean()) {
    wrong_type(field, "true 或 false", "true or false");
    return false;
  }
  return value->get<bool>();
}

const nlohmann::json& FormReader::raw(const std::string& field) {
  const auto* value = take(field);
  return value == nullptr ? kNothing : *value;
}

void FormReader::finish() {
  if (!form_.is_object()) return;
  for (const auto& [field, value] : form_.items())
    if (!asked_.contains(field)) fault(field, "unknown_field", "没有这个字段", "there is no such field");
}

}  // namespace koujing::door
