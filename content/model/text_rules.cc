#include "content/model/text_rules.h"

#include <utf8.h>

#include <algorithm>
#include <set>

namespace koujing {
namespace {

class FaultList {
 public:
  void add(std::string pointer, std::string code, std::string zh, std::string en) {
    faults_.push_back({std::move(pointer), std::move(code), {std::move(zh), std::move(en)}});
  }

  // One text of at most `most` characters; `required` also refuses an empty one.
  void text(const std::string& pointer, std::string_view value, std::size_t most, bool required = false) {
    if (!is_clean_text(value))
      return add(pointer, "bad_characters", "含有无法接受的字符（非法 UTF-8 或控制字符）",
                 "holds characters that are not accepted (broken UTF-8 or control characters)");
    if (required && value.find_first_not_of(" \t\r\n") == std::string_view::npos)
      return add(pointer, "required", "必须填写", "must be filled in");
    if (value.size() > most && characters_in(value) > most)
      add(pointer, "too_long", "最多 " + std::to_string(most) + " 个字符",
          "at most " + std::to_string(most) + " characters");
  }

  void texts(const std::string& pointer, const std::vector<std::string>& values, std::size_t most_values,
             std::size_t most) {
    if (values.size() > most_values)
      add(pointer, "too_many", "最多 " + std::to_string(most_values) + " 项",
          "at most " + std::to_string(most_values) + " of them");
    for (std::size_t i = 0; i < values.size() && i < most_values; ++i)
      text(pointer + "/" + std::to_string(i), values[i], most, true);
  }

  void validity(const std::string& pointer, const Validity& validity) {
    if (validity.to && *validity.to <= validity.from)
      add(pointer + "/effective_to", "ends_before_it_begins", "失效时间必须晚于生效时间",
          "must be later than effective_from");
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  std::vector<Fault> faults_;
};

void entry_faults(FaultList& faults, const EntryText& text, const std::string& at, bool complete) {
  faults.text(at + "/title", text.title, 200, complete);
  faults.texts(at + "/questions", text.questions, 200, 500);
  faults.text(at + "/brief", text.brief, 500);
  faults.text(at + "/script", text.script, 20'000, complete);
  faults.text(at + "/body", text.body, 100'000);
  faults.texts(at + "/cautions", text.cautions, 50, 500);
  faults.texts(at + "/keywords", text.keywords, 100, 100);
  faults.texts(at + "/scope/region", text.scope.region, 100, 100);
  faults.texts(at + "/scope/product", text.scope.product, 100, 100);
  faults.texts(at + "/scope/customers", text.scope.customers, 100, 100);
  faults.text(at + "/library", text.library, 100, complete);
  faults.text(at + "/catalogue", text.catalogue, 500);
  faults.text(at + "/external_id", text.external_id, 200);
  faults.validity(at, text.validity);
  const auto levels = std::count(text.catalogue.begin(), text.catalogue.end(), '/') + 1;
  if (levels > 10) faults.add(at + "/catalogue", "too_deep", "目录最多 10 层", "at most 10 levels");
  if (!text.catalogue.empty() && (text.catalogue.front() == '/' || text.catalogue.back() == '/' ||
                                  text.catalogue.find("//") != std::string::npos))
    faults.add(at + "/catalogue", "empty_level", "目录的某一层名称为空，请写成 宽带/故障 的形式",
               "a level of the path has no name; write it like 宽带/故障");
}

bool is_calendar_day(const std::string& text) {
  constexpr std::size_t kWritten = 10;  // 2026-11-25
  return text.size() == kWritten && parse_instant(text).ok();
}

}  // namespace

bool is_clean_text(std::string_view text) {
  if (!utf8::is_valid(text.begin(), text.end())) return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
  });
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void check_call_id(std::vector<Fault>& faults, const std::string& call_id) {
  if (!is_clean_text(call_id) || characters_in(call_id) > kLongestCallId)
    faults.push_back({"/call_id",
                      "too_long",
                      {"通话编号最多 128 个字符，且不能含控制字符",
                       "at most 128 characters, none of them control characters"}});
}

std::vector<Fault> faults_of(const NoticeForm& form) {
  FaultList faults;
  faults.text("/document_number", form.document_number, 100);
  faults.text("/department", form.department.value, 100, true);
  faults.text("/subject", form.subject, 200, true);
  faults.text("/text", form.text, 200'000);
  faults.text("/contact", form.contact, 200);
  if (!form.issued_on.empty() && !is_calendar_day(form.issued_on))
    faults.add("/issued_on", "not_a_day", "日期应写成 2026-11-25", "write a day as 2026-11-25");
  faults.texts("/repeals", form.repeals, 50, 200);
  faults.validity("", form.requested);
  return faults.take();
}

std::vector<Fault> faults_of(const EntryText& text, const std::string& pointer, bool complete) {
  FaultList faults;
  entry_faults(faults, text, pointer, complete);
  return faults.take();
}

std::vector<Fault> faults_of(const ChangeContent& content, bool complete) {
  FaultList faults;
  faults.text("/summary", content.summary, 500);
  faults.text("/study_notes", content.study_notes, 50'000);
  if (complete && content.items.empty())
    faults.add("/items", "required", "变更单至少要有一个条目", "a change set needs at least one item");
  if (content.items.size() > 2'000)
    faults.add("/items", "too_many", "最多 2000 个条目", "at most 2000 items");
  std::set<EntryId> named;
  std::set<std::string> external;
  for (std::size_t i = 0; i < content.items.size() && i < 2'000; ++i) {
    const ChangeItem& item = content.items[i];
    const std::string at = "/items/" + std::to_string(i);
    faults.text(at + "/reason", item.reason, 2'000);
    faults.text(at + "/template", item.template_name, 50);
    if (item.anchors.size() > 100) faults.add(at + "/anchors", "too_many", "最多 100 处依据", "at most 100");
    for (std::size_t k = 0; k < item.anchors.size() && k < 100; ++k) {
      const std::string anchor = at + "/anchors/" + std::to_string(k);
      faults.text(anchor + "/sentence", item.anchors[k].sentence, 500, true);
      faults.text(anchor + "/source", item.anchors[k].source, 64, true);
      faults.text(anchor + "/passage", item.anchors[k].passage, 500, true);
    }
    if (item.action == ChangeAction::kNew) {
      if (item.entry)
        faults.add(at + "/entry", "not_for_new", "新增条目不能指定编号", "a new item names no entry");
    } else if (!item.entry) {
      if (complete)
        faults.add(at + "/entry", "required", "请指明要修订或停用的条目",
                   "say which entry is revised or retired");
    } else if (!named.insert(item.entry).second) {
      faults.add(at + "/entry", "twice", "同一条目在变更单中出现了两次",
                 "the same entry stands in this change set twice");
    }
    if (item.action != ChangeAction::kRetire) {
      entry_faults(faults, item.text, at, complete);
      if (!item.text.external_id.empty() && !external.insert(item.text.external_id).second)
        faults.add(at + "/external_id", "twice", "外部编号在变更单中出现了两次",
                   "the same external id stands in this change set twice");
    }
  }
  if (content.kept.size() > 500) faults.add("/kept", "too_many", "最多 500 个条目", "at most 500 entries");
  for (std::size_t i = 0; i < content.kept.size() && i < 500; ++i) {
    const std::string at = "/kept/" + std::to_string(i);
    faults.text(at + "/reason", content.kept[i].reason, 500, complete);
    if (!content.kept[i].entry)
      faults.add(at + "/entry", "required", "请指明保持不变的条目", "say which entry stays as it is");
    else if (!named.insert(content.kept[i].entry).second)
      faults.add(at + "/entry", "twice", "同一条目在变更单中出现了两次",
                 "the same entry stands in this change set twice");
  }
  return faults.take();
}

std::vector<Fault> faults_of(const Person& person) {
  FaultList faults;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  if (person.login.empty() || person.login.size() > 64 ||
      !std::all_of(person.login.begin(), person.login.end(), allowed))
    faults.add("/name", "bad_name", "登录名只能由 1 到 64 个小写字母、数字、点、下划线和连字符组成",
               "a login name is 1 to 64 of a-z, 0-9, dot, underscore and hyphen");
  faults.text("/display_name", person.display_name, 100, true);
  faults.text("/skill_group", person.skill_group, 100);
  if (person.roles.empty())
    faults.add("/roles", "required", "至少要有一个角色", "at least one role is needed");
  if (person.has(Role::kDepartment) && !person.department)
    faults.add("/department", "required", "部门人员必须指明所属部门",
               "a person of a department must say which one");
  return faults.take();
}

std::vector<Fault> faults_of(const CheckRules& rules) {
  FaultList faults;
  const auto number = [&](const char* pointer, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value < least || value > most)
      faults.add(pointer, "out_of_range",
                 "应在 " + std::to_string(least) + " 到 " + std::to_string(most) + " 之间",
                 "must be " + std::to_string(least) + " to " + std::to_string(most));
  };
  number("/sentence_longest", rules.sentence_longest, 0, 1'000);
  number("/characters_per_minute", rules.characters_per_minute, 60, 1'000);
  number("/brief_seconds", rules.brief_seconds, 0, 3'600);
  number("/script_seconds", rules.script_seconds, 0, 3'600);
  number("/questions_fewest", rules.questions_fewest, 0, 50);
  number("/duplicate_percent", rules.duplicate_percent, 0, 100);
  const auto list = [&](const char* pointer, std::size_t size) {
    if (size > 500) faults.add(pointer, "too_many", "最多 500 条", "at most 500");
    return std::min<std::size_t>(size, 500);
  };
  const std::size_t words = list("/jargon", rules.jargon.size());
  for (std::size_t i = 0; i < words; ++i) {
    const std::string at = "/jargon/" + std::to_string(i);
    faults.text(at + "/word", rules.jargon[i].word, 40, true);
    faults.text(at + "/plain", rules.jargon[i].plain, 80, true);
  }
  const std::size_t phrases = list("/banned", rules.banned.size());
  for (std::size_t i = 0; i < phrases; ++i) {
    const std::string at = "/banned/" + std::to_string(i);
    faults.text(at + "/phrase", rules.banned[i].phrase, 40, true);
    faults.text(at + "/reason", rules.banned[i].reason, 200);
  }
  return faults.take();
}

Error invalid_input(std::vector<Fault> faults) {
  const std::string count = std::to_string(faults.size());
  std::string zh = "有 " + count + " 处需要改正",
              en = count + (faults.size() == 1 ? " field needs" : " fields need") + " correction";
  if (!faults.empty()) {
    zh += "：" + faults.front().pointer + " " + faults.front().message.zh;
    en += ": " + faults.front().pointer + " " + faults.front().message.en;
  }
  return {ErrorKind::kInvalid, "invalid_input", {zh, en}, std::move(faults), ""};
}

}  // namespace koujing
