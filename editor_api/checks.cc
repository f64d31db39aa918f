#include "editor_api/checks.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "content/markdown/link_rules.h"
#include "content/markdown/links.h"
#include "content/markdown/render.h"
#include "content/model/timeline.h"

namespace koujing::door {
namespace {

std::optional<std::int64_t> number_behind(std::string_view address, std::string_view prefix) {
  if (!address.starts_with(prefix)) return std::nullopt;
  address.remove_prefix(prefix.size());
  std::int64_t number = 0;
  const auto end = std::from_chars(address.data(), address.data() + address.size(), number);
  if (end.ec != std::errc() || end.ptr == address.data()) return std::nullopt;
  return number;
}

// "" for a link that leads somewhere, or out of this site.
Result<std::string> why_broken(const Reading& reading, const MarkdownLink& link, Instant now) {
  if (link.image ? !safe_image(link.address) : !safe_link(link.address)) return std::string("refused");
  if (const auto entry = number_behind(link.address, "/entries/")) {
    KJ_TRY(const auto head, reading.entries().find(EntryId{*entry}));
    if (!head) return std::string("no_entry");
    KJ_TRY(const auto events, reading.entries().events(head->id));
    const auto spans = spans_of(events);
    return std::string(in_force(spans, now, now) == nullptr ? "not_in_force" : "");
  }
  constexpr std::string_view kOriginals = "/api/v1/originals/";
  if (link.address.starts_with(kOriginals)) {
    constexpr std::size_t kDigest = 64;
    KJ_TRY(const auto original, reading.notices().original(link.address.substr(kOriginals.size(), kDigest)));
    return std::string(original ? "" : "no_original");
  }
  return std::string();
}

Status check_links(const Reading& reading, const std::string& field, const std::string& markdown, Instant now,
                   std::vector<BrokenLink>& broken) {
  for (const MarkdownLink& link : links_of(markdown)) {
    KJ_TRY(std::string why, why_broken(reading, link, now));
    if (!why.empty()) broken.push_back({field, link.address, link.text, std::move(why)});
  }
  return {};
}

Status check_blocks(const Reading& reading, const std::string& field, const std::string& markdown,
                    std::vector<StrayBlock>& stray) {
  for (const MarkedBlock& marked : marked_blocks(markdown)) {
    KJ_TRY(const auto block, reading.blocks().find(marked.id));
    if (!block || block->text != marked.text) stray.push_back({field, marked.id, block ? block->name : ""});
  }
  return {};
}

}  // namespace

Result<ItemChecks> check_item(const Site& site, const Reading& reading, const ChangeItem& item,
                              const CheckRules& rules, const std::vector<EntryId>& leave_out) {
  ItemChecks checks;
  if (item.action == ChangeAction::kRetire) return checks;
  checks.text = search::check_text({render_plain(item.text.brief), render_plain(item.text.script)},
                                   item.text.questions.size(), rules);
  const Instant now = site.now();
  if (rules.links) {
    KJ_DO(check_links(reading, "script", item.text.script, now, checks.links));
    KJ_DO(check_links(reading, "body", item.text.body, now, checks.links));
  }
  KJ_DO(check_blocks(reading, "script", item.text.script, checks.blocks));
  KJ_DO(check_blocks(reading, "body", item.text.body, checks.blocks));
  search::CheckOptions options;
  options.now = now;
  options.leave_out = leave_out;
  if (item.entry) options.leave_out.push_back(item.entry);
  options.duplicates = rules.duplicate_percent > 0;
  options.duplicate_from = static_cast<double>(rules.duplicate_percent) / 100;
  options.conflicts = rules.conflicts;
  KJ_TRY(checks.library, search::check_entry(*site.reader, item.text, options));
  return checks;
}

}  // namespace koujing::door
