// Links for a department without an account, in forms and answers.
#pragma once

#include "content/flow/confirm_links.h"
#include "editor_api/routes/route.h"

namespace koujing::door {

Result<ConfirmLinkForm> read_link_form(const Call& call);
Result<Reply> shown_link(const Call& call, const NewConfirmLink& made);  // 201, never kept by a cache

}  // namespace koujing::door
