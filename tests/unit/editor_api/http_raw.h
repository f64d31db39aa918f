// A server on a free port in its own thread, and a client that sends exactly the bytes of a test.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "editor_api/http/http_server.h"

namespace koujing::http {

// Answers with what it was asked: "GET /path?name=value body".
inline void tell(const Request& request, Response& response) {
  response.content_type = "text/plain; charset=utf-8";
  response.body = request.method + " " + request.path;
  for (const auto& [name, value] : request.query) response.body += "?" + name + "=" + value;
  if (!request.body.empty()) response.body += " " + request.body;
}

class RunningServer {
 public:
  explicit RunningServer(Options options = {}, Handler handler = tell) {
    options.port = 0;
    auto made = listen(std::move(options), std::move(handler));
    if (!made) {
      ADD_FAILURE() << made.error().message.en;
      std::abort();
    }
    server_ = *std::move(made);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~RunningServer() { stop(); }

  void stop() {
    server_->stop();
    if (thread_.joinable()) thread_.join();
  }
  Server& operator*() { return *server_; }
  Server* operator->() { return server_.get(); }

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

struct RawResponse {
  int status = 0;  // 0: the connection ended or nothing came for 5 s
  std::multimap<std::string, std::string> headers;
  std::string body;

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "(none)" : found->second;
  }
};

class RawClient {
 public:
  explicit RawClient(RunningServer& server, int receive_buffer = 0) {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    const timeval limit{5, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (receive_buffer > 0) {
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(server->port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(0, ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address));
  }
  ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False when the server has hung up before it took all.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }

  // Reads one response; `to_head` when it has no body whatever its Content-Length says.
  RawResponse receive(bool to_head = false) {
    RawResponse response;
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!fill()) return response;
    }
    std::string head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    response.status = std::atoi(head.substr(9, 3).c_str());
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
      const std::size_t stop = head.find("\r\n", at);
      const std::size_t colon = head.find(": ", at);
      std::string name = head.substr(at, colon - at);
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      response.headers.emplace(name, head.substr(colon + 2, stop - colon - 2));
      at = stop + 2;
    }
    const auto length = response.headers.find("content-length");
    const std::size_t size = to_head || length == response.headers.end()
                                 ? 0
                                 : static_cast<std::size_t>(std::stoul(length->second));
    while (buffer_.size() < size) {
      if (!fill()) return {};
    }
    response.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return response;
  }

  RawResponse ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }

  // True when the server hangs up without another byte.
  bool closed() { return buffer_.empty() && !fill() && ended_; }

  // Waits, without reading, until the server resets the connection.
  bool was_reset() {
    pollfd waiting{socket_, 0, 0};
    return ::poll(&waiting, 1, 5000) == 1 && (waiting.revents & (POLLERR | POLLHUP)) != 0;
  }

 private:
  bool fill() {
    char piece[16384];
    const ssize_t n = ::recv(socket_, piece, sizeof piece, 0);
    if (n > 0) buffer_.append(piece, static_cast<std::size_t>(n));
    if (n == 0) ended_ = true;
    return n > 0;
  }

  int socket_ = -1;
  bool ended_ = false;
  std::string buffer_;
};

}  // namespace koujing::http
