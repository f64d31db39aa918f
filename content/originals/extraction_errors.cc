#include "content/originals/extraction_errors.h"

#include <utility>

namespace koujing {

Error original_too_large() {
  return {
      ErrorKind::kTooLarge,
      "original_too_large",
      {"文件超过 20 MB，未能受理。请压缩图片或拆分成几个文件后再上传。",
       "The file is over 20 MB and was not accepted. Shrink its pictures or split it, then upload again."}};
}

Error original_expands_too_far(std::string log_detail) {
  return {
      ErrorKind::kTooLarge,
      "original_expands_too_far",
      {"文件打开后内容过多或嵌套过深，已停止读取。请删去无关内容或拆分后另存为新文件，再上传。",
       "Once opened, the file holds too much or nests too deeply, and reading was stopped. Remove what is "
       "not needed or split it, save it as a new file and upload that."},
      {},
      std::move(log_detail)};
}

Error original_damaged(std::string log_detail) {
  return {
      ErrorKind::kInvalid,
      "original_damaged",
      {"文件已损坏，或内容与文件类型不符，无法读取文字。请用原来的软件打开、另存一份后再上传。",
       "The file is damaged or is not what its name says, so its text cannot be read. Open it in the program "
       "that made it, save it again and upload the new file."},
      {},
      std::move(log_detail)};
}

Error original_with_entities() {
  return {ErrorKind::kInvalid,
          "original_with_entities",
          {"文件里引用了外部内容或自定义实体（DOCTYPE），正常的办公文件没有这些，为了安全没有读取文字。请核实"
           "来源，另存一份后再上传。",
           "The file refers to outside content or defines entities (DOCTYPE), which no ordinary office file "
           "does, so it "
           "was not read. Check where it comes from, save it again and upload the new file."}};
}

Error original_unsupported(Message message) {
  return {ErrorKind::kUnsupported, "original_unsupported", std::move(message)};
}

}  // namespace koujing
