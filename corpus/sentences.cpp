#include "corpus/sentences.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/utf8.h"
#include "corpus/key_text.h"

namespace corpus {
namespace {

// What a full stop follows inside of a sentence.
constexpr std::array<std::string_view, 18> kShortened{"mr",  "mrs", "ms",   "dr",  "gen", "lt",
                                                      "col", "maj", "sgt",  "sen", "rep", "st",
                                                      "no",  "vs",  "prof", "gov", "amb", "capt"};

bool is_stop(char32_t c) { return c == U'.' || c == U'!' || c == U'?' || c == U'؟' || c == 0x2026; }

bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == 0xA0 || c == U'\r'; }

// What may stand between the sign that ends a sentence and the space after it.
bool closes(char32_t c) {
  return c == U'"' || c == U'\'' || c == U')' || c == U']' || c == U'»' || c == 0x201C || c == 0x201D ||
         c == 0x2019;
}

bool opens(char32_t c) { return c == U'"' || c == U'«' || c == 0x201C || c == 0x2018; }

bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (static_cast<unsigned char>(byte) & 0x80U) != 0;
}

// Whether the full stop at `stop` belongs to the word before it: "U.S. troops", "Gen. Townsend".
bool is_shortened(std::string_view text, std::size_t stop) {
  auto begin = stop;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  std::string word(text.substr(begin, stop - begin));
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (word.size() == 1) return true;
  return std::find(kShortened.begin(), kShortened.end(), word) != kShortened.end();
}

/// Takes a text apart as its letters come.
class SentenceReader {
 public:
  explicit SentenceReader(std::string_view text) : text_(text) {}

  std::vector<Sentence> read() {
    analyzers::for_each_code_point_at(text_, [this](char32_t c, std::size_t at) { look(c, at); });
    end_at(text_.size());
    return std::move(sentences_);
  }

 private:
  void look(char32_t c, std::size_t at) {
    if (after_colon_ && opens(c)) end_at(at);
    after_colon_ = c == U':' || (after_colon_ && is_blank(c));
    if (c == U'\n' || (ended_ && is_blank(c))) return end_at(at);
    if (is_stop(c)) {
      ended_ = c != U'.' || !is_shortened(text_, at);
    } else if (!closes(c)) {
      ended_ = false;
    }
  }

  void end_at(std::size_t end) {
    ended_ = false;
    const auto begin = std::exchange(begin_, end);
    const auto key = key_text(text_.substr(begin, end - begin));
    const auto words =
        key.empty() ? 0 : static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1;
    if (words < kFewestWordsSaid) return;
    const auto is_space = [](char byte) {
      return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
    };
    auto first = begin;
    auto last = end;
    while (first < last && is_space(text_[first])) ++first;
    while (last > first && is_space(text_[last - 1])) --last;
    sentences_.push_back({first, last, document_id_of(key)});
  }

  std::string_view text_;
  std::vector<Sentence> sentences_;
  std::size_t begin_ = 0;
  bool after_colon_ = false;  // but for spaces
  bool ended_ = false;        // a sign that ends a sentence, and nothing but what closes it, stands before
};

}  // namespace

std::vector<Sentence> sentences_of(std::string_view text) { return SentenceReader(text).read(); }

std::vector<std::string> sentence_keys(const Document& document) {
  std::vector<std::string> keys;
  for (const auto* part : {&document.title, &document.summary, &document.body}) {
    for (auto& sentence : sentences_of(*part)) keys.push_back(std::move(sentence.key));
  }
  return keys;
}

}  // namespace corpus
