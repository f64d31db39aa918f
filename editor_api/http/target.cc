#include "editor_api/http/target.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "editor_api/http/wire_text.h"

namespace koujing::http {
namespace {

Refusal bad(const char* zh, const char* en) { return Refusal{400, {zh, en}}; }

Refusal bad_encoding() {
  return bad("地址中的百分号编码不正确，请按 %XX 编码后重发。",
             "The address has a broken percent encoding: encode it as %XX and send it again.");
}

Refusal bad_text() {
  return bad("地址不是有效的 UTF-8 文本，或含有不允许的控制字符。",
             "The address is not valid UTF-8, or has a control character that is not allowed.");
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    if (segment == "." || segment == "..") return true;
    path.remove_prefix(end);
  }
  return false;
}

std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equals_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    target.remove_prefix(std::min(target.find_first_of("/?#"), target.size()));
    return target;
  }
  return target;
}

std::optional<Refusal> decode_query(std::string_view text, Request& request) {
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return bad_encoding();
    for (const std::string& part : {std::cref(*name), std::cref(*value)}) {
      if (!is_utf8(part) || part.find('\0') != std::string::npos) return bad_text();
    }
    request.query.emplace_back(*std::move(name), *std::move(value));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> decode_target(std::string_view target, Request& request) {
  target = without_authority(target);
  if (target.find('#') != std::string_view::npos) {
    return bad("地址不能带 # 片段。", "The address must not carry a '#' fragment.");
  }
  const auto question = std::min(target.find('?'), target.size());
  const std::string_view raw_path = question == 0 ? std::string_view("/") : target.substr(0, question);
  if (raw_path.empty() || raw_path.front() != '/') {
    return bad("地址必须以 / 开头。", "The address must begin with '/'.");
  }
  auto path = percent_decoded(raw_path, false);
  if (!path) return bad_encoding();
  if (!is_utf8(*path) || has_control(*path)) return bad_text();
  if (has_dot_segment(*path)) {
    return bad("地址不能含有 . 或 .. 路径段。", "The address must not have a '.' or '..' segment.");
  }
  request.path = *std::move(path);
  request.query.clear();
  return decode_query(target.substr(std::min(question + 1, target.size())), request);
}

}  // namespace koujing::http
