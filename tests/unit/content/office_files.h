// Small office files, made in memory for tests.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koujing::testing_files {

using Members = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const Members& members) {
  std::size_t size = 1 << 20;
  for (const auto& [name, content] : members) size += content.size() + 2 * name.size() + 1024;
  std::string bytes(size, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
  for (const auto& [name, content] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(writer, entry);
    archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

inline std::string relations(const std::vector<std::pair<std::string, std::string>>& kind_and_target) {
  std::string xml =
      "<?xml version=\"1.0\"?><Relationships "
      "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  int number = 1;
  for (const auto& [kind, target] : kind_and_target) {
    xml += "<Relationship Id=\"rId" + std::to_string(number++) +
           "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind +
           "\" Target=\"" + target + "\"/>";
  }
  return xml + "</Relationships>";
}

// `body` is what stands inside w:body; `more` adds or replaces members.
inline std::string docx_of(const std::string& body, const Members& more = {}) {
  const std::string space = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  std::map<std::string, std::string> members = {
      {"_rels/.rels", relations({{"officeDocument", "word/document.xml"}})},
      {"word/_rels/document.xml.rels",
       relations({{"styles", "styles.xml"}, {"numbering", "numbering.xml"}, {"footnotes", "footnotes.xml"}})},
      {"word/document.xml",
       "<?xml version=\"1.0\"?><w:document" + space + "><w:body>" + body + "</w:body></w:document>"},
      {"word/styles.xml",
       "<w:styles" + space +
           "><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
           "<w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"Heading 2\"/></w:style>"
           "<w:style w:type=\"paragraph\" w:styleId=\"own\"><w:name w:val=\"公司标题\"/><w:basedOn "
           "w:val=\"base\"/></w:style>"
           "<w:style w:type=\"paragraph\" w:styleId=\"base\"><w:name w:val=\"x\"/><w:basedOn w:val=\"own\"/>"
           "<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>"
           "<w:style w:type=\"paragraph\" w:styleId=\"toc\"><w:name w:val=\"toc 1\"/></w:style>"
           "<w:style w:type=\"character\" w:styleId=\"strong\"><w:name "
           "w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>"
           "</w:styles>"}};
  for (const auto& [name, content] : more) members[name] = content;
  return zip_of({members.begin(), members.end()});
}

inline std::string paragraph(const std::string& text, const std::string& properties = "",
                             const std::string& run_properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:rPr>" + run_properties +
         "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

// `rows` is what stands inside sheetData of the first sheet; `after` what follows it.
inline std::string xlsx_of(const std::string& rows, const std::string& after = "", const Members& more = {}) {
  const std::string space = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  std::map<std::string, std::string> members = {
      {"_rels/.rels", relations({{"officeDocument", "xl/workbook.xml"}})},
      {"xl/_rels/workbook.xml.rels", relations({{"worksheet", "worksheets/sheet1.xml"},
                                                {"worksheet", "/xl/worksheets/sheet2.xml"},
                                                {"styles", "styles.xml"},
                                                {"sharedStrings", "sharedStrings.xml"}})},
      {"xl/workbook.xml",
       "<workbook" + space +
           " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
           "<sheet name=\"常见问题\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
      {"xl/sharedStrings.xml",
       "<sst" + space +
           "><si><t>问题</t></si><si><r><t>怎么</t></r><r><rPr><b/></rPr><t>退订</t></r>"
           "<rPh><t>ignored</t></rPh></si></sst>"},
      {"xl/styles.xml",
       "<styleSheet" + space +
           "><numFmts><numFmt numFmtId=\"176\" "
           "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
           "<numFmt numFmtId=\"177\" formatCode=\"[Red]#,##0.00_);General\"/></numFmts>"
           "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"176\"/>"
           "<xf numFmtId=\"10\"/><xf numFmtId=\"177\"/><xf numFmtId=\"21\"/></cellXfs></styleSheet>"},
      {"xl/worksheets/sheet1.xml",
       "<worksheet" + space + "><sheetData>" + rows + "</sheetData>" + after + "</worksheet>"}};
  for (const auto& [name, content] : more) members[name] = content;
  return zip_of({members.begin(), members.end()});
}

}  // namespace koujing::testing_files
