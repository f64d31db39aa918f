// A small blocking HTTP client: for tests, and for what the server itself posts.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "content/model/result.h"

namespace koujing::http {

struct ClientResponse {
  int status = 0;
  // Names in lower case. cpp-httplib percent-decodes the values as it reads them: a Location or cookie with
  // %XX arrives decoded.
  std::multimap<std::string, std::string> headers;
  std::string body;  // as sent: never inflated

  std::string header(const std::string& lower_case_name) const;  // the first; "" when absent
};

// Keeps its connection between requests and opens it again when the server closed it. Not for use by two
// threads at once.
class Client {
 public:
  Client(const std::string& host, int port);
  // Of "http://host", "http://host:port", or with https, whose certificate is checked against the system's.
  // Null for what is no such address.
  static std::unique_ptr<Client> at(const std::string& address);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  // `target` goes out as it is: path and query already percent-encoded. The timeout bounds connecting and
  // each wait for bytes. Redirects are not followed. Error kUnavailable "no_answer": nobody listens there,
  // the connection broke, or the time is over.
  Result<ClientResponse> send(const std::string& method, const std::string& target,
                              const std::multimap<std::string, std::string>& headers = {},
                              const std::string& body = {}, const std::string& content_type = {},
                              std::chrono::milliseconds timeout = std::chrono::seconds(10));

 private:
  struct Connection;
  explicit Client(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace koujing::http
