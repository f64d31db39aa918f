#include "content/flow/find_notices.h"

#include <algorithm>

#include "content/model/document_number.h"

namespace koujing {
namespace {

constexpr std::size_t kMost = 20;

bool is_named(const Notice& notice, const std::string& name) {
  if (!is_document_title(name))
    return document_number_spelling(notice.form.document_number) == document_number_spelling(name);
  const std::string title = name.substr(3, name.size() - 6);  // brackets of three bytes each
  return notice.form.subject.ends_with(title);
}

// What a filter by part of the text can find: the number behind the last bracket, or the title.
std::string part_of(const std::string& name) {
  if (is_document_title(name)) return name.substr(3, name.size() - 6);
  const std::string spelling = document_number_spelling(name);
  const std::size_t border = spelling.rfind('|');
  return border == std::string::npos ? name : spelling.substr(border + 1);
}

template <class IsMeant>
Result<std::vector<Notice>> those(const Reading& reading, const NoticeFilter& filter,
                                  const IsMeant& is_meant) {
  std::vector<Notice> found;
  Page page{100, std::nullopt};
  do {
    KJ_TRY(const auto listed, reading.notices().list(filter, page));
    for (const Notice& notice : listed.items)
      if (found.size() < kMost && is_meant(notice)) found.push_back(notice);
    page.after = listed.next;
  } while (page.after && found.size() < kMost);
  return found;
}

}  // namespace

Result<std::vector<Notice>> notices_named(const Reading& reading, const std::string& name) {
  NoticeFilter filter;
  filter.text = part_of(name);
  if (filter.text.empty()) return std::vector<Notice>{};
  return those(reading, filter, [&](const Notice& notice) { return is_named(notice, name); });
}

Result<std::vector<Notice>> notices_repealing(const Reading& reading, const std::string& name) {
  NoticeFilter filter;
  filter.repeals = part_of(name);
  if (filter.repeals.empty()) return std::vector<Notice>{};
  const std::string spelling = document_number_spelling(name);
  return those(reading, filter, [&](const Notice& notice) {
    return std::any_of(notice.form.repeals.begin(), notice.form.repeals.end(),
                       [&](const std::string& one) { return document_number_spelling(one) == spelling; });
  });
}

}  // namespace koujing
