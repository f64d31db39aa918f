#include "editor_api/routes/links.h"

#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"

namespace koujing::door {

Result<ConfirmLinkForm> read_link_form(const Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  ConfirmLinkForm wanted{reader.text("name"), reader.text("contact"), reader.time("expires_at")};
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  return wanted;
}

Result<Reply> shown_link(const Call& call, const NewConfirmLink& made) {
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = 201;
  // Behind '#' it never reaches a server's log.
  reply.body = {{"address", "/link#" + made.secret},
                {"secret", made.secret},
                {"person", present.person_ref(made.person)},
                {"expires_at", present.time(made.expires_at)}};
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

}  // namespace koujing::door
