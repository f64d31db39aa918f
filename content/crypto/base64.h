// Base64 of RFC 4648 with its padding, by libsodium.
#pragma once

#include <string>
#include <string_view>

namespace koujing {

std::string base64(std::string_view bytes);

}  // namespace koujing
