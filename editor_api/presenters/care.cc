#include "editor_api/presenters/present.h"

namespace koujing::door {

json Presenter::care(const EntryCare& care, Instant now) {
  return {{"owner", person_ref(care.owner)},
          {"next_check", time(care.next_check)},
          {"overdue", care.overdue(now)},
          {"verified_at", time(care.verified_at)},
          {"verified_by", person_ref(care.verified_by)}};
}

}  // namespace koujing::door
