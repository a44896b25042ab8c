#include "analyzers/token_table.h"

#include <cstdint>
#include <unordered_map>

#include "analyzers/packed_number.h"

namespace analyzers {
namespace {

std::uint64_t number_from(std::string_view& bytes) {
  if (const auto number = take_number(bytes)) return *number;
  throw TokenTableError("a table of words ends in a number, or has one beyond all numbers");
}

std::string_view take_text(std::string_view& bytes) {
  const auto size = number_from(bytes);
  if (size > bytes.size()) throw TokenTableError("a table of words ends in a word");
  const auto text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return text;
}

void append_text(std::string& bytes, std::string_view text) {
  append_number(bytes, text.size());
  bytes += text;
}

/// Gathers the words of one text.
class TokenPacker {
 public:
  void add(const Token& token, std::size_t begin, std::size_t end) {
    key_.assign(token.exact).append(1, '\0').append(token.stem);
    const auto [known, is_new] = numbers_.try_emplace(key_, numbers_.size());
    if (is_new) {
      append_text(words_, token.exact);
      // Most stems are the word or its beginning.
      const bool begins = token.exact.starts_with(token.stem);
      append_number(words_, begins ? 2 * token.stem.size() : 2 * token.stem.size() + 1);
      if (!begins) words_ += token.stem;
    }
    append_number(places_, known->second);
    append_number(places_, begin - last_begin_);
    append_number(places_, end - begin);
    last_begin_ = begin;
    ++count_;
  }

  std::string take() {
    std::string packed;
    append_number(packed, numbers_.size());
    packed += words_;
    append_number(packed, count_);
    return packed + places_;
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  std::string words_, places_, key_;
  std::size_t last_begin_ = 0, count_ = 0;
};

}  // namespace

std::string pack_tokens(const Analyzer& analyzer, std::string_view text) {
  TokenPacker packer;
  analyzer.for_each_token(text, [&packer](const Token& token, std::size_t begin, std::size_t end) {
    packer.add(token, begin, end);
  });
  return packer.take();
}

TokenTable::TokenTable(std::string_view packed, std::size_t text_size) : text_size_(text_size) {
  const auto count = number_from(packed);
  if (count > packed.size()) throw TokenTableError("a table of words is shorter than it says");
  words_.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto exact = take_text(packed);
    const auto stem = number_from(packed);
    const auto size = stem / 2;
    const auto from = stem % 2 == 0 ? exact : packed;
    if (size > from.size()) throw TokenTableError("a table of words ends in a stem");
    words_.push_back({exact, from.substr(0, size)});
    if (stem % 2 != 0) packed.remove_prefix(size);
  }
  count_ = number_from(packed);
  places_ = packed;
}

void TokenTable::for_each(const WordVisit& visit) const {
  auto rest = places_;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    const auto word = number_from(rest);
    if (word >= words_.size()) throw TokenTableError("a table of words names a word that it lacks");
    const auto step = number_from(rest);
    const auto size = number_from(rest);
    if (step > text_size_ - begin || size > text_size_ - begin - step)
      throw TokenTableError("a table of words names a place outside its text");
    begin += step;
    visit(words_[word].exact, words_[word].stem, begin, begin + size);
  }
}

}  // namespace analyzers
