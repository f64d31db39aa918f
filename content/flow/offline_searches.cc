#include "content/flow/offline_searches.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "content/crypto/secret.h"
#include "content/exchange/canonical.h"
#include "content/model/lexicon.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

constexpr std::int64_t kOldest = 7 * 24 * 3600;   // seconds: a desk that was off for longer is no desk
constexpr std::int64_t kClockAhead = 10 * 60;     // seconds that a desk's clock may go before ours
constexpr std::int64_t kLongestView = 24 * 3600;  // seconds
constexpr std::size_t kMostShown = 50, kMostActs = 100, kLongestText = 2'000;

bool is_act(const std::string& how) {
  return how == "opened" || how == "copied" || how == "read_out" || how == "left";
}

std::vector<Fault> faults_of(const OfflineSearch& search, Instant now) {
  std::vector<Fault> faults;
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (search.id.size() != 32 || !std::all_of(search.id.begin(), search.id.end(), is_digit))
    faults.push_back(
        {"/id", "bad_id", {"应为 32 位小写十六进制数字", "must be 32 hexadecimal digits in small letters"}});
  const auto in_time = [&](Instant at) {
    return at >= now.plus_seconds(-kOldest) && at <= now.plus_seconds(kClockAhead);
  };
  if (!in_time(search.at))
    faults.push_back(
        {"/at",
         "out_of_range",
         {"应在最近 7 天内，请检查坐席电脑的时钟", "must be of the last 7 days; look at the desk's clock"}});
  if (search.text.size() > kLongestText || !is_clean_text(search.text))
    faults.push_back({"/q", "bad_text", {"搜索内容过长或含有无法接受的字符", "too long, or broken"}});
  check_call_id(faults, search.call_id);
  if (search.total < 0) faults.push_back({"/total", "out_of_range", {"不能小于 0", "must not be negative"}});
  if (search.shown.size() > kMostShown || search.acts.size() > kMostActs)
    faults.push_back({"/shown", "too_many", {"一次搜索的记录过多", "too much for one search"}});
  for (std::size_t i = 0; i < search.acts.size() && i < kMostActs; ++i) {
    const OfflineAct& act = search.acts[i];
    const std::string pointer = "/acts/" + std::to_string(i);
    if (!is_act(act.how))
      faults.push_back({pointer + "/how", "unknown", {"没有这种使用方式", "there is no such act"}});
    if (!in_time(act.at))
      faults.push_back({pointer + "/at", "out_of_range", {"应在最近 7 天内", "must be of the last 7 days"}});
    if (act.seconds < 0 || act.seconds > kLongestView)
      faults.push_back(
          {pointer + "/seconds", "out_of_range", {"应在 0 到 86400 之间", "must be 0 to 86400"}});
    if (std::find(search.shown.begin(), search.shown.end(), std::pair{act.entry, act.revision}) ==
        search.shown.end())
      faults.push_back({pointer + "/entry",
                        "not_shown",
                        {"这次搜索没有显示过这个版本", "that search did not show this revision"}});
  }
  return faults;
}

json detail_of(const OfflineSearch& search, const std::string& query_digest, const OfflineAct& act) {
  json detail = {{"search", search.id},
                 {"revision", act.revision},
                 {"call_id", search.call_id},
                 {"offline", true},
                 {"at", format_instant(act.at, 0)}};
  if (act.how == "left") {
    detail["seconds"] = act.seconds;
  } else {
    detail["how"] = act.how;
    detail["query_digest"] = query_digest;
    detail["searched_at"] = format_instant(search.at, 0);
    detail["as_of"] = format_instant(search.at, 0);
  }
  return detail;
}

std::vector<JournalRef> refs_of(const OfflineSearch& search) {
  std::vector<JournalRef> refs = {{"search", search.id}};
  if (!search.call_id.empty()) refs.push_back({"call", search.call_id});
  return refs;
}

Result<std::int64_t> note(Writing& writing, const Person& actor, const OfflineSearch& search,
                          const std::string& query_digest, const OfflineAct& act, const std::string& digest) {
  return append(writing, &actor,
                {act.how == "left" ? "leave_answer" : "use_answer",
                 {"entry", id_text(act.entry.value)},
                 "",
                 digest,
                 canonical(detail_of(search, query_digest, act)),
                 refs_of(search)});
}

Status keep(Writing& writing, const Person& actor, const OfflineSearch& search) {
  std::map<std::pair<EntryId, int>, std::string> digests;
  json shown = json::array();
  for (const auto& [entry, number] : search.shown) {
    KJ_TRY(const auto revision, writing.entries().revision(entry, number));
    if (!revision)
      return invalid_input({{"/shown", "unknown", {"没有这个版本", "there is no such revision"}}});
    digests[{entry, number}] = revision->digest;
    shown.push_back({entry.value, number});
  }
  SearchRow row{search.id,
                search.at,
                actor.id,
                search.text,
                search.at,
                search.copy_made_at,
                search.total,
                shown.dump(),
                search.call_id,
                false,
                writing.recorded_at(),
                random_token().substr(0, 32)};
  const std::string query_digest = search_digest(row.salt, row.text);
  KJ_DO(writing.record().add_search(row));
  const json detail = {{"query_digest", query_digest},
                       {"at", format_instant(search.at, 0)},
                       {"copy_made_at", format_instant(search.copy_made_at, 0)},
                       {"total", search.total},
                       {"shown", shown},
                       {"call_id", search.call_id}};
  KJ_TRY(const auto told,
         append(writing, &actor,
                {"report_offline_search",
                 {"search", search.id},
                 "",
                 "",
                 canonical(detail),
                 search.call_id.empty() ? std::vector<JournalRef>()
                                        : std::vector<JournalRef>{{"call", search.call_id}}}));
  (void)told;
  for (const OfflineAct& act : search.acts) {
    KJ_TRY(const auto seq,
           note(writing, actor, search, query_digest, act, digests.at({act.entry, act.revision})));
    // The same in columns, for what search learns from.
    if (act.how != "left")
      KJ_DO(writing.lexicon().add_use(
          {seq, writing.recorded_at(), actor.id, act.entry, search.id, trimmed(search.text), act.how}));
  }
  return {};
}

}  // namespace

Result<OfflineReport> report_offline_searches(const Flow& flow, const Person& actor,
                                              const std::vector<OfflineSearch>& searches) {
  OfflineReport report;
  for (const OfflineSearch& search : searches) {
    bool known = false;
    const auto kept = in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
      if (auto faults = faults_of(search, writing.recorded_at()); !faults.empty())
        return invalid_input(std::move(faults));
      KJ_TRY(const auto before, writing.record().search(search.id));
      known = before.has_value() && before->person == actor.id && before->reported_at.has_value();
      if (known) return Subject{"search", 0};
      if (before) return invalid_input({{"/id", "taken", {"编号已被占用", "this id is taken"}}});
      KJ_DO(keep(writing, actor, search));
      return Subject{"search", 0};
    });
    if (known)
      ++report.known;
    else if (kept)
      ++report.kept;
    else if (kept.error().kind == ErrorKind::kInvalid)
      report.refused.push_back({search.id, kept.error()});
    else
      return kept.error();
  }
  return report;
}

Status note_offline_copy(const Flow& flow, const Person& actor, std::int64_t feed_seq) {
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto seq, append(writing, &actor,
                                         {"take_offline_copy",
                                          {"person", id_text(actor.id.value)},
                                          "",
                                          "",
                                          canonical(json{{"feed_seq", feed_seq}}),
                                          {}}));
           return Subject{"offline_copy", seq};
         }));
  (void)done;
  return {};
}

}  // namespace koujing
