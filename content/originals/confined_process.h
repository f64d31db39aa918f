// An external program run on bytes that nobody has vouched for.
//
// It gets the bytes as its standard input (a file in memory: no name on disk), an almost empty environment,
// no open file of ours, and limits of the kernel: CPU time, address space, no core file. Where bubblewrap is
// installed and may make namespaces, it also gets no network, no processes to see and nothing of the disk but
// /usr and the libraries, read-only. Inside most containers it may not: then the limits alone hold.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"

namespace koujing {

struct ConfinedLimits {
  static constexpr std::size_t kUnlimited = ~std::size_t{0};
  std::chrono::seconds cpu{20};
  std::chrono::seconds wall{30};
  std::size_t memory = std::size_t{1} << 30;           // bytes of address space
  std::size_t output = std::size_t{50} * 1024 * 1024;  // bytes; more ends the program
  std::vector<std::string> readable = {};              // files that it may read beside /usr: absolute paths
  bool sandbox = true;  // false: the limits alone, as where bubblewrap may not make namespaces
};

enum class ConfinedEnd {
  kExited,        // see exit_code
  kNotInstalled,  // no such program
  kOverLimit,     // of time, memory or output; killed
  kCrashed,       // by any other signal
};

struct ConfinedRun {
  ConfinedEnd end = ConfinedEnd::kExited;
  int exit_code = 0;
  std::string output;       // standard output
  std::string complaints;   // the first 4 KB of standard error
  bool in_sandbox = false;  // by bubblewrap
};

// `command` is an absolute path and its arguments; "-" or /dev/stdin names the input. Blocking. Safe from any
// thread: nothing but system calls between fork and exec. Error kUnavailable when no process can be made.
Result<ConfinedRun> run_confined(const std::vector<std::string>& command, std::string_view input,
                                 const ConfinedLimits& limits = {});

}  // namespace koujing
