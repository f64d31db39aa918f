#include "content/originals/confined_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace koujing {
namespace {

constexpr const char* kBubblewrap = "/usr/bin/bwrap";
// Exit codes as shells and bubblewrap give them.
constexpr int kExecFailed = 127;
constexpr int kSignalled = 128;
constexpr std::size_t kMaxComplaints = 4096;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_;
};

Error cannot_start(const char* what) {
  return {ErrorKind::kUnavailable,
          "extraction_unavailable",
          {"系统暂时无法启动文件读取程序，请稍后再试。",
           "The program that reads this kind of file cannot be started right now. Try again later."},
          {},
          std::string(what) + ": " + std::strerror(errno)};
}

Result<Descriptor> file_in_memory(std::string_view bytes) {
  Descriptor file(memfd_create("original", MFD_CLOEXEC));
  if (file.get() < 0) return cannot_start("memfd_create");
  for (std::string_view rest = bytes; !rest.empty();) {
    const ssize_t written = write(file.get(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return cannot_start("write");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (lseek(file.get(), 0, SEEK_SET) != 0) return cannot_start("lseek");
  return file;
}

struct Pipe {
  Descriptor read_end;
  Descriptor write_end;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return cannot_start("pipe2");
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

// Only async-signal-safe calls here: other threads of ours may have held any lock at the fork.
[[noreturn]] void become(char* const* arguments, int in, int out, int err, const ConfinedLimits& limits) {
  setsid();  // a group of its own, to be killed as one
  const auto limit = [](decltype(RLIMIT_CPU) what, rlim_t value) {
    const rlimit bound{value, value};
    setrlimit(what, &bound);
  };
  limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()));
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, limits.output);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  close_range(STDERR_FILENO + 1, ~0U, 0);
  static char locale[] = "LC_ALL=C.UTF-8";
  static char path[] = "PATH=/usr/bin:/bin";
  char* const environment[] = {locale, path, nullptr};
  execve(arguments[0], arguments, environment);
  _exit(kExecFailed);
}

// Reads both ends until they close and the program has ended. False when a limit was passed.
bool drain(Pipe& out, Pipe& err, const Descriptor& child, ConfinedRun& run, const ConfinedLimits& limits) {
  const auto deadline = std::chrono::steady_clock::now() + limits.wall;
  std::array<char, 64 * 1024> buffer{};
  std::array<pollfd, 3> ends = {pollfd{out.read_end.get(), POLLIN, 0}, pollfd{err.read_end.get(), POLLIN, 0},
                                pollfd{child.get(), POLLIN, 0}};
  while (ends[0].fd >= 0 || ends[1].fd >= 0 || ends[2].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    if (poll(ends.data(), ends.size(), static_cast<int>(left.count())) < 0 && errno != EINTR) return false;
    for (pollfd& end : ends) {
      if (end.fd < 0 || end.revents == 0) continue;
      if (end.fd == child.get()) {  // readable once the process has ended; it is reaped by the caller
        end.fd = -1;
        continue;
      }
      const ssize_t got = read(end.fd, buffer.data(), buffer.size());
      if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (got <= 0) {
        end.fd = -1;
        continue;
      }
      const auto count = static_cast<std::size_t>(got);
      if (end.fd == out.read_end.get()) {
        if (run.output.size() + count > limits.output) return false;
        run.output.append(buffer.data(), count);
      } else if (run.complaints.size() < kMaxComplaints) {
        run.complaints.append(buffer.data(), std::min(count, kMaxComplaints - run.complaints.size()));
      }
    }
  }
  return true;
}

Result<ConfinedRun> run_once(const std::vector<std::string>& command, int input,
                             const ConfinedLimits& limits) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  KJ_TRY(Pipe out, make_pipe());
  KJ_TRY(Pipe err, make_pipe());
  const pid_t child = fork();
  if (child < 0) return cannot_start("fork");
  if (child == 0) become(arguments.data(), input, out.write_end.get(), err.write_end.get(), limits);
  out.write_end.close();
  err.write_end.close();

  ConfinedRun run;
  const Descriptor handle(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
  const bool within = handle.get() >= 0 && drain(out, err, handle, run, limits);
  // Whatever the outcome, nothing of the group lives on. It is a group once the child has called setsid.
  if (kill(-child, SIGKILL) != 0 && !within) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
  const int signal = run.exit_code - kSignalled;
  if (!within || signal == SIGKILL || signal == SIGXCPU || signal == SIGXFSZ) {
    run.end = ConfinedEnd::kOverLimit;
  } else if (signal > 0) {
    run.end = ConfinedEnd::kCrashed;
  } else if (run.exit_code == kExecFailed) {
    run.end = ConfinedEnd::kNotInstalled;
  }
  return run;
}

std::vector<std::string> in_bubblewrap(const std::vector<std::string>& command,
                                       const std::vector<std::string>& readable) {
  std::vector<std::string> wrapped = {kBubblewrap,
                                      "--unshare-all",
                                      "--die-with-parent",
                                      "--new-session",
                                      "--clearenv",
                                      "--setenv",
                                      "LC_ALL",
                                      "C.UTF-8",
                                      "--ro-bind",
                                      "/usr",
                                      "/usr",
                                      "--ro-bind-try",
                                      "/lib",
                                      "/lib",
                                      "--ro-bind-try",
                                      "/lib64",
                                      "/lib64",
                                      "--ro-bind-try",
                                      "/etc/ld.so.cache",
                                      "/etc/ld.so.cache",
                                      "--ro-bind-try",
                                      "/etc/fonts",
                                      "/etc/fonts",
                                      "--dev",
                                      "/dev",
                                      "--tmpfs",
                                      "/tmp",
                                      "--chdir",
                                      "/tmp"};
  for (const std::string& file : readable) wrapped.insert(wrapped.end(), {"--ro-bind", file, file});
  wrapped.emplace_back("--");
  wrapped.insert(wrapped.end(), command.begin(), command.end());
  return wrapped;
}

}  // namespace

Result<ConfinedRun> run_confined(const std::vector<std::string>& command, std::string_view input,
                                 const ConfinedLimits& limits) {
  if (access(command.front().c_str(), X_OK) != 0) {
    ConfinedRun run;
    run.end = ConfinedEnd::kNotInstalled;
    return run;
  }
  KJ_TRY(const Descriptor file, file_in_memory(input));
  if (limits.sandbox && access(kBubblewrap, X_OK) == 0) {
    KJ_TRY(ConfinedRun run, run_once(in_bubblewrap(command, limits.readable), file.get(), limits));
    // Its own complaints begin so, and then the command has not run.
    const bool refused =
        run.end == ConfinedEnd::kExited && run.exit_code != 0 && run.complaints.starts_with("bwrap:");
    if (!refused) {
      run.in_sandbox = true;
      return run;
    }
    if (lseek(file.get(), 0, SEEK_SET) != 0) return cannot_start("lseek");
  }
  return run_once(command, file.get(), limits);
}

}  // namespace koujing
