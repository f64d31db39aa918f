// Which addresses may stand in a page. Everything not named here is refused, and its text shown without it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace koujing {

// The value of href, percent-encoded and escaped for a double-quoted attribute. Allowed: https:// and http://
// with a host, mailto:, tel:, and addresses of this site that begin with exactly one '/'.
std::optional<std::string> safe_link(std::string_view url);

// The value of src, likewise. Allowed: files kept here, /api/v1/originals/..., without '..' and without
// percent signs. Anything else would tell a stranger who reads which page.
std::optional<std::string> safe_image(std::string_view url);

// & < > " and ' as entities: fit for text and for quoted attributes.
std::string escape_html(std::string_view text);

}  // namespace koujing
