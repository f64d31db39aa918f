#include "search/normal_document.h"

#include <utility>

#include "search/text/normalise.h"

namespace koujing::search {

std::vector<NormalField> normal_fields(const IndexDocument& document) {
  std::vector<NormalField> fields;
  const auto add = [&](RankField field, std::string_view text) {
    if (text.empty() && field != RankField::kTitle) return;
    fields.push_back({field, normalise(text).characters});
  };
  const EntryText& text = document.text;
  add(RankField::kTitle, text.title);
  for (const std::string& question : text.questions) add(RankField::kQuestion, question);
  add(RankField::kDocumentNumber, document.document_number);
  for (const std::string& keyword : text.keywords) add(RankField::kKeyword, keyword);
  add(RankField::kBrief, text.brief);
  add(RankField::kScript, document.script_plain);
  add(RankField::kBody, document.body_plain);
  for (const std::string& caution : text.cautions) add(RankField::kCaution, caution);
  return fields;
}

}  // namespace koujing::search
