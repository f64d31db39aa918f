#include "search/xapian/index_errors.h"

#include <string_view>
#include <utility>

namespace koujing::search {

Error index_missing() {
  return {ErrorKind::kUnavailable,
          "index_missing",
          {"检索索引还没有建立，请稍候；一直如此时请管理员运行 koujing index --rebuild",
           "There is no search index yet. Wait a moment; if it stays so, run koujing index --rebuild"}};
}

Error index_damaged(std::string detail) {
  return {ErrorKind::kUnavailable,
          "index_damaged",
          {"检索索引无法读取，需要重建：请管理员运行 koujing index --rebuild",
           "The search index cannot be read and must be rebuilt: run koujing index --rebuild"},
          {},
          std::move(detail)};
}

Error index_locked(std::string detail) {
  return {ErrorKind::kConflict,
          "index_locked",
          {"另一个进程正在写检索索引，请等它结束后再试",
           "Another process is writing the search index. Try again when it has ended"},
          {},
          std::move(detail)};
}

Error index_superseded() {
  return {ErrorKind::kConflict,
          "index_superseded",
          {"检索索引已被重建的新索引取代，请重新打开后再写",
           "A rebuilt index has taken the place of this one. Open the index again and write to the new one"}};
}

Error index_write_failed(std::string detail) {
  return {ErrorKind::kUnavailable,
          "index_write_failed",
          {"检索索引未能写入，请检查磁盘空间和目录权限；已提交的内容没有受影响",
           "The search index could not be written. Check disk space and permissions; what was committed is "
           "unharmed"},
          {},
          std::move(detail)};
}

Error unindexable(std::string detail) {
  return {ErrorKind::kInvalid,
          "unindexable",
          {"这个条目无法编入检索索引，请检查它的内容后重新发布",
           "This entry cannot be put into the search index. Check its content and publish it again"},
          {},
          std::move(detail)};
}

Error from_xapian(const Xapian::Error& error) {
  std::string detail = error.get_description();
  // Xapian's errors have a name and no virtual functions.
  if (std::string_view(error.get_type()) == "DatabaseLockError") return index_locked(std::move(detail));
  return index_damaged(std::move(detail));
}

}  // namespace koujing::search
