#include "content/exchange/json_fault.h"

#include <nlohmann/json.hpp>

namespace koujing {

Message json_fault(const std::exception& thrown) {
  using nlohmann::json;
  if (const auto* broken = dynamic_cast<const json::parse_error*>(&thrown)) {
    const std::string byte = std::to_string(broken->byte);
    return {"第 " + byte + " 个字节处不是合法的 JSON（UTF-8）", "it is no JSON in UTF-8 at byte " + byte};
  }
  if (dynamic_cast<const json::exception*>(&thrown) != nullptr)
    return {"缺少内容，或内容不是应有的类型", "something in it is missing or of another kind"};
  return {"内容不合规定", thrown.what()};
}

}  // namespace koujing
