// Where connections wait: one thread, one epoll, no worker.
//
// The Lobby collects whole requests (head and body) and hands them to a worker; it takes the connection back
// when the answer is made and sends what the client was too slow to take. A client that is idle, sends
// slowly or reads slowly therefore costs memory up to a limit, and never a worker.
//
// Invariants
// 1. A worker gets a request only when its last byte has arrived.      (tests: http_slow_clients_test.cc)
// 2. A connection belongs to one thread at a time: to a worker in kServing, else to the Lobby's.
// 3. In kServing the socket is not read, so pipelined requests are answered one by one, in order.
// 4. Every phase but kServing ends at a deadline.
// 5. After a refusal nothing more of that connection is read as a request.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "editor_api/http/connection.h"
#include "editor_api/http/http_server.h"
#include "editor_api/http/refusal.h"

namespace koujing::http {

class Lobby {
 public:
  using Clock = std::chrono::steady_clock;
  using ServeSoon = std::function<void(Connection&)>;  // called on the Lobby's thread; must not block

  // `options` must outlive the Lobby. Throws std::system_error when the kernel gives no epoll.
  Lobby(const Options& options, ServeSoon serve_soon);
  ~Lobby();
  Lobby(const Lobby&) = delete;
  Lobby& operator=(const Lobby&) = delete;

  void admit(int socket);            // any thread; the socket is the Lobby's from here on
  void give_back(Connection& from);  // the worker that served it, once
  void run();                        // until close() and the last answer is out, at most 10 s later
  void close();                      // any thread
  bool closing() const { return closing_; }

  // Room for an answer of that many bytes that may have to wait for a slow reader: false when 128 MB of
  // such answers wait already. An answer of up to 64 KB needs none. Any thread.
  bool reserve_answer(Connection& connection, std::size_t bytes);

  Counters counters() const;  // any thread

 private:
  // lobby.cc: the loop
  void wake();
  void take_messages();
  void on_event(std::uint64_t id);
  void expire_deadlines();
  void expire(Connection& connection);
  int wait_milliseconds() const;
  void begin_closing();
  void welcome(std::uint64_t id, int socket);
  template <class Step>
  void or_drop(std::uint64_t id, Step step);

  // lobby_receiving.cc: from bytes to a request. True: the connection still waits for bytes.
  void receive(Connection& connection);
  bool take(Connection& connection, std::string_view bytes);
  bool advance(Connection& connection);
  bool begin_request(Connection& connection);
  bool admit_body(Connection& connection);
  bool make_upload_place();
  void serve(Connection& connection);

  // lobby_sending.cc: from an answer to the next request, or to the end
  void refuse(Connection& connection, const Refusal& refusal);
  void flush(Connection& connection);
  void await_reader(Connection& connection);
  void finish(Connection& connection);
  void discard(Connection& connection);
  void forget_request(Connection& connection);
  void drop(Connection& connection);  // ends the connection and its object

  void arm(Connection& connection, std::uint32_t events);
  void set_deadline(Connection& connection, Clock::time_point at);
  void clear_deadline(Connection& connection);

  const Options& options_;
  const ServeSoon serve_soon_;
  const int epoll_;
  const int wake_;

  // The Lobby's thread only.
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  std::set<std::pair<Clock::time_point, std::uint64_t>> deadlines_;
  std::uint64_t next_id_ = 1;
  std::size_t uploads_ = 0;   // connections with has_upload_place
  std::size_t buffered_ = 0;  // bytes in requests without an upload place
  bool draining_ = false;
  Clock::time_point drain_until_{};
  std::string piece_;  // what recv() fills

  std::mutex mutex_;  // guards the two below
  std::vector<int> arrivals_;
  std::vector<Connection*> returns_;

  std::atomic<bool> closing_ = false;
  std::atomic<std::size_t> pending_ = 0;  // bytes of large answers not yet taken by their readers
  std::atomic<std::uint64_t> open_ = 0, total_ = 0, requests_ = 0, refused_ = 0;
};

}  // namespace koujing::http
