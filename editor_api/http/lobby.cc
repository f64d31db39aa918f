#include "editor_api/http/lobby.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <limits>
#include <system_error>

namespace koujing::http {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kWakeId = 0;
// Answers that are being made when the server stops; the longest request of ours takes well under a second.
constexpr auto kDrainTime = std::chrono::seconds(10);
// Connections over the limit that are told so at once; those over that are just closed.
constexpr std::size_t kToldThatFull = 64;

int checked(int descriptor) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category());
  return descriptor;
}

}  // namespace

Lobby::Lobby(const Options& options, ServeSoon serve_soon)
    : options_(options),
      serve_soon_(std::move(serve_soon)),
      epoll_(checked(epoll_create1(EPOLL_CLOEXEC))),
      wake_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))),
      piece_(64 * 1024, '\0') {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = kWakeId;
  checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event));
}

Lobby::~Lobby() {
  for (const int socket : arrivals_) ::close(socket);
  connections_.clear();
  ::close(wake_);
  ::close(epoll_);
}

void Lobby::wake() {
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then the thread is awake.
  [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
}

void Lobby::admit(int socket) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = arrivals_.empty() && returns_.empty();
    arrivals_.push_back(socket);
  }
  if (first) wake();
}

void Lobby::give_back(Connection& from) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = arrivals_.empty() && returns_.empty();
    returns_.push_back(&from);
  }
  if (first) wake();
}

void Lobby::close() {
  closing_ = true;
  wake();
}

bool Lobby::reserve_answer(Connection& connection, std::size_t bytes) {
  constexpr std::size_t kSmallAnswer = 64 * 1024;
  constexpr std::size_t kMaxPending = 128 * 1024 * 1024;  // six originals of the largest size
  if (bytes <= kSmallAnswer) return true;
  if (pending_.fetch_add(bytes) + bytes > kMaxPending) {
    pending_ -= bytes;
    return false;
  }
  connection.pending = bytes;
  return true;
}

Counters Lobby::counters() const { return Counters{open_, total_, requests_, refused_}; }

void Lobby::run() {
  std::array<epoll_event, 128> events{};
  while (true) {
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_milliseconds());
    for (int i = 0; i < count; ++i) {
      const std::uint64_t id = events[static_cast<std::size_t>(i)].data.u64;
      or_drop(id, [&] { on_event(id); });
    }
    take_messages();
    if (closing_ && !draining_) begin_closing();
    expire_deadlines();
    if (draining_ && (connections_.empty() || Clock::now() >= drain_until_)) return;
  }
}

void Lobby::take_messages() {
  std::vector<int> arrivals;
  std::vector<Connection*> returns;
  {
    const std::lock_guard lock(mutex_);
    arrivals.swap(arrivals_);
    returns.swap(returns_);
  }
  for (Connection* connection : returns) {
    or_drop(connection->id, [&] {
      forget_request(*connection);
      flush(*connection);
    });
  }
  for (const int socket : arrivals) {
    const std::uint64_t id = next_id_++;
    or_drop(id, [&] { welcome(id, socket); });
  }
}

// Out of memory, or a caller's is_upload that throws: it ends that one connection, never the thread.
template <class Step>
void Lobby::or_drop(std::uint64_t id, Step step) {
  try {
    step();
  } catch (const std::exception&) {
    const auto found = connections_.find(id);
    if (found != connections_.end()) drop(*found->second);
  }
}

void Lobby::welcome(std::uint64_t id, int socket) {
  if (draining_ || connections_.size() >= options_.max_connections + kToldThatFull) {
    ::close(socket);
    return;
  }
  const bool full = connections_.size() >= options_.max_connections;
  Connection& connection = *connections_.emplace(id, std::make_unique<Connection>(id, socket)).first->second;
  open_ = connections_.size();
  ++total_;
  epoll_event event{};
  event.data.u64 = id;
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0) return drop(connection);
  if (full) {
    return refuse(connection,
                  Refusal{503, {"连接数已满，请稍后重试。", "Too many connections: try again shortly."}, 2});
  }
  set_deadline(connection, Clock::now() + options_.idle_deadline);
  arm(connection, EPOLLIN);
}

void Lobby::on_event(std::uint64_t id) {
  if (id == kWakeId) {
    std::uint64_t ignored = 0;
    [[maybe_unused]] const auto read = ::read(wake_, &ignored, sizeof ignored);
    return;
  }
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;  // ended earlier in this round
  Connection& connection = *found->second;
  switch (connection.phase) {
    case Phase::kIdle:
    case Phase::kHead:
    case Phase::kBody:
      return receive(connection);
    case Phase::kWriting:
      return flush(connection);
    case Phase::kClosing:
      return discard(connection);
    case Phase::kServing:
      return;
  }
}

int Lobby::wait_milliseconds() const {
  auto next = deadlines_.empty() ? Clock::time_point::max() : deadlines_.begin()->first;
  if (draining_) next = std::min(next, drain_until_);
  if (next == Clock::time_point::max()) return -1;
  const auto left = std::chrono::ceil<milliseconds>(next - Clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left, 0, std::numeric_limits<int>::max()));
}

void Lobby::expire_deadlines() {
  const auto now = Clock::now();
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    const std::uint64_t id = deadlines_.begin()->second;
    Connection& connection = *connections_.at(id);
    clear_deadline(connection);
    or_drop(id, [&] { expire(connection); });
  }
}

void Lobby::expire(Connection& connection) {
  constexpr std::size_t kProgress = 1024 * 1024;
  switch (connection.phase) {
    case Phase::kHead:
      return refuse(connection,
                    Refusal{408,
                            {"请求头没有在规定时间内到齐，连接已关闭。",
                             "The request head did not arrive in time; the connection is closed."}});
    case Phase::kBody:
      return refuse(connection, Refusal{408,
                                        {"请求体没有在规定时间内到齐，请检查网络后重试。",
                                         "The body did not arrive in time: check the network and retry."}});
    case Phase::kWriting:
      // A large file over a slow line may go on as long as it really moves.
      if (connection.sent - connection.sent_at_deadline >= kProgress) return await_reader(connection);
      return drop(connection);
    case Phase::kIdle:
    case Phase::kClosing:
      return drop(connection);
    case Phase::kServing:
      return;  // has none
  }
}

void Lobby::begin_closing() {
  draining_ = true;
  drain_until_ = Clock::now() + kDrainTime;
  std::vector<Connection*> ended;
  for (auto& [id, connection] : connections_) {
    const bool answering = connection->phase == Phase::kServing || connection->phase == Phase::kWriting;
    if (!answering) ended.push_back(connection.get());
  }
  for (Connection* connection : ended) drop(*connection);
}

void Lobby::arm(Connection& connection, std::uint32_t events) {
  epoll_event event{};
  event.events = events | EPOLLONESHOT;
  event.data.u64 = connection.id;
  epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.socket, &event);
}

void Lobby::set_deadline(Connection& connection, Clock::time_point at) {
  clear_deadline(connection);
  connection.deadline = at;
  deadlines_.emplace(at, connection.id);
}

void Lobby::clear_deadline(Connection& connection) {
  if (connection.deadline == Clock::time_point{}) return;
  deadlines_.erase({connection.deadline, connection.id});
  connection.deadline = {};
}

}  // namespace koujing::http
