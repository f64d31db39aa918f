#include "content/flow/known_pairs.h"

namespace koujing {
namespace {

std::pair<std::string, std::string> in_order(const std::string& one, const std::string& other) {
  return one < other ? std::pair(one, other) : std::pair(other, one);
}

}  // namespace

KnownPairs::KnownPairs(const std::vector<Synonym>& synonyms) {
  for (const Synonym& synonym : synonyms) add(synonym);
}

void KnownPairs::add(const Synonym& synonym) {
  const bool is_listed = synonym.state != SynonymState::kDeclined;
  if (is_listed) ++listed_;
  for (const std::string& to : synonym.form.to) {
    joined_.insert(in_order(synonym.form.from, to));
    if (!is_listed) continue;
    pairs_.insert({synonym.form.from, to, synonym.id});
    if (synonym.form.both_ways) pairs_.insert({to, synonym.form.from, synonym.id});
  }
}

std::vector<Fault> KnownPairs::duplicates(const SynonymForm& form, SynonymId self) const {
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < form.to.size(); ++i) {
    const auto holder = [&](const std::string& from, const std::string& to) {
      for (auto pair = pairs_.lower_bound({from, to, SynonymId{}});
           pair != pairs_.end() && pair->from == from && pair->to == to; ++pair)
        if (pair->id != self) return pair->id;
      return SynonymId{};
    };
    SynonymId id = holder(form.from, form.to[i]);
    if (!id && form.both_ways) id = holder(form.to[i], form.from);
    if (!id) continue;
    const std::string number = std::to_string(id.value);
    faults.push_back({"/to/" + std::to_string(i),
                      "duplicate",
                      {"同义词 " + number + " 已经有这一对，请修改那一条",
                       "synonym " + number + " has this pair already; change that one"}});
  }
  return faults;
}

bool KnownPairs::joins(const std::string& one, const std::string& other) const {
  return joined_.contains(in_order(one, other));
}

}  // namespace koujing
