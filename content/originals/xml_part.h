// One XML part of an office package, parsed under the limits of extract_text.h. Included by this folder's .cc
// files only.
//
// pugixml expands no entities but the five of XML, loads nothing and knows no namespaces: names are compared
// without their prefix, because writers are free to choose it.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace koujing {

inline constexpr int kMaxXmlDepth = 256;
// A node takes up to 64 bytes: this many '<' or '=' hold the tree under about half a gigabyte.
inline constexpr std::size_t kMaxXmlMarks = 4'000'000;

using XmlDocument = std::unique_ptr<pugi::xml_document>;  // never null

// Errors: original_damaged (not well-formed, or a DOCTYPE is there), original_expands_too_far (depth, size).
Result<XmlDocument> parse_xml_part(const std::string& part);

std::string_view local_name(pugi::xml_node node);  // "w:p" is "p"

// The first child, or the attribute's value, of this local name; an empty node or "" when there is none.
pugi::xml_node child_named(pugi::xml_node parent, std::string_view name);
std::string_view attribute_named(pugi::xml_node node, std::string_view name);

// Whether an on/off property is on: there, and not val="0", "false" or "off".
bool is_on(pugi::xml_node property);

}  // namespace koujing
