#include <charconv>

#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

std::optional<std::int64_t> read_number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

Error bad_parameter(const std::string& name, const std::string& zh, const std::string& en) {
  return {ErrorKind::kMalformed,
          "bad_parameter",
          {"参数 " + name + " " + zh, "the parameter " + name + " " + en},
          {{name, "bad_parameter", {zh, en}}}};
}

}  // namespace

Result<std::int64_t> Call::number(std::size_t part) const {
  const auto value = part < parts.size() ? read_number(parts[part]) : std::nullopt;
  if (!value || *value < 1)
    return Error{ErrorKind::kNotFound, "not_found", {"没有这个编号", "there is no such number"}};
  return *value;
}

Result<json> Call::form() const {
  if (request.body.empty()) return json::object();
  json body = json::parse(request.body, nullptr, false);
  if (body.is_discarded())
    return Error{ErrorKind::kMalformed,
                 "bad_json",
                 {"请求正文不是合法的 JSON（UTF-8）", "the body is not valid JSON in UTF-8"}};
  if (!body.is_object())
    return Error{ErrorKind::kMalformed,
                 "bad_json",
                 {"请求正文应当是一个 JSON 对象", "the body must be a JSON object"}};
  return body;
}

Result<std::size_t> Call::limit(std::size_t standard) const {
  KJ_TRY(const auto value, query_number("limit"));
  if (!value) return standard;
  if (*value < 1 || *value > 100) return bad_parameter("limit", "应当在 1 到 100 之间", "must be 1 to 100");
  return static_cast<std::size_t>(*value);
}

Result<Page> Call::page() const {
  Page page;
  KJ_TRY(page.limit, limit(20));
  KJ_TRY(page.after, query_number("cursor"));
  return page;
}

Result<std::optional<std::int64_t>> Call::query_number(const std::string& name) const {
  const auto text = request.query_value(name);
  if (!text || text->empty()) return std::optional<std::int64_t>();
  const auto value = read_number(*text);
  if (!value || *value < 0)
    return bad_parameter(name, "应当是一个不小于 0 的整数", "must be a whole number, 0 or more");
  return value;
}

Result<std::optional<Instant>> Call::query_time(const std::string& name) const {
  auto text = request.query_value(name);
  if (!text || text->empty()) return std::optional<Instant>();
  // A '+' that was not percent-encoded arrives as a space: 2026-11-22T14:03:00 08:00.
  if (text->size() > 19 && text->find(' ', 19) != std::string::npos) (*text)[text->find(' ', 19)] = '+';
  auto at = parse_instant(*text);
  if (!at) return bad_parameter(name, at.error().message.zh, at.error().message.en);
  return std::optional<Instant>(*at);
}

Result<Expected> if_match(const Call& call, bool required) {
  const std::string header = call.request.header("if-match");
  if (header.empty()) {
    if (required)
      return Error{ErrorKind::kConflict,
                   "if_match_required",
                   {"修改时必须带上 If-Match（读取时得到的 ETag），以免覆盖他人的修改",
                    "send If-Match with the ETag that you read, so that nobody's work is overwritten"}};
    return Expected{};
  }
  if (header == "*") return Expected{};
  std::string tag = header.starts_with("W/") ? header.substr(2) : header;
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"')
    return Error{ErrorKind::kMalformed,
                 "bad_if_match",
                 {"If-Match 应当是读取时得到的 ETag", "If-Match must be the ETag that was read"}};
  tag = tag.substr(1, tag.size() - 2);
  const auto dot = tag.find('.');
  const auto version = read_number(tag.substr(0, dot));
  // A tag that is not ours cannot be the current one.
  if (!version) return Expected{-1, ""};
  return Expected{version, dot == std::string::npos ? "" : tag.substr(dot + 1)};
}

std::string etag(std::int64_t version, std::string_view state) {
  std::string tag = "\"" + std::to_string(version);
  if (!state.empty()) tag += "." + std::string(state);
  return tag + "\"";
}

}  // namespace koujing::door
