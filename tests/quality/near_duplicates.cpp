// near_duplicates: how many edited copies of texts are grouped with their originals, and how many groups are
// right.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document_json.h"
#include "corpus/near_duplicates.h"
#include "tests/quality/collection.h"
#include "tests/support/places.h"

namespace {

using Random = std::minstd_rand;
using Words = std::vector<std::string>;

Words words_of(const std::string& text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string joined(const Words& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// --- edits: each as an editor, a copyist or a machine makes it ---

std::string with_other_signs(const std::string& text, Random& /*random*/) {
  std::string changed;
  for (const char c : text)
    changed += c == '.' || c == ',' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return changed;
}

// Of `share` of the words each is replaced by another of the text, left out, or said twice.
std::string with_words_changed(const std::string& text, Random& random, double share) {
  const auto words = words_of(text);
  Words changed;
  for (const auto& word : words) {
    const bool change = static_cast<double>(random() % 10'000) < share * 10'000;
    const auto how = random() % 3;
    if (!change || how == 2) changed.push_back(word);
    if (change && how != 1) changed.push_back(words[random() % words.size()]);
  }
  return joined(changed);
}

// The last fifth of the words is cut off.
std::string cut_short(const std::string& text, Random& /*random*/) {
  auto words = words_of(text);
  words.resize(words.size() - words.size() / 5);
  return joined(words);
}

// A heading and a closing line around it, a tenth of its length each.
std::string with_frame(const std::string& text, Random& random) {
  const auto words = words_of(text);
  Words framed;
  for (std::size_t at = 0; at < words.size() / 10; ++at)
    framed.push_back("framed" + std::to_string(random()));
  framed.insert(framed.end(), words.begin(), words.end());
  for (std::size_t at = 0; at < words.size() / 10; ++at)
    framed.push_back("framed" + std::to_string(random()));
  return joined(framed);
}

struct Edit {
  const char* name;
  std::string (*make)(const std::string&, Random&);
};
constexpr Edit kEdits[] = {
    {"case and signs", with_other_signs},
    {"one word in fifty",
     [](const std::string& text, Random& random) { return with_words_changed(text, random, .02); }},
    {"one word in twenty",
     [](const std::string& text, Random& random) { return with_words_changed(text, random, .05); }},
    {"one word in ten",
     [](const std::string& text, Random& random) { return with_words_changed(text, random, .1); }},
    {"one word in five",
     [](const std::string& text, Random& random) { return with_words_changed(text, random, .2); }},
    {"last fifth cut off", cut_short},
    {"a tenth put before and behind", with_frame},
};

struct Figures {
  std::size_t copies = 0, grouped = 0;  // with their originals
  std::size_t others = 0;               // texts in a group that are no copies of its first
};

/// Groups `originals` with a copy of each under `edit`.
Figures measure(const std::vector<std::string>& originals, const Edit& edit) {
  Random random(20141015);
  corpus::DuplicateFinder finder;
  for (const auto& text : originals) finder.add(text);
  for (const auto& text : originals) finder.add(edit.make(text, random));
  Figures figures;
  figures.copies = originals.size();
  for (const auto& group : finder.groups()) {
    const auto first = group.members.front().number % originals.size();
    for (const auto& member : group.members) {
      if (member.number % originals.size() != first) ++figures.others;
      if (member.number >= originals.size() && member.number % originals.size() == first) ++figures.grouped;
    }
  }
  return figures;
}

std::vector<std::string> texts_of(const std::vector<std::string>& files, std::size_t least_words) {
  std::vector<std::string> texts;
  for (const auto& file : files) {
    quality::for_each_line(file, [&](const std::string& line) {
      const auto document = corpus::record_from_json(line).document;
      auto text = document.title + '\n' + document.summary + '\n' + document.body;
      if (words_of(text).size() >= least_words) texts.push_back(std::move(text));
    });
  }
  return texts;
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Groups texts with edited copies of them and says how many are found");
  std::vector<std::string> files;
  std::size_t least_words = 20;
  app.add_option("FILE", files, "Documents in our exchange format [what was judged of the sample archive]");
  app.add_option("--least-words", least_words, "Leave shorter texts out")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  if (files.empty()) {
    for (const auto& file : quality::judged_sample()) files.push_back(file.string());
  }
  std::sort(files.begin(), files.end());
  const auto texts = texts_of(files, least_words);
  if (texts.empty()) throw std::runtime_error("there is no text to copy");
  std::printf("%zu texts, grouped from a likeness of %.2f on\n", texts.size(), corpus::kNearDuplicate);
  std::printf("%-32s %8s %10s\n", "a copy of each with", "recall", "precision");
  for (const auto& edit : kEdits) {
    const auto figures = measure(texts, edit);
    const auto found = static_cast<double>(figures.grouped);
    std::printf(
        "%-32s %8.3f %10.3f\n", edit.name, found / static_cast<double>(figures.copies),
        figures.grouped + figures.others == 0 ? 1.0 : found / (found + static_cast<double>(figures.others)));
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << "near_duplicates: " << error.what() << '\n';
  return 1;
}
