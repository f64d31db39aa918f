// Who may know of a notice: by role and department, and whoever is asked to confirm what rests on it.
#pragma once

#include "content/model/notice.h"
#include "content/model/person.h"
#include "content/store/store.h"

namespace koujing::door {

// kNotFound for what one may not know of.
Status check_visible(const Reading& reading, const Person& person, const Notice& notice);

}  // namespace koujing::door
