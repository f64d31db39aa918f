// /blocks: wordings that stand in many entries.
#include "content/flow/blocks.h"

#include "content/flow/changes.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/part.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Result<Reply> all(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto blocks, reading->blocks().all());
  KJ_TRY(const auto part,
         part_of(blocks, page, [](const Block& block, std::size_t) { return block.id.value; }));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", part.next_cursor}};
  for (const Block& block : part.rows) {
    json row = present.block(block);
    KJ_TRY(const auto uses, reading->blocks().uses(block.id));
    row["uses"] = uses.size();
    reply.body["items"].push_back(std::move(row));
  }
  return reply;
}

Result<Reply> shown(Call& call, BlockId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto block, reading->blocks().find(id));
  if (!block) return not_found("公用块", "block", id.value);
  KJ_TRY(const auto versions, reading->blocks().versions(id));
  KJ_TRY(const auto uses, block_uses(*reading, *block, call.site.now()));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  reply.body = present.block(*block);
  reply.body["versions"] = json::array();
  for (const Block& one : versions) reply.body["versions"].push_back(present.block(one));
  reply.body["uses"] = json::array();
  for (const BlockUse& use : uses)
    reply.body["uses"].push_back({{"entry", use.entry.value},
                                  {"revision", use.revision},
                                  {"title", use.title},
                                  {"department", present.department(use.department)},
                                  {"current", use.current},
                                  {"answers", use.answers}});
  reply.headers.emplace_back("ETag", etag(block->version));
  return reply;
}

Result<Reply> one(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  return shown(call, BlockId{number}, 200);
}

struct BlockForm {
  std::string name, text;
};
Result<BlockForm> read_form(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  BlockForm read{reader.text("name", true), reader.text("text", true)};
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  return read;
}

Result<Reply> add(Call& call) {
  KJ_TRY(const BlockForm form, read_form(call));
  KJ_TRY(const BlockId id, add_block(call.flow(), call.person, form.name, form.text));
  KJ_TRY(Reply reply, shown(call, id, 201));
  reply.location = "/blocks/" + std::to_string(id.value);
  return reply;
}

Result<Reply> edit(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const BlockForm form, read_form(call));
  KJ_TRY(const BlockId id,
         edit_block(call.flow(), call.person, BlockId{number}, form.name, form.text, expected.version));
  return shown(call, id, 200);
}

Result<Reply> revise(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Expected expected, if_match(call, false));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const auto notice = reader.number("notice");
  const std::string text = reader.text("text", true);
  if (!notice) reader.fault("notice", "required", "请指明依据哪份通知单", "say on which notice it rests");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const auto changes,
         revise_block(call.flow(), call.person, BlockId{number}, NoticeId{*notice}, text, expected.version));
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = 201;
  reply.body = {{"changes", json::array()}};
  for (const ChangeId id : changes) {
    KJ_TRY(const ChangeSet change, need_change(*reading, id));
    KJ_TRY(json row, present.change_summary(change));
    reply.body["changes"].push_back(std::move(row));
  }
  reply.location = "/blocks/" + std::to_string(number);
  return reply;
}

}  // namespace

std::vector<Route> block_routes() {
  return {{"GET", "/blocks", Permission::kReadEntries, all},
          {"POST", "/blocks", Permission::kDraftChanges, add, true},
          {"GET", "/blocks/{b}", Permission::kReadEntries, one},
          {"PUT", "/blocks/{b}", Permission::kDraftChanges, edit},
          {"POST", "/blocks/{b}/changes", Permission::kDraftChanges, revise, true}};
}

}  // namespace koujing::door
