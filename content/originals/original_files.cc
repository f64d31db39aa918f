#include "content/originals/original_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "content/crypto/digest.h"
#include "content/crypto/secret.h"

namespace koujing {
namespace {

Error unwritable(int error, const std::filesystem::path& path) {
  const std::string detail = path.string() + ": " + std::strerror(error);
  if (error == ENOSPC || error == EDQUOT)
    return {ErrorKind::kUnavailable,
            "store_full",
            {"磁盘空间不足，原件没有保存；请释放空间后重新上传",
             "the disk is full and the original was not kept; free some space and send it again"},
            {},
            detail};
  return {ErrorKind::kUnavailable,
          "original_unwritable",
          {"原件无法写入数据目录，请检查 originals/ 的权限",
           "the original cannot be written; check the rights on originals/ in the data directory"},
          {},
          detail};
}

bool sync_directory(const std::filesystem::path& directory) {
  const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  return synced;
}

// Writes and syncs a new file; errno on failure, 0 otherwise.
int write_synced(const std::filesystem::path& path, std::string_view bytes) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
  if (fd < 0) return errno;
  int error = 0;
  while (!bytes.empty() && error == 0) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno != EINTR) error = errno;
    } else {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  if (error == 0 && ::fsync(fd) != 0) error = errno;
  ::close(fd);
  return error;
}

}  // namespace

std::filesystem::path OriginalFiles::path_of(const std::string& sha256) const {
  return directory_ / sha256.substr(0, 2) / sha256.substr(2);
}

Result<std::string> OriginalFiles::keep(std::string_view bytes) const {
  const std::string digest = sha256_hex(bytes);
  const auto path = path_of(digest);
  std::error_code ec;
  const bool new_folder = std::filesystem::create_directories(path.parent_path(), ec);
  if (ec) return unwritable(ec.value(), path.parent_path());
  if (std::filesystem::exists(path, ec)) {
    KJ_DO(read(digest));  // an earlier copy counts only when it is whole
    return digest;
  }
  const auto incoming = directory_ / ("incoming-" + random_token().substr(0, 16));
  if (const int error = write_synced(incoming, bytes); error != 0) {
    std::filesystem::remove(incoming, ec);
    return unwritable(error, incoming);
  }
  std::filesystem::rename(incoming, path, ec);
  if (ec) return unwritable(ec.value(), path);
  if (!sync_directory(path.parent_path()) || !sync_directory(directory_) ||
      (new_folder && !sync_directory(directory_.parent_path())))
    return unwritable(errno, path.parent_path());
  return digest;
}

Result<std::string> OriginalFiles::read(const std::string& sha256) const {
  const Error missing{
      ErrorKind::kNotFound, "original_missing", {"没有这份原件", "there is no such original"}};
  if (!is_sha256_hex(sha256)) return missing;
  std::ifstream in(path_of(sha256), std::ios::binary);
  if (!in) return missing;
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (sha256_hex(bytes) != sha256)
    return Error{
        ErrorKind::kInternal,
        "original_damaged",
        {"原件与其摘要不符，请联系管理员从备份恢复",
         "the original does not match its digest; ask an administrator to restore it from the backup"},
        {},
        path_of(sha256).string()};
  return bytes;
}

Result<bool> OriginalFiles::remove(const std::string& sha256) const {
  if (!is_sha256_hex(sha256)) return false;
  const auto path = path_of(sha256);
  std::error_code ec;
  const bool there = std::filesystem::remove(path, ec);
  if (ec) return unwritable(ec.value(), path);
  if (there && !sync_directory(path.parent_path())) return unwritable(errno, path.parent_path());
  return there;
}

}  // namespace koujing
