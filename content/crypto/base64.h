// Base64 of RFC 4648 with its padding, by libsodium.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace koujing {

std::string base64(std::string_view bytes);
// Absent for anything but exactly what base64() writes.
std::optional<std::string> base64_bytes(std::string_view text);

}  // namespace koujing
