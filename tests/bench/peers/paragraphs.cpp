#include "tests/bench/peers/paragraphs.h"

#include <stdexcept>
#include <string_view>

#include "tests/quality/collection.h"
#include "tests/support/places.h"

namespace peers {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongEnough = 450;     // bytes of a paragraph, before the sentence that would go beyond
constexpr std::size_t kTooShort = 25;        // bytes: what is left over of a text
constexpr std::size_t kLongSentence = 2000;  // lists without full stops are cut here, between words

struct Collection {
  const char* file;
  bool headlines;  // its titles are headlines, not names of things or sessions
};
constexpr Collection kCollections[] = {{"miracl_wiki_ar/docs.jsonl.zst", false},
                                       {"ungdc_en/docs.jsonl.zst", false},
                                       {"wikinews_en/docs.jsonl", true}};

// Runs of white space and control characters become one space.
std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) > ' ' && c != '\x7f')
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

bool ends_sentence(std::string_view text) {
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with("؟");
}

// The sentence that begins at `at` of `line`, up to the space after its sign, or a piece of a very long one.
std::string_view sentence_at(std::string_view line, std::size_t at) {
  for (std::size_t space = line.find(' ', at);; space = line.find(' ', space + 1)) {
    const auto sentence = line.substr(at, space == std::string_view::npos ? space : space - at);
    if (space == std::string_view::npos || ends_sentence(sentence) || sentence.size() > kLongSentence) {
      return sentence;
    }
  }
}

std::vector<std::string> paragraphs_of(std::string_view text) {
  const std::string line = in_one_line(text);
  std::vector<std::string> paragraphs;
  std::string paragraph;
  for (std::size_t at = 0; at < line.size();) {
    const auto sentence = sentence_at(line, at);
    at += sentence.size() + 1;
    if (!paragraph.empty() && paragraph.size() + sentence.size() > kLongEnough) {
      paragraphs.push_back(paragraph);
      paragraph.clear();
    }
    if (!paragraph.empty()) paragraph += ' ';
    paragraph += sentence;
  }
  if (paragraph.size() >= kTooShort) paragraphs.push_back(paragraph);
  return paragraphs;
}

void read(const fs::path& file, bool headlines, Texts& texts) {
  quality::for_each_line(file, [&texts, headlines](const std::string& line) {
    const auto document = quality::document_from_line(line).document;
    Text text{headlines ? in_one_line(document.title) : "", paragraphs_of(document.body)};
    if (text.paragraphs.empty()) return;
    const bool arabic = document.language == analyzers::Language::arabic;
    if (arabic || document.language == analyzers::Language::english) {
      texts.of[arabic ? 0 : 1].push_back(std::move(text));
    }
  });
}

}  // namespace

Texts read_texts(const fs::path& shared) {
  Texts texts;
  const fs::path collections = shared / "data" / "collections";
  bool there = true;
  for (const auto& collection : kCollections) there = there && fs::exists(collections / collection.file);
  if (there) {
    texts.name = "data/collections: miracl_wiki_ar, ungdc_en, wikinews_en";
    for (const auto& collection : kCollections)
      read(collections / collection.file, collection.headlines, texts);
  } else {
    texts.name = "corpus/sample";
    for (const auto& entry : fs::directory_iterator(tests::sample_folder())) {
      if (entry.path().extension() == ".jsonl") read(entry.path(), true, texts);
    }
  }
  if (texts.of[0].empty() || texts.of[1].empty()) throw std::runtime_error(texts.name + " lacks a language");
  return texts;
}

}  // namespace peers
