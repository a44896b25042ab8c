// main_text: how much of a page's own text the reader of HTML pages gives, and how little else.
//
// A set is a folder with html/NAME.html and text/NAME.txt: the page, and its text with the title on the first
// line. Token F1 of a page: the words of both texts as the analyzers break and fold them, each as often as it
// stands there, in any order; precision is the share of the words given that are wanted, recall the share of
// those wanted that are given, F1 their harmonic mean. The figure of a set is the mean over its pages.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "corpus/sources/html_page.h"
#include "tests/support/file_text.h"
#include "tests/support/places.h"
#include "tests/support/programs.h"

namespace {

namespace fs = std::filesystem;

std::string text_by_us(const fs::path& page) {
  const auto item = corpus::read_html_page(tests::file_text(page), {page.string(), {}, {}});
  const auto* record = std::get_if<corpus::Record>(&item);
  return record == nullptr ? std::string() : record->document.title + "\n" + record->document.body;
}

struct Measured {
  double precision = 0, recall = 0, f1 = 0;
};

using Words = std::map<std::string, std::size_t>;

class Meter {
 public:
  Measured measure(const std::string& given, const std::string& wanted) const {
    const Words ours = words_of(given), theirs = words_of(wanted);
    std::size_t common = 0;
    for (const auto& [word, times] : ours) {
      if (const auto found = theirs.find(word); found != theirs.end())
        common += std::min(times, found->second);
    }
    const auto all = [](const Words& words) {
      std::size_t sum = 0;
      for (const auto& [word, times] : words) sum += times;
      return static_cast<double>(std::max<std::size_t>(sum, 1));
    };
    Measured result{static_cast<double>(common) / all(ours), static_cast<double>(common) / all(theirs), 0};
    if (common > 0) result.f1 = 2 * result.precision * result.recall / (result.precision + result.recall);
    return result;
  }

 private:
  Words words_of(const std::string& text) const {
    Words words;
    for (const auto& token : analyzer_.analyze(text)) ++words[token.exact];
    return words;
  }

  analyzers::Analyzer analyzer_;
};

std::vector<fs::path> pages_of(const fs::path& set) {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::directory_iterator(set / "html")) {
    if (fs::exists(set / "text" / (entry.path().stem().string() + ".txt"))) pages.push_back(entry.path());
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

/// Where the other program put its texts of `set`.
fs::path texts_by_other(const fs::path& set, const fs::path& folder) {
  const fs::path made = folder / ("texts-" + std::to_string(std::hash<std::string>{}(set.string())));
  const fs::path script = fs::path(tests::quality_folder()) / "readability" / "run";
  const auto result = tests::run_program(
      {"/bin/sh", script.string(), folder.string(), (set / "html").string(), made.string()});
  if (result.exit_code != 0)
    throw std::runtime_error("readability could not be run: " + result.out + result.err);
  return made;
}

void measure_set(const Meter& meter, const fs::path& set, const fs::path& other_folder, bool each) {
  const fs::path other = other_folder.empty() ? fs::path() : texts_by_other(set, other_folder);
  Measured sum, sum_of_other;
  const auto pages = pages_of(set);
  const auto add = [](Measured& to, const Measured& one) {
    to.precision += one.precision;
    to.recall += one.recall;
    to.f1 += one.f1;
  };
  for (const auto& page : pages) {
    const std::string name = page.stem().string();
    const std::string wanted = tests::file_text(set / "text" / (name + ".txt"));
    const auto ours = meter.measure(text_by_us(page), wanted);
    add(sum, ours);
    if (each) std::printf("%.4f  precision %.4f  recall %.4f", ours.f1, ours.precision, ours.recall);
    if (!other.empty()) {
      const auto theirs = meter.measure(tests::file_text(other / (name + ".txt")), wanted);
      add(sum_of_other, theirs);
      if (each) std::printf("  readability %.4f", theirs.f1);
    }
    if (each) std::printf("  %s\n", name.c_str());
  }
  const auto count = static_cast<double>(std::max<std::size_t>(pages.size(), 1));
  std::printf("%s: %zu pages, F1 %.4f, precision %.4f, recall %.4f\n", set.filename().c_str(), pages.size(),
              sum.f1 / count, sum.precision / count, sum.recall / count);
  if (other.empty()) return;
  std::printf("%s: readability: F1 %.4f, precision %.4f, recall %.4f\n", set.filename().c_str(),
              sum_of_other.f1 / count, sum_of_other.precision / count, sum_of_other.recall / count);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Token F1 of the main text of HTML pages, page by page and as a mean.", "main_text");
  std::vector<std::string> sets;
  std::string page, other;
  bool means = false;
  app.add_option("SET", sets,
                 "folders with html/ and text/ (our own pages, and the Arabic ones of the shared folder)");
  app.add_option("--readability", other,
                 "also run @mozilla/readability, installed from npm into this folder");
  app.add_option("--text", page, "only print what is read of this page");
  app.add_flag("--means", means, "print the means alone");
  CLI11_PARSE(app, argc, argv);
  try {
    if (!page.empty()) {
      std::cout << text_by_us(page);
      return EXIT_SUCCESS;
    }
    if (sets.empty()) {
      sets = {tests::data_folder() + "/html", tests::shared_folder() + "/data/formats/html/arabic-stories"};
    }
    const Meter meter;
    for (const auto& set : sets) {
      if (fs::exists(set)) {
        measure_set(meter, set, other, !means);
      } else {
        std::cerr << "main_text: " << set << " is not there: left out\n";
      }
    }
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "main_text: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
