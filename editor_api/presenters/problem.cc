#include "editor_api/presenters/problem.h"

#include <cstdlib>

namespace koujing::door {
namespace {

const char* title_of(int status, Language language) {
  const bool zh = language == Language::kChinese;
  switch (status) {
    case 400:
      return zh ? "请求无法读取" : "Bad request";
    case 401:
      return zh ? "需要登录" : "Not signed in";
    case 403:
      return zh ? "没有权限" : "Not allowed";
    case 404:
      return zh ? "没有找到" : "Not found";
    case 405:
      return zh ? "不支持的方法" : "Method not allowed";
    case 408:
      return zh ? "请求没有发完" : "Request not finished";
    case 409:
      return zh ? "当前状态不允许" : "Conflict";
    case 411:
      return zh ? "缺少 Content-Length" : "Content-Length required";
    case 412:
      return zh ? "内容已被修改" : "Changed meanwhile";
    case 413:
      return zh ? "内容过大" : "Too large";
    case 414:
      return zh ? "地址过长" : "Address too long";
    case 415:
      return zh ? "不支持的类型" : "Unsupported type";
    case 416:
      return zh ? "范围过多" : "Too many ranges";
    case 417:
      return zh ? "不支持的 Expect" : "Unsupported Expect";
    case 422:
      return zh ? "内容需要改正" : "Needs correction";
    case 428:
      return zh ? "缺少 If-Match" : "If-Match required";
    case 429:
      return zh ? "请稍后再试" : "Too many tries";
    case 431:
      return zh ? "请求头过大" : "Header too large";
    case 501:
      return zh ? "不支持的传输方式" : "Unsupported transfer";
    case 503:
      return zh ? "暂时无法处理" : "Not available now";
    default:
      return zh ? "服务器错误" : "Server error";
  }
}

const std::string& in(Language language, const Message& message) {
  return language == Language::kChinese ? message.zh : message.en;
}

}  // namespace

int status_of(const Error& error) {
  if (error.code == "if_match_required") return 428;
  if (error.code == "method_not_allowed") return 405;
  switch (error.kind) {
    case ErrorKind::kMalformed:
      return 400;
    case ErrorKind::kUnauthenticated:
      return 401;
    case ErrorKind::kForbidden:
      return 403;
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kConflict:
      return 409;
    case ErrorKind::kStale:
      return 412;
    case ErrorKind::kTooLarge:
      return 413;
    case ErrorKind::kUnsupported:
      return 415;
    case ErrorKind::kInvalid:
      return 422;
    case ErrorKind::kThrottled:
      return 429;
    case ErrorKind::kUnavailable:
      return 503;
    case ErrorKind::kInternal:
      return 500;
  }
  return 500;
}

json problem(int status, const std::string& code, const Message& detail, Language language) {
  return {{"type", "about:blank"},
          {"title", title_of(status, language)},
          {"status", status},
          {"code", code},
          {"detail", in(language, detail)}};
}

json problem(const Error& error, Language language) {
  json shown = problem(status_of(error), error.code, error.message, language);
  if (!error.faults.empty()) {
    shown["errors"] = json::array();
    for (const Fault& fault : error.faults)
      shown["errors"].push_back(
          {{"pointer", fault.pointer}, {"code", fault.code}, {"detail", in(language, fault.message)}});
  }
  return shown;
}

Language language_of(const http::Request& request) {
  const std::string header = request.header("accept-language");
  double best_zh = -1, best_en = -1;
  std::size_t begin = 0;
  while (begin < header.size()) {
    const std::size_t end = std::min(header.find(',', begin), header.size());
    std::string part = header.substr(begin, end - begin);
    begin = end + 1;
    part.erase(0, part.find_first_not_of(" \t"));
    const auto q = part.find(";q=");
    const double weight = q == std::string::npos ? 1.0 : std::strtod(part.c_str() + q + 3, nullptr);
    if (part.starts_with("zh") || part.starts_with("*")) best_zh = std::max(best_zh, weight);
    if (part.starts_with("en")) best_en = std::max(best_en, weight);
  }
  return best_en > best_zh ? Language::kEnglish : Language::kChinese;
}

}  // namespace koujing::door
