// multipart/form-data (RFC 7578) into its parts.
//
// cpp-httplib has a reader of its own; it runs std::regex over the client's bytes, loses the order of the
// parts and the encoded file names (filename*), and refuses a body without the last line break.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "editor_api/http/http_server.h"
#include "editor_api/http/refusal.h"

namespace koujing::http {

// The boundary parameter when the media type is multipart/form-data; "" when it is missing or breaks
// RFC 2046 (1 to 70 characters). Nothing for any other media type.
std::optional<std::string> multipart_boundary(std::string_view content_type);

// Fills `uploads` in the order of the parts; contents byte for byte. A file name may be raw UTF-8 with the
// %22 %0D %0A of browsers, or filename*=UTF-8''… (which wins). No directories: the name is what stands after
// the last '/' or '\'. Refused with 400: no closing boundary, a part without a name, a name that is not
// UTF-8 or holds control characters, more than 64 parts, a part head over 8 KB. Any thread.
std::optional<Refusal> read_multipart(std::string_view body, std::string_view boundary,
                                      std::vector<Upload>& uploads);

}  // namespace koujing::http
