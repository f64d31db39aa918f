// What a document states, as the values of a notice.
#pragma once

#include <optional>
#include <vector>

#include "content/model/instant.h"
#include "content/model/person.h"
#include "search/study/notice_facts.h"

namespace koujing::door {

struct KnownIssuer {
  Department department;
  search::Stated written;  // as it stands there
};

// The department that is meant: its name, or the end of what is written (望澜市供水公司市场部 is 市场部).
std::optional<KnownIssuer> known_issuer(const std::vector<search::Stated>& written,
                                        const std::vector<Department>& departments);

enum class OfDay { kBegin, kLastMinute, kOver };  // 0:00, 23:59, 24:00

// A day that is stated, as a moment of this place.
std::optional<Instant> moment_of(const std::optional<search::Stated>& day, OfDay of, int utc_offset_minutes);

}  // namespace koujing::door
