// Pages of documents and results made of any bytes: as much markup as pages of harmless ones, and no more.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/utf8.h"
#include "searchd/views/pages.h"
#include "tests/support/sample_results.h"
#include "tests/support/small_vocabulary.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Cuts the input into texts, each ended by a zero byte; after the last it gives "x".
class Texts {
 public:
  Texts(std::string_view bytes, bool harmless) : bytes_(bytes), harmless_(harmless) {}

  // Never empty, and one line: whether there is a text, and how many paragraphs it has, is markup.
  std::string next() {
    const auto end = std::min(bytes_.find('\0'), bytes_.size());
    std::string text(bytes_.substr(0, end));
    bytes_.remove_prefix(std::min(end + 1, bytes_.size()));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return harmless_ ? "x" : "x" + text;
  }
  std::uint32_t number() {
    if (bytes_.empty()) return 0;
    const auto number = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return number;
  }

 private:
  std::string_view bytes_;
  bool harmless_;
};

struct Made {
  searchd::SearchRequest request;
  searchd::SearchResults results;
  searchd::DocumentView view;
  std::vector<searchd::PageNote> notes;
};

Made made_of(std::string_view bytes, bool harmless) {
  Texts texts(bytes, harmless);
  Made made;
  made.request = searchd::search_for("a");
  made.results = tests::sample_results();
  made.results.hits.resize(1);
  auto& document = made.results.hits[0].document;
  for (auto* field : {&document.title, &document.body, &document.published.words, &document.id})
    *field = texts.next();
  document.url = "https://" + texts.next();
  for (auto& tag : document.tags) tag.id = texts.next();
  for (auto& tag : document.hashtags) tag = texts.next();
  for (auto& seen : document.occurrences) seen.anchor = texts.next();
  made.results.hits[0].passage.text = texts.next();
  made.results.hits[0].title_marks.clear();
  made.results.hits[0].passage.marks.clear();
  made.request.typed = texts.next();
  made.request.filters.partners = {texts.next()};
  made.notes = {{"unknown_value", texts.next(), texts.next(), texts.next()}};
  made.results.interpretation.parsed = texts.next();
  made.view.document = document;
  made.view.translation = searchd::DocumentLink{texts.next(), texts.next(), corpus::Kind::news, {}};
  // Any spans, wherever they point: they are cut to the text.
  for (auto& tag : made.view.document.tags) {
    const auto begin = texts.number();
    tag.spans = {{analyzers::TextField::body, begin, begin + texts.number()}};
  }
  return made;
}

std::string pages_of(searchd::Pages& pages, const Made& made, const analyzers::Vocabulary& vocabulary) {
  std::string all;
  for (const auto language : {searchd::PageLanguage::english, searchd::PageLanguage::arabic}) {
    all += pages.results(language, made.request, made.results, vocabulary, made.notes);
    all += pages.document(language, made.view, vocabulary);
  }
  return all;
}

std::ptrdiff_t count(const std::string& text, char c) { return std::count(text.begin(), text.end(), c); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kVocabulary = tests::small_vocabulary();
  static searchd::Pages pages("");
  const std::string_view bytes(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 16 << 10));
  const auto page = pages_of(pages, made_of(bytes, false), kVocabulary);
  const auto harmless = pages_of(pages, made_of(bytes, true), kVocabulary);
  for (const char c : {'<', '>', '"'}) require(count(page, c) == count(harmless, c));
  analyzers::for_each_code_point(page, [](char32_t c) {
    require((c >= 0x20 || c == '\n' || c == '\t') && !(c >= 0x202A && c <= 0x202E) && c != 0x2066 &&
            c != 0x2067);
  });
  return 0;
}
