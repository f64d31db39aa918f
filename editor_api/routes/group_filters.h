// The filters of a skill group in forms and answers.
#pragma once

#include <nlohmann/json.hpp>

#include "content/flow/skill_groups.h"
#include "editor_api/routes/form_reader.h"

namespace koujing::door {

nlohmann::json filters_json(const GroupFilters& filters);
GroupFilters read_filters(FormReader& reader);  // finish() is left to the caller

}  // namespace koujing::door
