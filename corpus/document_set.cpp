#include "corpus/document_set.h"

#include <bit>
#include <stdexcept>
#include <string>

namespace corpus {
namespace {

constexpr std::size_t kBits = 64;
constexpr DocumentNumber kMost = DocumentNumber{1} << 32;

std::size_t word_of(DocumentNumber number) { return static_cast<std::size_t>(number) / kBits; }

std::uint64_t bit_of(DocumentNumber number) {
  return std::uint64_t{1} << (static_cast<std::size_t>(number) % kBits);
}

}  // namespace

void DocumentSet::insert(DocumentNumber number) {
  if (number < 1 || number > kMost) {
    throw std::length_error("the archive is damaged: " + std::to_string(number) +
                            " is no number of a document");
  }
  const auto place = word_of(number);
  if (place >= words_.size()) words_.resize(place + 1);
  size_ += (words_[place] & bit_of(number)) == 0 ? 1 : 0;
  words_[place] |= bit_of(number);
}

bool DocumentSet::contains(DocumentNumber number) const {
  const auto place = word_of(number);
  return place < words_.size() && (words_[place] & bit_of(number)) != 0;
}

std::optional<DocumentNumber> DocumentSet::next_after(DocumentNumber number) const {
  const auto first = number + 1;
  auto place = word_of(first);
  if (place >= words_.size()) return std::nullopt;
  auto word = words_[place] & ~(bit_of(first) - 1);
  while (word == 0) {
    if (++place == words_.size()) return std::nullopt;
    word = words_[place];
  }
  return static_cast<DocumentNumber>(place * kBits) + std::countr_zero(word);
}

}  // namespace corpus
