// The HTTP server behind one facade: everything that a client could abuse is bounded here.
//
// cpp-httplib (Debian's 0.11.4) is included by http_server.cc and the other files of this folder alone; why
// each guard stands is in docs/decisions/. Idle and slow clients are parked in epoll and cost no thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/model/result.h"

namespace koujing::http {

struct Upload {  // one part of a multipart/form-data body
  std::string field;
  std::string file_name;  // "" for a plain field
  std::string media_type;
  std::string content;
};

struct Request {
  std::string method;  // upper case
  std::string path;    // percent-decoded, UTF-8 checked, no NUL, no "..", begins with '/'
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order, UTF-8 checked
  std::map<std::string, std::string> headers;  // names in lower case; a repeated name: the first value
  std::string body;                            // raw; empty when the body was multipart
  std::vector<Upload> uploads;
  std::string remote_address;  // of the socket, never from a header
  std::chrono::steady_clock::time_point started;

  std::string header(const std::string& lower_case_name) const;           // "" when absent
  std::optional<std::string> query_value(const std::string& name) const;  // the first
  std::vector<std::string> query_values(const std::string& name) const;   // all
  std::optional<std::string> cookie(const std::string& name) const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // CR, LF and NUL in a value drop the header
  std::string body;
  std::string content_type;  // "" sends no body type

  void set(std::string name, std::string value);  // replaces a header of that name
};

// Called on a worker thread. Must not throw; if it does, the client gets a bare 500 problem document.
using Handler = std::function<void(const Request&, Response&)>;

struct Options {
  std::string host = "127.0.0.1";
  int port = 8080;  // 0: a free one
  int worker_threads = 8;
  std::size_t max_header_bytes = 64 * 1024;         // request line and headers; over it: 431
  std::size_t max_target_bytes = 8 * 1024;          // over it: 414
  std::size_t max_body_bytes = 2 * 1024 * 1024;     // over it: 413
  std::size_t max_upload_bytes = 21 * 1024 * 1024;  // for paths where `is_upload` says so
  std::size_t max_connections = 4096;               // over it: accepted, 503, closed
  std::size_t max_uploads_at_once = 4;  // bodies over 64 KB being read; over it: 503 with Retry-After
  std::chrono::milliseconds header_deadline{10'000};  // from the first byte to the blank line
  std::chrono::milliseconds body_deadline{30'000};    // for every 4 MB begun of the declared length
  std::chrono::milliseconds idle_deadline{75'000};    // between requests of a kept connection
  std::chrono::milliseconds write_deadline{30'000};   // in which the client takes 1 MB or all of an answer
  std::size_t keep_alive_requests = 10'000;
  // The two below are called on the thread that all connections share, `refusal` on worker threads too: they
  // must be quick, must not block, and must be safe to call from several threads.
  std::function<bool(const std::string& method, const std::string& path)> is_upload;  // may be empty
  // Makes the response for a refusal by the server itself (400, 408, 411, 413, 414, 431, 501, 503 ...) and
  // for a handler that threw (500). `asked` has what could be read of the request, perhaps nothing. Empty: a
  // plain problem document in both languages.
  std::function<void(int status, const Message& detail, const Request& asked, Response&)> refusal;
};

struct Counters {  // since the start; for /metrics
  std::uint64_t connections_open = 0, connections_total = 0, requests_total = 0, refused_total = 0;
};

class Server {
 public:
  virtual ~Server() = default;
  virtual int port() const = 0;             // the one bound
  virtual std::string address() const = 0;  // "http://127.0.0.1:8080"
  virtual void run() = 0;                   // until stop(); returns when all workers ended
  virtual void stop() = 0;                  // from any thread; not from a signal handler
  virtual Counters counters() const = 0;
};

// Binds at once. For the whole process, SIGPIPE is ignored and the soft limit of open files is raised towards
// max_connections. Error kUnavailable "listen_failed" names the address and what to do (port in use, no
// right).
Result<std::unique_ptr<Server>> listen(const Options& options, Handler handler);

}  // namespace koujing::http
