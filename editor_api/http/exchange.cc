#include "editor_api/http/exchange.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <exception>
#include <string_view>
#include <utility>

#include "editor_api/http/wire_text.h"

namespace koujing::http {
namespace {

constexpr std::array<std::string_view, 7> kOwnFields = {
    "connection", "keep-alive", "content-length", "transfer-encoding", "date", "trailer", "upgrade"};

bool may_pass(const std::string& name, const std::string& value) {
  return is_token(name) && value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos &&
         std::find(kOwnFields.begin(), kOwnFields.end(), lower_case(name)) == kOwnFields.end();
}

// RFC 9110 section 5.6.7; built by hand because strftime follows the locale.
std::string imf_date(std::time_t at) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm t{};
  gmtime_r(&at, &t);
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   kDays[static_cast<std::size_t>(t.tm_wday)], t.tm_mday,
                                   kMonths[static_cast<std::size_t>(t.tm_mon)], t.tm_year + 1900, t.tm_hour,
                                   t.tm_min, t.tm_sec);
  return std::string(text.data(), static_cast<std::size_t>(length));
}

// Gives the library one request line and keeps what it writes.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string input) : input_(std::move(input)) {}

  bool is_readable() const override { return at_ < input_.size(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    const std::size_t n = input_.copy(to, size, at_);
    at_ += n;
    return static_cast<ssize_t>(n);
  }
  ssize_t write(const char* from, std::size_t size) override {
    output.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }

  std::string output;

 private:
  std::string input_;
  std::size_t at_ = 0;
};

// Made for each request: the library calls its handlers without a place for what they work on.
class Exchange final : public httplib::Server {
 public:
  Exchange(const http::Request& request, const http::Handler& handler,
           const std::function<Response()>& after_exception, const Manner& manner)
      : request_(request), http_1_0_(manner.http_1_0) {
    answer_.close = manner.close;
    set_pre_routing_handler([this, &handler](const httplib::Request&, httplib::Response& out) {
      Response response;
      handler(request_, response);
      fill(std::move(response), out);
      return HandlerResponse::Handled;
    });
    // Without this handler the library sends what() to the client in a header.
    set_exception_handler(
        [this, &after_exception](const httplib::Request&, httplib::Response& out, const std::exception_ptr&) {
          answer_.close = true;
          out.headers.clear();
          fill(after_exception(), out);
        });
    set_post_routing_handler([this](const httplib::Request&, httplib::Response& out) { finish(out); });
  }

  Answer run() {
    MemoryStream stream(request_.method + " / HTTP/1.1\r\n\r\n");
    bool closed = false;
    process_request(stream, false, closed, nullptr);
    answer_.head = std::move(stream.output);
    return std::move(answer_);
  }

 private:
  void fill(Response response, httplib::Response& out) {
    const bool can_have_body = response.status >= 200 && response.status != 204 && response.status != 304;
    out.status = response.status;
    for (auto& [name, value] : response.headers) {
      if (may_pass(name, value)) out.headers.emplace(std::move(name), std::move(value));
    }
    if (!response.content_type.empty() && can_have_body && may_pass("Content-Type", response.content_type)) {
      out.headers.erase("Content-Type");
      out.headers.emplace("Content-Type", std::move(response.content_type));
    }
    out.headers.emplace("Date", imf_date(std::time(nullptr)));
    // The body goes to the socket from where it is: the library would copy it.
    out.headers.emplace("Content-Length", std::to_string(response.body.size()));
    if (!can_have_body) {
      has_length_ = false;
    } else if (request_.method != "HEAD") {
      answer_.body = std::move(response.body);
    }
  }

  // The library has added its own fields by now.
  void finish(httplib::Response& out) const {
    out.headers.erase("Keep-Alive");
    out.headers.erase("Accept-Ranges");  // set for HEAD; ranges are not served
    if (!has_length_) out.headers.erase("Content-Length");
    if (answer_.close) {
      out.headers.emplace("Connection", "close");
    } else if (http_1_0_) {
      out.headers.emplace("Connection", "keep-alive");
    }
  }

  const Request& request_;
  bool http_1_0_;
  bool has_length_ = true;
  Answer answer_;
};

}  // namespace

Answer exchange(const Request& request, const Handler& handler,
                const std::function<Response()>& after_exception, const Manner& manner) {
  return Exchange(request, handler, after_exception, manner).run();
}

}  // namespace koujing::http
