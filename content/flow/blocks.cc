#include "content/flow/blocks.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/add_draft.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr std::size_t kLongestName = 50, kLongestText = 5'000, kMostItems = 2'000;

std::vector<Fault> faults_in(const std::string& name, const std::string& text) {
  std::vector<Fault> faults;
  const auto within = [](const std::string& one, std::size_t most) {
    return is_clean_text(one) && one.find_first_not_of(" \t\r\n") != std::string::npos &&
           characters_in(one) <= most;
  };
  if (!within(name, kLongestName))
    faults.push_back({"/name", "bad_name", {"名称为 1 到 50 个字符", "a name has 1 to 50 characters"}});
  if (!within(text, kLongestText))
    faults.push_back({"/text", "bad_text", {"内容为 1 到 5000 个字符", "a text has 1 to 5000 characters"}});
  else if (without_block_marks(text) != text)
    faults.push_back({"/text", "nested", {"公用块里不能再放公用块", "a block holds no other block"}});
  return faults;
}

Status check_name(const Reading& reading, BlockId id, const std::string& name) {
  KJ_TRY(const auto all, reading.blocks().all());
  for (const Block& other : all)
    if (other.id != id && other.name == name)
      return Error{ErrorKind::kConflict,
                   "name_taken",
                   {"已经有名为“" + name + "”的公用块", "there is a block '" + name + "' already"}};
  return {};
}

Result<Block> need_block(const Reading& reading, BlockId id) {
  KJ_TRY(auto block, reading.blocks().find(id));
  if (!block) return not_found("公用块", "block", id.value);
  return *std::move(block);
}

Status note(Writing& writing, const Person& actor, const char* verb, const Block& block,
            const std::string& before, std::vector<JournalRef> refs) {
  KJ_DO(append(writing, &actor,
               {verb,
                {"block", id_text(block.id.value)},
                before.empty() ? "" : sha256_hex(before),
                sha256_hex(block.text),
                canonical(nlohmann::json{{"name", block.name}, {"version", block.version}}),
                std::move(refs)}));
  return {};
}

bool holds_current(const EntryText& text, const Block& block) {
  for (const std::string* field : {&text.script, &text.body})
    for (const MarkedBlock& one : marked_blocks(*field))
      if (one.id == block.id && one.text != block.text) return false;
  return true;
}

bool answers_or_will(const std::vector<EntryEvent>& events, Instant now) {
  const auto spans = spans_of(events);
  return std::any_of(spans.begin(), spans.end(), [&](const Span& span) {
    return span.known.covers(now) && (!span.valid.to || *span.valid.to > now);
  });
}

}  // namespace

Result<BlockId> add_block(const Flow& flow, const Person& actor, const std::string& name,
                          const std::string& text) {
  if (auto faults = faults_in(name, text); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_DO(check_name(writing, {}, name));
           Block block{{}, 1, name, text, actor.id, writing.recorded_at()};
           KJ_TRY(block.id, writing.blocks().add(block));
           KJ_DO(note(writing, actor, "add_block", block, "", {}));
           return Subject{"block", block.id.value};
         }));
  return BlockId{made.id};
}

Result<BlockId> edit_block(const Flow& flow, const Person& actor, BlockId id, const std::string& name,
                           const std::string& text, std::optional<std::int64_t> expected_version) {
  if (auto faults = faults_in(name, text); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(Block block, need_block(writing, id));
           KJ_DO(expect_version(expected_version, block.version));
           if (block.name == name && block.text == text) return Subject{"block", id.value};
           KJ_DO(check_name(writing, id, name));
           if (block.text != text) {
             KJ_TRY(const auto uses, block_uses(writing, block, writing.recorded_at()));
             if (std::any_of(uses.begin(), uses.end(), [](const BlockUse& use) { return use.answers; }))
               return Error{ErrorKind::kConflict,
                            "in_use",
                            {"有条目正在使用这个公用块，请凭通知单修改它：会为所有使用它的条目生成变更单",
                             "entries hold this block; change it by a notice, which drafts the change sets"}};
           }
           const std::string before = block.text;
           block = {id, block.version + 1, name, text, actor.id, writing.recorded_at()};
           KJ_DO(writing.blocks().add_version(block));
           KJ_DO(note(writing, actor, "edit_block", block, before, {}));
           return Subject{"block", id.value};
         }));
  return BlockId{made.id};
}

Result<std::vector<BlockUse>> block_uses(const Reading& reading, const Block& block, Instant now) {
  std::vector<BlockUse> uses;
  KJ_TRY(const auto entries, reading.blocks().uses(block.id));
  for (const EntryId entry : entries) {
    KJ_TRY(const auto head, reading.entries().find(entry));
    if (!head) continue;
    KJ_TRY(const auto newest, reading.entries().revision(entry, head->newest_number));
    if (!newest) continue;
    KJ_TRY(const auto events, reading.entries().events(entry));
    uses.push_back({entry, newest->number, newest->text.title, newest->text.department,
                    holds_current(newest->text, block), answers_or_will(events, now)});
  }
  return uses;
}

Result<std::vector<ChangeId>> revise_block(const Flow& flow, const Person& actor, BlockId id,
                                           NoticeId notice_id, const std::string& text,
                                           std::optional<std::int64_t> expected_version) {
  std::vector<ChangeId> made;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(Block block, need_block(writing, id));
           if (auto faults = faults_in(block.name, text); !faults.empty())
             return invalid_input(std::move(faults));
           KJ_DO(expect_version(expected_version, block.version));
           if (block.text == text)
             return Error{ErrorKind::kConflict, "same_text", {"内容没有变化", "the text is the same"}};
           const std::string before = block.text;
           block = {id, block.version + 1, block.name, text, actor.id, writing.recorded_at(), notice_id};
           KJ_TRY(const auto uses, block_uses(writing, block, writing.recorded_at()));
           std::map<DepartmentCode, ChangeContent> sets;
           for (const BlockUse& use : uses) {
             if (!use.answers) continue;
             KJ_TRY(const auto newest, writing.entries().revision(use.entry, use.revision));
             ChangeItem item{ChangeAction::kRevise, use.entry, use.revision, newest->text, {}, ""};
             item.text.script = replace_block(item.text.script, id, text);
             item.text.body = replace_block(item.text.body, id, text);
             sets[use.department].items.push_back(std::move(item));
           }
           if (sets.empty())
             return Error{
                 ErrorKind::kConflict,
                 "not_in_use",
                 {"没有生效的条目使用这个公用块，直接修改即可", "no entry holds this block; just edit it"}};
           KJ_DO(writing.blocks().add_version(block));
           std::vector<JournalRef> refs{{"notice", id_text(notice_id.value)}};
           for (auto& [department, content] : sets) {
             if (content.items.size() > kMostItems)
               return invalid_input({{"/text",
                                      "too_many",
                                      {"一张变更单最多 2000 个条目，这个公用块用得太多",
                                       "more than 2000 entries of one department hold this block"}}});
             content.summary = "公用块“" + block.name + "”改用新内容";
             KJ_TRY(const ChangeId change, add_draft(writing, actor, notice_id, department, content));
             made.push_back(change);
             refs.push_back({"change", id_text(change.value)});
           }
           KJ_DO(note(writing, actor, "revise_block", block, before, std::move(refs)));
           return Subject{"block", id.value};
         }));
  (void)done;
  return made;
}

}  // namespace koujing
