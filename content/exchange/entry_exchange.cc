#include "content/exchange/entry_exchange.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/model/lexicon.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

void fault(std::vector<Fault>& faults, const std::string& field, const char* zh, const char* en) {
  faults.push_back({"/" + field, "wrong_type", {zh, en}});
}

std::string text_in(const json& from, const std::string& field, std::vector<Fault>& faults) {
  const auto found = from.find(field);
  if (found == from.end() || found->is_null()) return "";
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number_integer()) return std::to_string(found->get<std::int64_t>());
  fault(faults, field, "应当是文字", "must be a string");
  return "";
}

std::vector<std::string> texts_in(const json& from, const std::string& field, std::vector<Fault>& faults) {
  const auto found = from.find(field);
  std::vector<std::string> list;
  if (found == from.end() || found->is_null()) return list;
  if (!found->is_array()) {
    fault(faults, field, "应当是文字列表", "must be a list of strings");
    return list;
  }
  for (const json& value : *found) {
    if (!value.is_string()) {
      fault(faults, field, "应当是文字列表", "must be a list of strings");
      return list;
    }
    if (value.get_ref<const std::string&>().find_first_not_of(" \t\r\n") != std::string::npos)
      list.push_back(value.get<std::string>());
  }
  return list;
}

std::optional<Instant> time_in(const json& from, const std::string& field, std::vector<Fault>& faults) {
  const std::string text = text_in(from, field, faults);
  if (text.empty()) return std::nullopt;
  const auto at = parse_instant(text);
  if (at) return *at;
  faults.push_back({"/" + field, at.error().code, at.error().message});
  return std::nullopt;
}

constexpr std::size_t kMadeTitleCharacters = 40;  // about one line of a result list

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

// The first line that says something, cut to a title's length.
std::string title_from(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return "";
  std::string line = text.substr(begin, text.find_first_of("\r\n", begin) - begin);
  std::size_t at = 0;
  for (std::size_t count = 0; at < line.size(); ++at)
    if ((line[at] & 0xC0) != 0x80 && count++ == kMadeTitleCharacters) break;
  line.resize(at);
  return line;
}

EntryText read_text(const json& from, const ExchangeDefaults& defaults, std::vector<Fault>& faults,
                    bool& title_made) {
  EntryText text;
  text.external_id = text_in(from, "id", faults);
  text.title = text_in(from, "title", faults);
  text.questions = texts_in(from, from.contains("questions") ? "questions" : "aliases", faults);
  text.brief = text_in(from, "brief", faults);
  text.script = text_in(from, "script", faults);
  text.body = text_in(from, "body", faults);
  text.cautions = texts_in(from, "cautions", faults);
  text.keywords = texts_in(from, "keywords", faults);
  if (const auto scope = from.find("scope"); scope != from.end() && scope->is_object())
    text.scope = {texts_in(*scope, "region", faults), texts_in(*scope, "product", faults),
                  texts_in(*scope, "customers", faults)};
  text.library = text_in(from, "library", faults);
  if (text.library.empty()) text.library = defaults.library;
  text.catalogue = text_in(from, from.contains("catalogue") ? "catalogue" : "category", faults);
  text.department.value = text_in(from, "department", faults);
  if (text.department.value.empty()) text.department.value = defaults.department;
  text.validity = {time_in(from, "effective_from", faults).value_or(Instant::always()),
                   time_in(from, "effective_to", faults)};
  if (from.contains("title") && is_blank(text.title)) {
    text.title = title_from(is_blank(text.script) ? text.body : text.script);
    title_made = !text.title.empty();
  }
  for (Fault& found : faults_of(text, "", false)) {
    if (found.pointer == "/external_id") found.pointer = "/id";
    faults.push_back(std::move(found));
  }
  if (text.external_id.empty()) faults.push_back({"/id", "required", {"必须填写", "must be filled in"}});
  if (is_blank(text.title)) faults.push_back({"/title", "required", {"必须填写", "must be filled in"}});
  return text;
}

// What may not stand bare in an item of a list, and the letter after the backslash that stands for it.
constexpr std::pair<char, char> kListEscapes[] = {{'\\', '\\'}, {'|', '|'}, {'\n', 'n'}, {'\r', 'r'}};

std::string joined(const std::vector<std::string>& list) {
  std::string cell;
  for (const std::string& item : list) {
    if (!cell.empty()) cell += '|';
    for (const char c : item) {
      const auto* escape = std::find_if(std::begin(kListEscapes), std::end(kListEscapes),
                                        [c](const auto& pair) { return pair.first == c; });
      if (escape == std::end(kListEscapes))
        cell += c;
      else
        cell += {'\\', escape->second};
    }
  }
  return cell;
}

std::vector<std::string> split(const std::string& cell) {
  std::vector<std::string> parts;
  std::string part;
  const auto end_part = [&] {
    if (!is_blank(part)) parts.push_back(part);
    part.clear();
  };
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size()) {
      const auto* escape = std::find_if(std::begin(kListEscapes), std::end(kListEscapes),
                                        [&](const auto& pair) { return pair.second == cell[i + 1]; });
      if (escape != std::end(kListEscapes)) ++i;
      part += escape == std::end(kListEscapes) ? '\\' : escape->first;
    } else if (cell[i] == '|' || cell[i] == '\n' || cell[i] == '\r') {
      end_part();
    } else {
      part += cell[i];
    }
  }
  end_part();
  return parts;
}

constexpr const char* kNature = "nature";  // 材料性质: a line of the body

const std::map<std::string, std::string>& column_names() {
  static const std::map<std::string, std::string> names = {{"编号", "id"},
                                                           {"标题", "title"},
                                                           {"标准问", "title"},
                                                           {"相似问", "questions"},
                                                           {"aliases", "questions"},
                                                           {"口径", "script"},
                                                           {"答案", "script"},
                                                           {"材料性质", kNature},
                                                           {"内容", "script"},
                                                           {"说明", "body"},
                                                           {"信息库", "library"},
                                                           {"目录", "catalogue"},
                                                           {"类目", "catalogue"},
                                                           {"category", "catalogue"},
                                                           {"关键字", "keywords"},
                                                           {"关键词", "keywords"},
                                                           {"部门", "department"},
                                                           {"发文单位", "department"},
                                                           {"生效时间", "effective_from"},
                                                           {"失效时间", "effective_to"},
                                                           {"禁语", "cautions"},
                                                           {"注意", "cautions"},
                                                           {"地区", "region"},
                                                           {"产品", "product"},
                                                           {"客户群", "customers"}};
  return names;
}

json entry_json(const EntryText& text, const std::string& department_name) {
  json row = to_json(text);
  row["id"] = row["external_id"];
  row.erase("external_id");
  row["department"] = department_name;
  return row;
}

// Of a sheet without numbers nobody has written the ids that are at fault: their titles are.
Error about_titles(Error error) {
  std::vector<Fault> faults = error.faults;
  std::erase_if(faults, [](const Fault& fault) { return fault.pointer == "/id"; });
  if (faults.empty())
    for (Fault& fault : error.faults) fault.pointer = "/title";
  else
    error.faults = std::move(faults);
  return error;
}

}  // namespace

Result<ExchangeEntry> entry_from_line(std::string_view line, const ExchangeDefaults& defaults) {
  const json row = json::parse(line, nullptr, false);
  if (!row.is_object())
    return Error{ErrorKind::kMalformed,
                 "bad_json",
                 {"这一行不是 JSON 对象（UTF-8）", "this line is not a JSON object in UTF-8"}};
  std::vector<Fault> faults;
  ExchangeEntry entry;
  if (const auto history = row.find("history"); history != row.end() && history->is_array())
    for (const json& earlier : *history) {
      if (!earlier.is_object()) continue;
      json full = earlier;
      full["id"] = row.value("id", json());
      entry.revisions.push_back(read_text(full, defaults, faults, entry.title_made));
    }
  entry.revisions.push_back(read_text(row, defaults, faults, entry.title_made));
  entry.unconfirmed = text_in(row, "standing", faults) == "unconfirmed";
  if (!faults.empty()) return invalid_input(std::move(faults));
  return entry;
}

namespace {

// Keywords as people write them in one cell: 报修、水管，停水.
std::vector<std::string> split_words(std::string cell) {
  for (const std::string_view mark : {"、", "，", "；", ",", ";", " "})
    for (std::size_t at = cell.find(mark); at != std::string::npos; at = cell.find(mark, at))
      cell.replace(at, mark.size(), "|");
  return split(cell);
}

}  // namespace

std::string field_of_column(const std::string& header) {
  static const std::vector<std::string> fields = table_header();
  const std::string name = trimmed(header);
  const auto named = column_names().find(name);
  if (named != column_names().end()) return named->second;
  return std::find(fields.begin(), fields.end(), name) == fields.end() ? "" : name;
}

Result<ExchangeEntry> entry_from_row(const TableRow& header, const TableRow& row,
                                     const ExchangeDefaults& defaults) {
  json line = json::object(), scope = json::object();
  std::string nature;
  for (std::size_t i = 0; i < header.size() && i < row.size(); ++i) {
    if (row[i].empty()) continue;
    const std::string field = field_of_column(header[i]);
    if (field.empty()) continue;
    if (!is_clean_text(row[i]))
      return invalid_input({{"/" + field,
                             "bad_characters",
                             {"含有无法接受的字符", "holds characters that are not accepted"}}});
    if (field == "keywords" && trimmed(header[i]) != field)
      line[field] = split_words(row[i]);
    else if (field == kNature)
      nature = row[i];
    else if (field == "questions" || field == "keywords" || field == "cautions")
      line[field] = split(row[i]);
    else if (field == "region" || field == "product" || field == "customers")
      scope[field] = split(row[i]);
    else
      line[field] = row[i];
  }
  if (!scope.empty()) line["scope"] = scope;
  // Sheets write times as people do: 2026-11-22 14:03:00.
  for (const char* field : {"effective_from", "effective_to"})
    if (line.contains(field) && line[field].get_ref<const std::string&>().size() == 19)
      line[field] = line[field].get<std::string>() + "+08:00";
  if (!nature.empty()) {
    const std::string body = line.value("body", "");
    line["body"] = "材料性质：" + nature + (body.empty() ? "" : "\n\n" + body);
  }
  const bool numbered = std::any_of(header.begin(), header.end(),
                                    [](const std::string& name) { return field_of_column(name) == "id"; });
  if (!numbered && line.contains("title")) line["id"] = "标题：" + line["title"].get<std::string>();
  auto read = entry_from_line(canonical(line), defaults);
  if (!read && !numbered) return about_titles(std::move(read).error());
  KJ_TRY(ExchangeEntry entry, std::move(read));
  entry.id_made = !numbered;
  return entry;
}

std::string entry_to_line(const std::vector<EntryText>& revisions, const std::string& department_name,
                          bool unconfirmed) {
  json row = entry_json(revisions.back(), department_name);
  if (unconfirmed) row["standing"] = "unconfirmed";
  if (revisions.size() > 1) {
    row["history"] = json::array();
    for (std::size_t i = 0; i + 1 < revisions.size(); ++i) {
      json earlier = entry_json(revisions[i], department_name);
      earlier.erase("id");
      row["history"].push_back(std::move(earlier));
    }
  }
  return canonical(row);
}

std::vector<std::string> table_header() {
  return {"id",        "title",          "questions",    "brief",      "script",    "body",
          "cautions",  "keywords",       "region",       "product",    "customers", "library",
          "catalogue", "effective_from", "effective_to", "department", "standing"};
}

TableRow entry_to_row(const EntryText& text, const std::string& department_name, bool unconfirmed) {
  const auto time = [](std::optional<Instant> at) {
    return !at || *at == Instant::always() ? std::string() : format_instant(*at);
  };
  return {text.external_id,
          text.title,
          joined(text.questions),
          text.brief,
          text.script,
          text.body,
          joined(text.cautions),
          joined(text.keywords),
          joined(text.scope.region),
          joined(text.scope.product),
          joined(text.scope.customers),
          text.library,
          text.catalogue,
          time(std::optional(text.validity.from)),
          time(text.validity.to),
          department_name,
          unconfirmed ? "unconfirmed" : ""};
}

}  // namespace koujing
