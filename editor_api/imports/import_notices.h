// Documents come in as notices: one file, one notice with that file as its original.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/flow/flow.h"
#include "content/model/notice.h"

namespace koujing::door {

class NoticeImporter {
 public:
  // `department` (code or name) is that of every notice; "" for the one that each document names, or else
  // 未注明部门. A department that is not known is made.
  NoticeImporter(const Flow& flow, const Person& by, std::string department, int utc_offset_minutes)
      : flow_(flow), by_(by), stated_(std::move(department)), offset_(utc_offset_minutes) {}

  // Number, department, dates and what it repeals are taken over as the document states them. False: the same
  // file is there already. Errors: kUnsupported "not_a_document", kInvalid "original_empty", kTooLarge
  // "original_too_large"; those of the store.
  Result<bool> take(const std::filesystem::path& file);

 private:
  Result<DepartmentCode> department(const std::optional<DepartmentCode>& named);
  Status read(const std::string& bytes, const std::string& name, NoticeForm& form);

  const Flow& flow_;
  const Person& by_;
  const std::string stated_;
  const int offset_;
  std::optional<DepartmentCode> otherwise_;
};

}  // namespace koujing::door
