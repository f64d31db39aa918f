// Letters into syllables: the cheapest paths through the letters, a few for each place (k-best dynamic
// programming).
#include <algorithm>
#include <cmath>
#include <string>

#include "search/text/pinyin.h"
#include "search/text/pinyin_table.h"

namespace koujing::search {
namespace {

using pinyin_table::kTable;

constexpr std::size_t kMostPaths = 16;
constexpr std::size_t kLongestForm = 6;  // zhuang
constexpr std::size_t kLongestRest = 5;  // zhuan
constexpr double kCostUnit = 1.0 / 256;  // of kTable.costs

// A way to write a syllable: its name, or a spelling that some input methods and passports know.
struct Form {
  std::string letters;
  Syllable syllable = 0;
};

std::vector<Form> all_forms() {
  std::vector<Form> forms;
  for (std::size_t i = 0; i < kTable.names.size(); ++i) {
    const auto number = static_cast<Syllable>(i);
    const std::string name(kTable.names[i]);
    forms.push_back({name, number});
    if (name.size() < 2) continue;
    const std::string begin = name.substr(0, 1);
    const std::string end = name.substr(2);
    if (name[1] == 'v') {  // lyu, lyue; lue, since there is no other
      forms.push_back({begin + "yu" + end, number});
      if (!end.empty()) forms.push_back({begin + "u" + end, number});
    } else if (name[1] == 'u' && std::string_view("jqxy").find(name[0]) != std::string_view::npos) {
      forms.push_back({begin + "v" + end, number});
    }
  }
  std::sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) { return a.letters < b.letters; });
  return forms;
}

const std::vector<Form>& forms() {
  static const std::vector<Form> all = all_forms();  // immutable after its making
  return all;
}

// The forms that begin with the letters read so far; narrowed letter by letter.
class Narrowing {
 public:
  void read(char letter) {
    const auto at = [this](const Form& form) {
      return depth_ < form.letters.size() ? form.letters[depth_] : '\0';
    };
    left_ = std::partition_point(left_, right_, [&](const Form& form) { return at(form) < letter; });
    right_ = std::partition_point(left_, right_, [&](const Form& form) { return at(form) == letter; });
    ++depth_;
  }
  bool empty() const { return left_ == right_; }
  const Form* whole() const { return !empty() && left_->letters.size() == depth_ ? &*left_ : nullptr; }
  double cost_of_all() const {
    double probability = 0;
    for (auto form = left_; form != right_; ++form)
      probability += std::exp(-kCostUnit * kTable.costs[form->syllable]);
    return -std::log(probability);
  }

 private:
  std::vector<Form>::const_iterator left_ = forms().begin();
  std::vector<Form>::const_iterator right_ = forms().end();
  std::size_t depth_ = 0;
};

struct Letters {
  std::string letters;       // a to z, v for ü
  std::vector<bool> border;  // before letter i stands a border
};

// Nothing when something else is among them.
std::optional<Letters> letters_of(std::string_view text) {
  Letters found;
  bool border = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char letter = text[at];
    if (letter == ' ' || letter == '\'' || letter == '-') {
      border = true;
      continue;
    }
    if (text.substr(at, 2) == "\u00FC" || text.substr(at, 2) == "\u00DC") {  // ü, Ü
      letter = 'v';
      ++at;
    } else if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    } else if (letter < 'a' || letter > 'z') {
      return std::nullopt;
    }
    found.letters.push_back(letter);
    found.border.push_back(border);
    border = false;
  }
  return found;
}

// A path up to some place: its last syllable and the path before that.
struct Step {
  double cost = 0;
  std::size_t from = 0;   // where the last syllable begins
  std::size_t which = 0;  // among the paths to that place
  Syllable syllable = 0;
};

class Lattice {
 public:
  Lattice(const Letters& text, std::size_t most) : text_(text), most_(most), steps_(text.letters.size() + 1) {
    steps_[0].push_back({});
    for (std::size_t at = 0; at < text.letters.size(); ++at)
      if (!steps_[at].empty()) read_on(at);
  }

  std::vector<PinyinPath> paths() const {
    std::vector<PinyinPath> all;
    const std::size_t length = text_.letters.size();
    for (std::size_t i = 0; i < steps_[length].size() && length > 0; ++i) all.push_back(path(length, i));
    for (const auto& [at, cost] : rests_)
      for (std::size_t i = 0; i < steps_[at].size(); ++i) {
        all.push_back(path(at, i));
        all.back().rest = length - at;
        all.back().cost += cost;
      }
    std::stable_sort(all.begin(), all.end(), [](const PinyinPath& a, const PinyinPath& b) {
      return std::pair(a.rest > 0, a.cost) < std::pair(b.rest > 0, b.cost);
    });
    if (all.size() > most_) all.resize(most_);
    return all;
  }

 private:
  void read_on(std::size_t at) {
    const std::size_t length = text_.letters.size();
    Narrowing narrowing;
    for (std::size_t end = at; end < length && end - at < kLongestForm; ++end) {
      if (end > at && text_.border[end]) return;
      narrowing.read(text_.letters[end]);
      if (narrowing.empty()) return;
      if (const Form* form = narrowing.whole())
        for (std::size_t i = 0; i < steps_[at].size(); ++i) {
          const double cost = steps_[at][i].cost + kCostUnit * kTable.costs[form->syllable];
          add(end + 1, {cost, at, i, form->syllable});
        }
      else if (end + 1 == length && end + 1 - at <= kLongestRest)
        rests_.emplace_back(at, narrowing.cost_of_all());
    }
  }

  void add(std::size_t place, const Step& step) {
    std::vector<Step>& there = steps_[place];
    const auto after = std::upper_bound(there.begin(), there.end(), step,
                                        [](const Step& a, const Step& b) { return a.cost < b.cost; });
    there.insert(after, step);
    if (there.size() > most_) there.pop_back();
  }

  PinyinPath path(std::size_t place, std::size_t which) const {
    PinyinPath found;
    found.cost = steps_[place][which].cost;
    while (place > 0) {
      const Step& step = steps_[place][which];
      found.syllables.push_back(step.syllable);
      place = step.from;
      which = step.which;
    }
    std::reverse(found.syllables.begin(), found.syllables.end());
    return found;
  }

  const Letters& text_;
  std::size_t most_;
  std::vector<std::vector<Step>> steps_;               // by place; cheapest first
  std::vector<std::pair<std::size_t, double>> rests_;  // where an unfinished syllable begins, what it costs
};

}  // namespace

std::optional<Syllable> syllable(std::string_view name) {
  Narrowing narrowing;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool umlaut = name.substr(at, 2) == "\u00FC";
    narrowing.read(umlaut ? 'v' : name[at]);
    at += umlaut ? 1 : 0;
  }
  const Form* form = name.empty() ? nullptr : narrowing.whole();
  if (form == nullptr) return std::nullopt;
  return form->syllable;
}

std::vector<PinyinPath> split_pinyin(std::string_view letters, std::size_t most) {
  const std::optional<Letters> text = letters_of(letters);
  most = std::min(most, kMostPaths);
  if (!text || text->letters.empty() || most == 0) return {};
  return Lattice(*text, most).paths();
}

}  // namespace koujing::search
