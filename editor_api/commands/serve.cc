#include <algorithm>
#include <csignal>
#include <iostream>
#include <sstream>
#include <string_view>
#include <thread>

#include "content/flow/redact_original.h"
#include "editor_api/checkpoint_keeper.h"
#include "editor_api/commands/command.h"
#include "editor_api/door.h"
#include "editor_api/late_writes.h"
#include "editor_api/log/log.h"
#include "editor_api/minute_rounds.h"
#include "editor_api/offline_copy.h"
#include "editor_api/sign_in/throttle.h"
#include "indexer/follow_feed.h"
#include "search/language_data.h"

namespace koujing::door {
namespace {

Result<std::pair<std::string, int>> read_listen(const std::string& text) {
  const auto colon = text.rfind(':');
  int port = -1;
  if (colon != std::string::npos && colon > 0 && colon + 1 < text.size() &&
      text.find_first_not_of("0123456789", colon + 1) == std::string::npos && text.size() - colon <= 6)
    port = std::stoi(text.substr(colon + 1));
  if (port < 0 || port > 65535)
    return Error{ErrorKind::kInvalid,
                 "bad_listen",
                 {"--listen 应为 地址:端口，如 127.0.0.1:8080",
                  "--listen must be ADDRESS:PORT, such as 127.0.0.1:8080"}};
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  return std::pair{host, port};
}

// Waits for SIGINT or SIGTERM on a thread of its own; both are blocked everywhere else.
class StopOnSignal {
 public:
  explicit StopOnSignal(http::Server& server) {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGUSR1);
    thread_ = std::thread([this, &server] {
      int received = 0;
      sigwait(&signals_, &received);
      server.stop();
    });
  }
  ~StopOnSignal() {
    pthread_kill(thread_.native_handle(), SIGUSR1);
    thread_.join();
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  sigset_t signals_{};
  std::thread thread_;
};

void block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&signals, number);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

// "https://crm.example:8443": nothing else may get into the header that lists them.
bool is_origin(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
  text.remove_prefix(text.find("//") + 2);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto host = text.substr(0, text.find(':'));
  if (host.empty() || !std::all_of(host.begin(), host.end(), [&](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
      }))
    return false;
  text.remove_prefix(host.size());
  if (text.empty()) return true;
  text.remove_prefix(1);
  return !text.empty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit);
}

Result<std::vector<std::string>> read_origins(const std::string& text) {
  std::vector<std::string> origins;
  std::istringstream parts(text);
  for (std::string origin; std::getline(parts, origin, ',');) {
    if (!is_origin(origin))
      return Error{ErrorKind::kInvalid,
                   "bad_origin",
                   {"--embed-origins 里的 '" + origin + "' 不是 https://主机[:端口]",
                    "'" + origin + "' in --embed-origins is not https://HOST[:PORT]"}};
    origins.push_back(origin);
  }
  return origins;
}

int serve(const Settings& settings) {
  set_log_level(settings.log_level);
  const auto listen = read_listen(settings.listen);
  if (!listen) return fail(listen.error()), 2;
  auto embed_origins = read_origins(settings.embed_origins);
  if (!embed_origins) return fail(embed_origins.error()), 2;
  CheckpointPlaces places;
  places.file = settings.checkpoint_file;
  if (!settings.checkpoint_url.empty()) {
    auto post = CheckpointPost::to(settings.checkpoint_url);
    if (!post) return fail(post.error()), 2;
    places.post = *std::move(post);
  }
  block_signals();
  static const SystemClock clock;
  auto site = open_site(settings.data, Opening::kExisting, clock);
  if (!site) return fail(site.error());
  (*site)->utc_offset_minutes = settings.utc_offset_minutes;
  (*site)->trusted_proxy = settings.trusted_proxy;
  (*site)->embed_origins = *std::move(embed_origins);
  (*site)->throttle = std::make_unique<SignInThrottle>();
  (*site)->late_writes =
      std::make_unique<LateWrites>(*(*site)->store, [](const Error& e) { log_error("late writes", e); });
  (*site)->follower = std::make_unique<indexer::FeedFollower>(
      *(*site)->store, (*site)->index_directory(), [](const Error& e) { log_error("indexer", e); });
  for (const search::MissingData& one : search::missing_language_data())
    log_info("dictionary missing: " + one.what + "; apt-get install " + one.package);
  if (const auto reading = (*site)->store->read()) {
    if (const auto swept = sweep_redacted(**reading, (*site)->files); !swept)
      log_error("redacted originals", swept.error());
  }
  keep_lexicon(**site, [](const Error& e) { log_error("lexicon", e); });
  (*site)->rounds.push_back(keep_care(**site, [](const Error& e) { log_error("care", e); }));
  (*site)->rounds.push_back(keep_questions(**site, [](const Error& e) { log_error("questions", e); }));
  (*site)->rounds.push_back(keep_retention(**site, [](const Error& e) { log_error("retention", e); }));
  (*site)->checkpoints = std::make_unique<CheckpointKeeper>(
      **site, std::move(places), [](const Error& e) { log_error("checkpoints", e); });
  (*site)->offline = std::make_unique<OfflineCopy>();
  const std::filesystem::path pages =
      settings.web.empty() ? source_directory() / "web" / "dist" : std::filesystem::path(settings.web);
  Door door(**site, Assets::load(pages), [](const http::Request& request, const Error& error) {
    log_error(request.method + " " + request.path, error);
  });
  http::Options options;
  options.host = listen->first;
  options.port = listen->second;
  options.worker_threads = settings.threads;
  options.is_upload = Door::is_upload;
  options.refusal = Door::refuse;
  auto server = http::listen(options, [&](const http::Request& request, http::Response& response) {
    door.answer(request, response);
  });
  if (!server) return fail(server.error());
  door.counters = [&] { return (*server)->counters(); };
  std::cout << "口径 Koujing: " << (*server)->address() << std::endl;
  {
    const StopOnSignal stop(**server);
    (*server)->run();
  }
  log_info("stopped");
  return 0;
}

}  // namespace

void add_serve(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("serve", "Serve the API and the desks over HTTP");
  command->footer(
      "Options: --listen ADDRESS:PORT (port 0 picks a free one), --web DIR, --threads N, --trusted-proxy "
      "ADDRESS,\n"
      "--embed-origins ORIGIN,ORIGIN, --checkpoint-file FILE, --checkpoint-url URL, --data DIR. They are "
      "settings of the program: "
      "see koujing --help.");
  // Options of the program, not of this command, so that koujing.toml and `koujing config` see the same ones.
  app.add_option("--listen", settings.listen, "serve: ADDRESS:PORT; port 0 picks a free one")
      ->capture_default_str();
  app.add_option("--web", settings.web, "serve: directory of the built pages");
  app.add_option("--trusted-proxy", settings.trusted_proxy,
                 "serve: address of the proxy whose X-Forwarded-For is believed (sign-in throttle)");
  app.add_option("--embed-origins", settings.embed_origins,
                 "serve: origins of pages that may frame the desks and tell them of calls, with commas");
  app.add_option("--checkpoint-file", settings.checkpoint_file,
                 "serve: file to which signed checkpoints of the journal are added; best on another machine");
  app.add_option("--checkpoint-url", settings.checkpoint_url,
                 "serve: address outside to which the newest signed checkpoint is posted every minute");
  app.add_option("--threads", settings.threads, "serve: worker threads")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->callback([&] { outcome.status = serve(settings); });
}

}  // namespace koujing::door
