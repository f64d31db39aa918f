#include "editor_api/http/http_server.h"

#include <fcntl.h>
#include <httplib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <utility>

#include "editor_api/http/exchange.h"
#include "editor_api/http/lobby.h"
#include "editor_api/http/multipart.h"

namespace koujing::http {
namespace {

constexpr int kBacklog = 1024;  // 1000 agents at the start of a shift; the library asks for 5

// Runs what the accept loop hands over on the accept thread itself: it only parks a socket.
class AtOnce final : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override { task(); }
  void shutdown() override {}
};

// cpp-httplib's listening socket and accept loop; the connections go to the Lobby instead of a thread.
class Listener final : public httplib::Server {
 public:
  explicit Listener(std::function<void(int)> arrived) : arrived_(std::move(arrived)) {
    new_task_queue = [] { return new AtOnce; };
    set_tcp_nodelay(true);  // inherited by the accepted sockets; without it 44 ms for a kept connection
    // The library's default is SO_REUSEPORT, which lets a second server take the same port unnoticed.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
  }
  ~Listener() override {
    if (listening_ >= 0) ::close(listening_);
  }

  // The port, or -1 with errno.
  int bind(const std::string& host, int port) {
    errno = 0;
    int bound = port;
    if (port == 0) {
      bound = bind_to_any_port(host);
    } else if (!bind_to_port(host, port)) {
      bound = -1;
    }
    if (bound < 0) return -1;
    // The accept loop closes its socket when accept() fails for a passing reason (ENFILE, EPROTO): it gets
    // copies, and this one stays.
    listening_ = svr_sock_.exchange(INVALID_SOCKET);
    return ::listen(listening_, kBacklog) == 0 ? bound : -1;
  }

  void accept_until_closed() {
    while (!closed_) {
      const int copy = ::fcntl(listening_, F_DUPFD_CLOEXEC, 0);
      if (copy >= 0) {
        svr_sock_ = copy;
        listen_after_bind();
      }
      if (!closed_) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }

  // Any thread, also before accept_until_closed(): accept() on a socket that was shut down fails at once.
  void close_door() {
    closed_ = true;
    ::shutdown(listening_, SHUT_RDWR);
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    try {
      arrived_(socket);
    } catch (const std::bad_alloc&) {
      ::close(socket);
    }
    return true;
  }

  std::function<void(int)> arrived_;
  int listening_ = -1;
  std::atomic<bool> closed_ = false;
};

// One descriptor a connection, and some for the store, the index and the log. The usual soft limit is 1024.
void raise_descriptor_limit(std::size_t connections) {
  rlimit limit{};
  const rlim_t wanted = connections + 512;
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &limit);  // as far as allowed; accept() waits when it does not suffice
}

Error listen_failed(const Options& options, int code) {
  const std::string at = options.host + ":" + std::to_string(options.port);
  Error error{ErrorKind::kUnavailable, "listen_failed", {}, {}, std::strerror(code)};
  if (code == EADDRINUSE) {
    error.message = {
        "无法监听 " + at + "：端口已被占用，请停止占用它的程序，或用 --listen 换一个端口。",
        "Cannot listen on " + at +
            ": the port is in use. Stop the program that uses it, or choose another with --listen."};
  } else if (code == EACCES) {
    error.message = {"无法监听 " + at + "：没有权限，请用 --listen 选 1024 以上的端口。",
                     "Cannot listen on " + at + ": no right to. Choose a port over 1024 with --listen."};
  } else {
    error.message = {"无法监听 " + at + "：请检查 --listen 的地址是否属于本机、端口是否在 0 到 65535 之间。",
                     "Cannot listen on " + at +
                         ": check that the address of --listen is one of this machine, the port 0 to 65535."};
  }
  return error;
}

class GuardedServer final : public Server {
 public:
  GuardedServer(Options options, Handler handler)
      : options_(std::move(options)),
        handler_(std::move(handler)),
        lobby_(options_, [this](Connection& connection) { serve_soon(connection); }),
        listener_([this](int socket) { lobby_.admit(socket); }) {}

  int bind() {
    port_ = listener_.bind(options_.host, options_.port);
    return port_;
  }

  int port() const override { return port_; }

  std::string address() const override {
    const bool v6 = options_.host.find(':') != std::string::npos;
    return "http://" + (v6 ? "[" + options_.host + "]" : options_.host) + ":" + std::to_string(port_);
  }

  void run() override {
    workers_ =
        std::make_unique<httplib::ThreadPool>(static_cast<std::size_t>(std::max(1, options_.worker_threads)));
    std::thread lobby([this] { lobby_.run(); });
    listener_.accept_until_closed();
    lobby_.close();
    lobby.join();
    workers_->shutdown();
  }

  void stop() override { listener_.close_door(); }

  Counters counters() const override { return lobby_.counters(); }

 private:
  void serve_soon(Connection& connection) {
    workers_->enqueue([this, &connection] {
      try {
        serve(connection);
      } catch (...) {  // out of memory while answering: the client sees the connection end
        connection.close_after = true;
      }
      lobby_.give_back(connection);
    });
  }

  void serve(Connection& connection) {
    connection.close_after = !connection.framing.keep_alive || lobby_.closing() ||
                             connection.requests + 1 >= options_.keep_alive_requests;
    ++connection.requests;
    Request& request = connection.request;
    if (const auto boundary = multipart_boundary(request.header("content-type"))) {
      const auto refusal = read_multipart(request.body, *boundary, request.uploads);
      request.body = {};
      if (refusal)
        return answer(connection,
                      [&](auto& asked, Response& r) { r = refusal_response(*refusal, asked, options_); });
    }
    answer(connection, handler_);
    if (lobby_.reserve_answer(connection, connection.body.size())) return send(connection);
    // Only what can be asked for again without harm: a change that was made must be told.
    if (request.method != "GET") return send(connection);
    const Refusal busy{503,
                       {"同时下载的大文件过多，请稍后重试。",
                        "Too many large files are being downloaded at once: try again shortly."},
                       5};
    answer(connection, [&](auto& asked, Response& r) { r = refusal_response(busy, asked, options_); });
    send(connection);
  }

  void answer(Connection& connection, const Handler& handler) {
    const auto after_exception = [this, &connection] {
      return refusal_response(
          Refusal{500,
                  {"服务器内部错误，已记录，请稍后重试或联系管理员。",
                   "An error inside the server: try again later or tell the administrator."}},
          connection.request, options_);
    };
    Answer made = exchange(connection.request, handler, after_exception,
                           {.close = connection.close_after, .http_1_0 = connection.framing.http_1_0});
    connection.head = std::move(made.head);
    connection.body = std::move(made.body);
    connection.close_after = made.close;
  }

  // What the socket does not take now is sent by the Lobby.
  static void send(Connection& connection) { connection.send_more(); }

  const Options options_;
  const Handler handler_;
  Lobby lobby_;
  Listener listener_;
  std::unique_ptr<httplib::ThreadPool> workers_;
  int port_ = -1;
};

}  // namespace

Result<std::unique_ptr<Server>> listen(const Options& options, Handler handler) {
  try {
    raise_descriptor_limit(options.max_connections);
    auto server = std::make_unique<GuardedServer>(options, std::move(handler));
    if (server->bind() < 0) return listen_failed(options, errno);
    return std::unique_ptr<Server>(std::move(server));
  } catch (const std::exception& exception) {
    Error error = listen_failed(options, 0);
    error.log_detail = exception.what();
    return error;
  }
}

}  // namespace koujing::http
