// From an HTTP request to its answer: pages, health, and the API with sign-in, policy, receipts and problems.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "editor_api/http/http_server.h"
#include "editor_api/routes/route.h"

namespace koujing::door {

// The pages, read into memory once: nothing on disk is ever named by a request.
class Assets {
 public:
  static Assets load(const std::filesystem::path& directory);  // empty when there is none
  bool empty() const { return files_.empty(); }
  // False when there is no such file.
  bool serve(const http::Request& request, const std::string& path, http::Response& response) const;

 private:
  struct File {
    std::string content, media_type, etag;
  };
  std::map<std::string, File> files_;
};

class Door {
 public:
  // `report` gets the details that a client must not see.
  using Report = std::function<void(const http::Request&, const Error&)>;
  Door(Site& site, Assets assets, Report report);

  void answer(const http::Request& request, http::Response& response) const;  // safe from any thread
  static bool is_upload(const std::string& method, const std::string& path);
  static void refuse(int status, const Message& detail, const http::Request& asked, http::Response& response);
  std::function<http::Counters()> counters;  // for /metrics; set before serving

 private:
  struct Match {
    const Route* route = nullptr;
    std::vector<std::string> parts;
    std::string allowed;  // the methods of the address, when this one is not among them
  };
  Match match(const std::string& method, const std::string& path) const;
  void answer_api(const http::Request& request, const std::string& path, http::Response& response) const;
  Result<Reply> run(Call& call, const Match& found) const;
  Result<Reply> run_once(Call& call, const Match& found) const;
  Status admit(Call& call, const Route& route) const;
  static Status admit_by_link(Call& call, const Route& route);
  void answer_health(const http::Request& request, http::Response& response) const;

  Site& site_;
  const Assets assets_;
  const Report report_;
  const std::vector<Route> routes_;
};

// The text of editor_api/openapi.yaml, built in.
const std::string& openapi_text();

}  // namespace koujing::door
