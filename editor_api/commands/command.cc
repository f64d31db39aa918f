#include "editor_api/commands/command.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>

namespace koujing::door {

int fail(const Error& error) {
  const char* lang = std::getenv("LANG");
  const bool zh = lang != nullptr && std::string_view(lang).starts_with("zh");
  const auto text = [&](const Message& message) -> const std::string& {
    return zh ? message.zh : message.en;
  };
  std::string line = "koujing: " + text(error.message) + " [" + error.code + "]";
  for (const Fault& fault : error.faults) line += "; " + fault.pointer + ": " + text(fault.message);
  if (!error.log_detail.empty()) line += " (" + error.log_detail + ")";
  for (char& c : line)
    if (c == '\n' || c == '\r') c = ' ';
  std::cerr << line << "\n";
  return 1;
}

void print_json(const nlohmann::json& value) {
  std::cout << value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
}

std::filesystem::path source_directory() { return KOUJING_SOURCE_DIR; }

Result<Person> acting_person(const Reading& reading, const std::string& login) {
  KJ_TRY(const auto people, reading.people().all());
  for (const Person& person : people)
    if (login.empty() ? person.has(Role::kAdmin) && !person.disabled : person.login == login) return person;
  return Error{ErrorKind::kNotFound,
               "no_such_person",
               {"没有这个人员：" + login + "，用 koujing user list 查看",
                "there is no such person: " + login + "; see koujing user list"}};
}

Progress::~Progress() {
  if (last_ >= 0 && ::isatty(2) != 0) std::fputs("\n", stderr);
}

void Progress::show(std::size_t done, std::size_t all) {
  const int percent = all == 0 ? 100 : static_cast<int>(done * 100 / all);
  if (percent == last_) return;
  if (::isatty(2) != 0) {
    const int width = percent * 40 / 100;
    std::fprintf(stderr, "\r%s [%.*s%*s] %3d%% %zu/%zu", what_.c_str(), width,
                 "########################################", 40 - width, "", percent, done, all);
    std::fflush(stderr);
  } else if (percent / 10 != last_ / 10 || last_ < 0) {
    std::fprintf(stderr, "%s %d%% (%zu/%zu)\n", what_.c_str(), percent, done, all);
  }
  last_ = percent;
}

}  // namespace koujing::door
