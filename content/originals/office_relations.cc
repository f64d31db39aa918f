#include "content/originals/office_relations.h"

#include <vector>

#include "content/markdown/code_points.h"
#include "content/originals/extraction_errors.h"
#include "content/originals/xml_part.h"

namespace koujing {
namespace {

// `target` as seen from the folder of `source`: "word/document.xml" + "../a.xml" is "a.xml".
std::string resolve(std::string_view source, std::string_view target) {
  std::vector<std::string_view> steps;
  const auto walk = [&steps](std::string_view path) {
    while (!path.empty()) {
      const std::size_t slash = path.find('/');
      const std::string_view step = path.substr(0, slash);
      if (step == "..") {
        if (!steps.empty()) steps.pop_back();
      } else if (!step.empty() && step != ".") {
        steps.push_back(step);
      }
      path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
  };
  if (!target.starts_with('/')) {
    walk(source);
    if (!steps.empty()) steps.pop_back();  // the file itself
  }
  walk(target);
  std::string path;
  for (std::string_view step : steps) {
    if (!path.empty()) path += '/';
    path += step;
  }
  return path;
}

std::string relations_name(std::string_view source) {
  const std::size_t slash = source.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? "" : source.substr(0, slash + 1);
  const std::string_view file = slash == std::string_view::npos ? source : source.substr(slash + 1);
  return std::string(folder) + "_rels/" + std::string(file) + ".rels";
}

}  // namespace

Result<OfficeRelations> relations_of(const ZipPackage& package, std::string_view source) {
  OfficeRelations relations;
  const std::string* part = package.find(relations_name(source));
  if (part == nullptr) return relations;
  KJ_TRY(const XmlDocument document, parse_xml_part(*part));
  for (pugi::xml_node relation : document->document_element().children()) {
    if (attribute_named(relation, "TargetMode") == "External") continue;
    const std::string target = resolve(source, attribute_named(relation, "Target"));
    const std::string_view type = attribute_named(relation, "Type");
    relations.by_id.emplace(attribute_named(relation, "Id"), target);
    relations.by_kind.emplace(type.substr(type.rfind('/') + 1), target);
  }
  return relations;
}

Result<std::string> main_part_of(const ZipPackage& package) {
  KJ_TRY(const OfficeRelations relations, relations_of(package, ""));
  if (const auto found = relations.by_kind.find("officeDocument");
      found != relations.by_kind.end() && package.find(found->second) != nullptr) {
    return found->second;
  }
  for (std::string_view usual : {"word/document.xml", "xl/workbook.xml"}) {
    if (package.find(usual) != nullptr) return std::string(usual);
  }
  return original_damaged("the package names no main part");
}

std::string title_property(const ZipPackage& package) {
  const std::string* part = package.find("docProps/core.xml");
  if (part == nullptr) return {};
  const auto document = parse_xml_part(*part);
  if (!document) return {};
  const pugi::xml_node title = child_named((*document)->document_element(), "title");
  return std::string(trim_blank(title.child_value()));
}

}  // namespace koujing
