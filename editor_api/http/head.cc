#include "editor_api/http/head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <utility>

#include "editor_api/http/target.h"
#include "editor_api/http/wire_text.h"

namespace koujing::http {
namespace {

// Our pages and programs send about 20; nginx refuses far fewer bytes than 128 fields can hold.
constexpr std::size_t kMaxFields = 128;
// "OPTIONS " before the target and " HTTP/1.1" after it, with room to spare.
constexpr std::size_t kRequestLineSlack = 32;
constexpr std::size_t kMaxEmptyLines = 2;
// Ranges are not served (the whole answer is, as RFC 9110 section 14.2 allows). A list longer than this asks
// for nothing but the work of making it.
constexpr std::ptrdiff_t kMaxRanges = 16;

constexpr std::array<std::string_view, 7> kMethods = {"GET",   "HEAD",   "POST",   "PUT",
                                                      "PATCH", "DELETE", "OPTIONS"};

Refusal refused(int status, std::string zh, std::string en) {
  return Refusal{status, {std::move(zh), std::move(en)}};
}

Refusal bad_syntax() {
  return refused(400, "请求不符合 HTTP/1.1 语法，连接已关闭。",
                 "The request does not follow the HTTP/1.1 syntax; the connection is closed.");
}

std::string bytes_zh(std::size_t n) { return std::to_string(n) + " 字节"; }
std::string bytes_en(std::size_t n) { return std::to_string(n) + " bytes"; }

// What the fields say about framing, gathered before it is judged as a whole.
struct FramingFields {
  std::size_t hosts = 0, lengths = 0, encodings = 0;
  std::string_view length, transfer_encoding, content_encoding, expect;
  std::ptrdiff_t ranges = 0;
  bool says_close = false, says_keep_alive = false;
};

void note_connection(std::string_view value, FramingFields& fields) {
  while (!value.empty()) {
    const auto end = std::min(value.find(','), value.size());
    const std::string_view option = trimmed(value.substr(0, end));
    if (equals_ignoring_case(option, "close")) fields.says_close = true;
    if (equals_ignoring_case(option, "keep-alive")) fields.says_keep_alive = true;
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

void note_field(std::string_view name, std::string_view value, FramingFields& fields) {
  if (name == "host") ++fields.hosts;
  if (name == "content-length") ++fields.lengths, fields.length = value;
  if (name == "transfer-encoding") ++fields.encodings, fields.transfer_encoding = value;
  if (name == "content-encoding" && !equals_ignoring_case(value, "identity")) fields.content_encoding = value;
  if (name == "expect") fields.expect = value;
  if (name == "range") fields.ranges += 1 + std::count(value.begin(), value.end(), ',');
  if (name == "connection") note_connection(value, fields);
}

std::optional<Refusal> judge(const FramingFields& fields, Framing& framing) {
  if (fields.hosts > 1 || (fields.hosts == 0 && !framing.http_1_0)) {
    return refused(400, "请求必须恰好带一个 Host 头。", "The request must carry exactly one Host header.");
  }
  if (fields.lengths > 1 || (fields.lengths > 0 && fields.encodings > 0)) {
    return refused(400, "请求体长度有歧义：只能有一个 Content-Length，且不能与 Transfer-Encoding 同时出现。",
                   "The length of the body is ambiguous: send one Content-Length and no Transfer-Encoding.");
  }
  if (fields.encodings > 0) {
    if (fields.encodings == 1 && equals_ignoring_case(fields.transfer_encoding, "chunked")) {
      return refused(411, "请求体必须带 Content-Length，不接受 chunked。",
                     "Send the body with a Content-Length; chunked is not accepted.");
    }
    return refused(501, "不支持这种 Transfer-Encoding。", "This Transfer-Encoding is not supported.");
  }
  if (fields.lengths == 1) {
    const char* const end = fields.length.data() + fields.length.size();
    const bool digits = !fields.length.empty() &&
                        std::all_of(fields.length.data(), end, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return refused(400, "Content-Length 不是数字。", "The Content-Length is not a number.");
    // A number too large for size_t stays the largest: every limit then answers 413.
    framing.content_length = static_cast<std::size_t>(-1);
    std::size_t length = 0;
    if (std::from_chars(fields.length.data(), end, length).ec == std::errc()) framing.content_length = length;
  }
  if (!fields.content_encoding.empty()) {
    return refused(415, "不接受压缩的请求体，请原样发送。",
                   "A compressed body is not accepted: send it as it is.");
  }
  if (!fields.expect.empty()) {
    if (!equals_ignoring_case(fields.expect, "100-continue")) {
      return refused(417, "不支持这种 Expect 头。", "This Expect header is not supported.");
    }
    framing.expects_continue = !framing.http_1_0;
  }
  if (fields.ranges > kMaxRanges) {
    return refused(416, "Range 过多，请获取整个文件。", "Too many ranges: ask for the whole file.");
  }
  framing.keep_alive = !fields.says_close && (!framing.http_1_0 || fields.says_keep_alive);
  return std::nullopt;
}

std::optional<Refusal> read_request_line(std::string_view line, Request& request, Framing& framing) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || last == first) return bad_syntax();
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method) || target.empty() || target.find(' ') != std::string_view::npos) return bad_syntax();
  if (version.substr(0, 5) != "HTTP/") return bad_syntax();
  request.method = method;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return refused(505, "只支持 HTTP/1.1 和 HTTP/1.0。", "Only HTTP/1.1 and HTTP/1.0 are supported.");
  }
  framing.http_1_0 = version == "HTTP/1.0";
  if (std::find(kMethods.begin(), kMethods.end(), method) == kMethods.end()) {
    return refused(501, "不支持这种请求方法。", "This request method is not supported.");
  }
  return decode_target(target, request);
}

bool is_field_value(std::string_view value) {
  return is_utf8(value) && std::all_of(value.begin(), value.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return c == '\t' || (byte >= 0x20 && byte != 0x7F);
         });
}

}  // namespace

HeadScan::Found HeadScan::refuse(Refusal refusal) {
  refusal_ = std::move(refusal);
  return Found::kRefused;
}

HeadScan::Found HeadScan::look(std::string_view bytes, const Options& options) {
  while (at_ < bytes.size()) {
    const auto newline = bytes.find('\n', at_);
    at_ = newline == std::string_view::npos ? bytes.size() : newline + 1;
    if (in_request_line_ && at_ - line_begin_ > options.max_target_bytes + kRequestLineSlack) {
      return refuse(refused(
          414, "地址超过 " + bytes_zh(options.max_target_bytes) + "，请改用请求体传递。",
          "The address is over " + bytes_en(options.max_target_bytes) + ": send the data in the body."));
    }
    if (at_ > options.max_header_bytes) {
      return refuse(refused(431, "请求头超过 " + bytes_zh(options.max_header_bytes) + "。",
                            "The request head is over " + bytes_en(options.max_header_bytes) + "."));
    }
    if (newline == std::string_view::npos) break;
    if (newline == line_begin_ || bytes[newline - 1] != '\r') return refuse(bad_syntax());
    const bool empty = newline - line_begin_ == 1;
    line_begin_ = at_;
    if (!empty) {
      in_request_line_ = false;
    } else if (!in_request_line_) {
      return Found::kEnd;
    } else if (++empty_lines_ > kMaxEmptyLines) {
      return refuse(bad_syntax());
    }
  }
  return Found::kNotYet;
}

std::optional<Refusal> read_head(std::string_view head, Request& request, Framing& framing) {
  while (head.substr(0, 2) == "\r\n") head.remove_prefix(2);
  const auto take_line = [&head] {
    const auto end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    return line;
  };
  const std::string_view request_line = take_line();
  if (!is_field_value(request_line)) return bad_syntax();
  if (auto refusal = read_request_line(request_line, request, framing)) return refusal;

  FramingFields fields;
  std::size_t count = 0;
  for (std::string_view line = take_line(); !line.empty(); line = take_line()) {
    if (++count > kMaxFields) {
      return refused(431, "请求头字段超过 128 个。", "The request has more than 128 header fields.");
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad_syntax();
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!is_field_value(value)) return bad_syntax();
    const auto [field, first] = request.headers.emplace(lower_case(line.substr(0, colon)), value);
    // A framing field is judged each time it comes; of any other the first value counts.
    note_field(field->first, value, fields);
  }
  return judge(fields, framing);
}

}  // namespace koujing::http
