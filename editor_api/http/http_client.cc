#include "editor_api/http/http_client.h"

#include <httplib.h>

#include <exception>
#include <utility>

#include "editor_api/http/wire_text.h"

namespace koujing::http {
namespace {

Error no_answer(const std::string& at, std::string log_detail) {
  return Error{
      ErrorKind::kUnavailable,
      "no_answer",
      {"服务器 " + at + " 没有应答，请确认它已启动（koujing serve）且地址正确。",
       "No answer from " + at + ": check that the server runs (koujing serve) and the address is right."},
      {},
      std::move(log_detail)};
}

}  // namespace

struct Client::Connection {
  Connection(const std::string& address, std::string shown) : library(address), at(std::move(shown)) {
    library.set_keep_alive(true);
    library.set_tcp_nodelay(true);
    library.set_follow_location(false);
    library.set_decompress(false);
    library.set_url_encode(false);
  }
  httplib::Client library;
  std::string at;
};

std::string ClientResponse::header(const std::string& lower_case_name) const {
  const auto found = headers.lower_bound(lower_case_name);
  return found == headers.end() || found->first != lower_case_name ? std::string() : found->second;
}

Client::Client(const std::string& host, int port)
    : Client(std::make_unique<Connection>(
          "http://" + (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" +
              std::to_string(port),
          host + ":" + std::to_string(port))) {}
Client::Client(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

std::unique_ptr<Client> Client::at(const std::string& address) {
  auto connection = std::make_unique<Connection>(address, address);
  if (!connection->library.is_valid()) return nullptr;
  return std::unique_ptr<Client>(new Client(std::move(connection)));
}

Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Result<ClientResponse> Client::send(const std::string& method, const std::string& target,
                                    const std::multimap<std::string, std::string>& headers,
                                    const std::string& body, const std::string& content_type,
                                    std::chrono::milliseconds timeout) {
  try {
    httplib::Client& library = connection_->library;
    library.set_connection_timeout(timeout);
    library.set_read_timeout(timeout);
    library.set_write_timeout(timeout);
    httplib::Request request;
    request.method = method;
    request.path = target;
    request.body = body;
    request.headers.insert(headers.begin(), headers.end());
    if (!content_type.empty()) request.set_header("Content-Type", content_type);
    const httplib::Result result = library.send(request);
    if (!result) return no_answer(connection_->at, httplib::to_string(result.error()));
    ClientResponse response{result->status, {}, result->body};
    for (const auto& [name, value] : result->headers) response.headers.emplace(lower_case(name), value);
    return response;
  } catch (const std::exception& exception) {
    return no_answer(connection_->at, exception.what());
  }
}

}  // namespace koujing::http
