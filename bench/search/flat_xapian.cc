// Bare Xapian as a peer (compare.py): one OR of Chinese characters, pairs of them and words over all fields,
// BM25 as it comes. Nothing of Koujing is in here.
//
//   flat_xapian build PLAIN.tsv DIRECTORY          prints the seconds
//   flat_xapian ask DIRECTORY QUESTIONS BUDGET     prints 'ms results' for every question
//
// A line of PLAIN.tsv is an id and texts, with tabs between. Warming up takes at most half of BUDGET seconds;
// the questions that fitted are then asked again as far as the budget goes.
#include <xapian.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLongestWord = 60;      // bytes; Xapian takes 245
constexpr char kDocumentsAFlush[] = "50000";  // about 0.5 GB of postings; its default of 10,000 builds slower

double seconds_since(Clock::time_point begun) {
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

bool is_chinese(char32_t c) {
  return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0x20000 && c <= 0x3ffff);
}

// Terms of a text and how often each stands in it.
void count_terms(const std::string& text, std::map<std::string, unsigned>& terms) {
  std::string word, before;  // letters and digits so far; the Chinese character just before
  const auto end_word = [&] {
    if (!word.empty()) ++terms[word.substr(0, kLongestWord)];
    word.clear();
  };
  for (Xapian::Utf8Iterator it(text), end; it != end; ++it) {
    std::string one;
    Xapian::Unicode::append_utf8(one, Xapian::Unicode::tolower(*it));
    if (is_chinese(*it)) {
      end_word();
      ++terms[one];
      if (!before.empty()) ++terms[before + one];
      before = one;
      continue;
    }
    before.clear();
    if (Xapian::Unicode::is_wordchar(*it) && *it != '_')
      word += one;
    else
      end_word();
  }
  end_word();
}

int build(const char* file, const std::string& directory) {
  const auto begun = Clock::now();
  ::setenv("XAPIAN_FLUSH_THRESHOLD", kDocumentsAFlush, 1);
  const std::string raw = directory + ".raw";
  {
    Xapian::WritableDatabase database(
        raw, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      const std::size_t tab = line.find('\t');
      if (tab == std::string::npos) continue;
      std::map<std::string, unsigned> terms;
      count_terms(line.substr(tab), terms);
      Xapian::Document document;
      document.set_data(line.substr(0, tab));
      for (const auto& [term, times] : terms) document.add_term(term, times);
      database.add_document(document);
    }
    database.commit();
  }
  Xapian::Database(raw).compact(directory);
  std::filesystem::remove_all(raw);
  std::cout << seconds_since(begun) << "\n";
  return 0;
}

std::size_t results_of(Xapian::Enquire& enquire, const std::string& question) {
  std::map<std::string, unsigned> terms;
  count_terms(question, terms);
  std::vector<Xapian::Query> any;
  for (const auto& [term, times] : terms) any.emplace_back(term, times);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, any.begin(), any.end()));
  std::size_t results = 0;
  const Xapian::MSet found = enquire.get_mset(0, 10);
  for (Xapian::MSetIterator hit = found.begin(); hit != found.end(); ++hit)
    results += !hit.get_document().get_data().empty();
  return results;
}

int ask(const char* directory, const char* file, double budget) {
  const Xapian::Database database(directory);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BM25Weight());
  std::vector<std::string> questions;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) questions.push_back(line);

  const auto begun = Clock::now();
  std::size_t warm = 0;
  while (warm < questions.size() && seconds_since(begun) <= budget / 2)
    results_of(enquire, questions[warm++]);
  for (std::size_t i = 0; i < warm && seconds_since(begun) <= budget; ++i) {
    const auto asked = Clock::now();
    const std::size_t results = results_of(enquire, questions[i]);
    std::printf("%.4f %zu\n", seconds_since(asked) * 1000, results);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == "version") return std::cout << Xapian::version_string() << "\n", 0;
  if (verb == "build" && argc == 4) return build(argv[2], argv[3]);
  if (verb == "ask" && argc == 5) return ask(argv[2], argv[3], std::stod(argv[4]));
  std::cerr << "usage: flat_xapian build PLAIN.tsv DIRECTORY | ask DIRECTORY QUESTIONS BUDGET | version\n";
  return 2;
} catch (const Xapian::Error& error) {
  std::cerr << error.get_description() << "\n";
  return 1;
} catch (const std::exception& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
