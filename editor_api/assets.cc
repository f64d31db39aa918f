#include <fstream>
#include <iterator>

#include "content/crypto/digest.h"
#include "editor_api/door.h"

namespace koujing::door {
namespace {

const char* media_type_of(const std::string& extension) {
  static const std::map<std::string, const char*> types = {{".html", "text/html; charset=utf-8"},
                                                           {".js", "text/javascript; charset=utf-8"},
                                                           {".css", "text/css; charset=utf-8"},
                                                           {".svg", "image/svg+xml"},
                                                           {".png", "image/png"},
                                                           {".ico", "image/x-icon"},
                                                           {".json", "application/json; charset=utf-8"},
                                                           {".woff2", "font/woff2"},
                                                           {".webmanifest", "application/manifest+json"}};
  const auto found = types.find(extension);
  return found == types.end() ? "application/octet-stream" : found->second;
}

}  // namespace

Assets Assets::load(const std::filesystem::path& directory) {
  Assets assets;
  std::error_code ec;
  for (std::filesystem::recursive_directory_iterator it(directory, ec), end; !ec && it != end;
       it.increment(ec)) {
    if (!it->is_regular_file()) continue;
    std::ifstream in(it->path(), std::ios::binary);
    File file;
    file.content.assign((std::istreambuf_iterator<char>(in)), {});
    file.media_type = media_type_of(it->path().extension().string());
    file.etag = "\"" + sha256_hex(file.content).substr(0, 32) + "\"";
    assets.files_["/" + std::filesystem::relative(it->path(), directory).generic_string()] = std::move(file);
  }
  return assets;
}

bool Assets::serve(const http::Request& request, const std::string& path, http::Response& response) const {
  const auto found = files_.find(path == "/" ? "/index.html" : path);
  if (found == files_.end()) return false;
  const File& file = found->second;
  response.set("ETag", file.etag);
  response.set("Cache-Control",
               path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match") == file.etag) {
    response.status = 304;
    return true;
  }
  response.status = 200;
  response.content_type = file.media_type;
  response.body = file.content;
  return true;
}

}  // namespace koujing::door
