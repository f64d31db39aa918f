// koujing read: what files say of themselves, as the desk would propose it. Needs no data directory.
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "content/originals/extract_text.h"
#include "editor_api/commands/command.h"
#include "search/study/notice_facts.h"

namespace koujing::door {
namespace {

using search::Stated;

nlohmann::json value(const std::optional<Stated>& one) {
  return one ? nlohmann::json(one->value) : nlohmann::json(nullptr);
}
nlohmann::json values(const std::vector<Stated>& list) {
  nlohmann::json all = nlohmann::json::array();
  for (const Stated& one : list) all.push_back(one.value);
  return all;
}

Result<nlohmann::json> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return Error{ErrorKind::kUnavailable, "unreadable", {path + "：无法读取", path + ": cannot be read"}};
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  KJ_TRY(const ExtractedText text, extract_text(bytes, path));
  const search::NoticeFacts facts = search::read_notice(text.markdown);
  return nlohmann::json{{"file", path},
                        {"media_type", text.media_type},
                        {"subject", value(facts.subject)},
                        {"document_number", value(facts.document_number)},
                        {"departments", values(facts.departments)},
                        {"issued_on", value(facts.issued_on)},
                        {"effective_from", value(facts.effective_from)},
                        {"effective_to", value(facts.effective_to)},
                        {"deadline", value(facts.deadline)},
                        {"repeals", values(facts.repeals)},
                        {"mentions", values(facts.mentions)},
                        {"urgent", facts.urgent},
                        {"text", text.markdown}};
}

void print(const nlohmann::json& read, bool with_text) {
  std::cout << read.at("file").get<std::string>() << "\n";
  for (const auto& [name, found] : read.items()) {
    if (name == "file" || name == "text" || found.is_null() || (found.is_array() && found.empty())) continue;
    std::cout << "  " << name << ": ";
    if (found.is_array()) {
      for (std::size_t i = 0; i < found.size(); ++i)
        std::cout << (i > 0 ? ", " : "") << found[i].get<std::string>();
    } else if (found.is_string()) {
      std::cout << found.get<std::string>();
    } else {
      std::cout << found.dump();
    }
    std::cout << "\n";
  }
  if (with_text) std::cout << read.at("text").get<std::string>() << "\n";
}

}  // namespace

void add_read(CLI::App& app, Settings&, Outcome& outcome) {
  auto* command = app.add_subcommand("read", "Read documents: number, department, dates, what they repeal");
  auto paths = std::make_shared<std::vector<std::string>>();
  auto as_json = std::make_shared<bool>(false);
  auto with_text = std::make_shared<bool>(false);
  command->add_option("path", *paths, "Files")->required();
  command->add_flag("--text", *with_text, "Print the text too");
  command->add_flag("--json", *as_json, "Write JSON, one object a line");
  command->callback([&outcome, paths, as_json, with_text] {
    for (const std::string& path : *paths) {
      const auto read = read_file(path);
      if (!read)
        outcome.status = fail(read.error());
      else if (*as_json)
        print_json(*read);
      else
        print(*read, *with_text);
    }
  });
}

}  // namespace koujing::door
