#include "content/markdown/link_rules.h"

#include <algorithm>
#include <array>

namespace koujing {
namespace {

constexpr std::string_view kImageRoot = "/api/v1/originals/";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char p, char t) { return p == lower(t); });
}

// Browsers drop tabs and newlines inside an address and read '\' as '/': such an address is never honest.
bool has_deceiving_bytes(std::string_view url) {
  return std::ranges::any_of(url, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || c == '\\';
  });
}

bool is_allowed(std::string_view url) {
  if (url.empty() || has_deceiving_bytes(url)) return false;
  if (url.front() == '/') return url.size() == 1 || url[1] != '/';
  for (std::string_view scheme : {"https://", "http://"}) {
    if (starts_with_ignoring_case(url, scheme)) {
      return url.size() > scheme.size() && url[scheme.size()] != '/';
    }
  }
  return starts_with_ignoring_case(url, "mailto:") || starts_with_ignoring_case(url, "tel:");
}

std::string encode(std::string_view url) {
  static constexpr std::string_view kKept = "-_.~!$*+,;=:@/?#%()[]";  // RFC 3986 without & and '
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(url.size());
  for (char c : url) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (alphanumeric || kKept.find(c) != std::string_view::npos) {
      out += c;
    } else if (c == '&') {
      out += "&amp;";
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 0xF];
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> safe_link(std::string_view url) {
  if (!is_allowed(url)) return std::nullopt;
  return encode(url);
}

std::optional<std::string> safe_image(std::string_view url) {
  if (!url.starts_with(kImageRoot) || url.size() == kImageRoot.size() || has_deceiving_bytes(url) ||
      url.find("..") != std::string_view::npos || url.find('%') != std::string_view::npos) {
    return std::nullopt;
  }
  return encode(url);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace koujing
