#include "indexer/pair_signatures.h"

#include <algorithm>
#include <bit>
#include <string>
#include <system_error>
#include <vector>

#include "indexer/commit_file.h"
#include "indexer/index_schema.h"
#include "indexer/indexed_words.h"
#include "indexer/postings.h"

namespace indexer {
namespace {

constexpr CommitMark::Layout kLayout = {'s', 'j', 'p', 'a', 'i', 'r', '0', '1'};

constexpr std::size_t kBitsInWord = BlockPostings::kBitsInWord;
constexpr std::size_t kBlockWords = BlockPostings::kWords;

// A document has at least so many bits for each place of a frequent word: about an eighth of them are set.
constexpr std::size_t kBitsOfPlace = 4;
constexpr std::size_t kLeastBits = 64, kMostBits = 1 << 14;
// Of a document with words behind these, which has more pairs than bits, all bits are set.
constexpr Xapian::termpos kMostPositions = 1 << 14;

// Hashes of terms and of pairs are part of the file's layout. FNV-1a (the constants are its authors').
std::uint64_t hash_of(std::string_view term) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const auto letter : term) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
  return hash;
}

// The finalizer of SplitMix64, over both hashes.
std::uint64_t hash_of_pair(std::uint64_t first, std::uint64_t second) {
  auto hash = first * 0x9E3779B97F4A7C15 + second;
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EB;
  return hash ^ (hash >> 31U);
}

// `bits` is a power of two.
PairSignatures::Pair bits_of_pair(std::uint64_t first, std::uint64_t second, std::size_t bits) {
  const auto hash = hash_of_pair(first, second);
  return {static_cast<std::uint32_t>(hash & (bits - 1)),
          static_cast<std::uint32_t>((hash >> 32U) & (bits - 1))};
}

Field field_of(bool stems) { return stems ? Field::stem : Field::exact; }

// Whether `term` is a word of this kind.
bool is_word(std::string_view term, bool stems) {
  const auto prefix = index_term(field_of(stems), "");
  return term.size() > prefix.size() && term.starts_with(prefix) && !is_capital(term[prefix.size()]);
}

std::size_t words_in_block(std::size_t block, Xapian::docid end) {
  const auto documents = std::min<std::size_t>(kBlockSize, end - block * kBlockSize);
  return (documents + kBitsInWord - 1) / kBitsInWord;
}

/// The words of a database of which signatures tell.
struct FrequentWords {
  bool stems = false;
  std::vector<std::string> terms;
  double places = 0;  // in a document
};

FrequentWords frequent_words(const Xapian::Database& main, bool stems, Xapian::doccount frequent) {
  FrequentWords found;
  found.stems = stems;
  const auto prefix = index_term(field_of(stems), "");
  double places = 0;
  for_each_word(main.allterms_begin(prefix), main.allterms_end(prefix), prefix,
                [&](const std::string& word, const Xapian::TermIterator& term) {
                  if (term.get_termfreq() < frequent) return;
                  found.terms.push_back(prefix + word);
                  places += static_cast<double>(main.get_collection_freq(found.terms.back()));
                });
  if (!found.terms.empty()) found.places = places / static_cast<double>(main.get_doccount());
  return found;
}

FrequentWords frequent_words(const Xapian::Database& main, Xapian::doccount frequent) {
  auto words = frequent_words(main, false, frequent);
  return words.terms.empty() ? frequent_words(main, true, frequent) : words;
}

std::size_t bits_for(const FrequentWords& words) {
  if (words.terms.empty()) return 0;
  const auto wanted = static_cast<std::size_t>(std::min(words.places * kBitsOfPlace, double{kMostBits}));
  return std::clamp(std::bit_ceil(wanted), kLeastBits, kMostBits);
}

/// Where a word stands in the documents of a block, gone through in their order.
class WordInBlock {
 public:
  WordInBlock(std::uint64_t hash, std::string bytes) : hash_(hash), bytes_(std::move(bytes)) {}

  /// Calls `place` with each document before `end` that was not gone through, and each position there.
  template <typename Place>
  void go_to(std::size_t end, Place place) {
    if (!is_begun_) advance();
    for (; is_there_ && offset_ < end; advance()) {
      for (const auto position : positions_) place(offset_, position);
    }
  }
  std::uint64_t hash() const { return hash_; }

 private:
  void advance() {
    if (!is_begun_) block_ = PositionBlock(bytes_);
    is_begun_ = true;
    is_there_ = block_.next(offset_, positions_);
  }

  std::uint64_t hash_;
  std::string bytes_;  // block_ points into it once it stays where it is
  PositionBlock block_{{}};
  bool is_begun_ = false, is_there_ = false;
  BlockOffset offset_ = 0;
  Positions positions_;
};

/// Makes the signatures of a block from those of as many documents as a word has bits.
class SignatureMaker {
 public:
  SignatureMaker(const Xapian::Database& main, const FrequentWords& words, std::size_t bits)
      : main_(main), words_(words), of_documents_(bits), first_at_(kBitsInWord * kStride, kNone) {
    for (const auto& term : words.terms) hashes_.push_back(hash_of(term));
  }

  /// As they stand in the file.
  const std::vector<std::uint64_t>& make(std::size_t block, Xapian::docid end) {
    const auto width = words_in_block(block, end);
    made_.assign(of_documents_.size() * width, 0);
    enter(block);
    for (std::size_t word = 0; word < width; ++word) {
      collect(word);
      sign();
      for (std::size_t bit = 0; bit < of_documents_.size(); ++bit)
        made_[bit * width + word] = of_documents_[bit];
    }
    return made_;
  }

 private:
  // Where a word stands. Several may stand at one position: each knows the one that came before.
  struct Place {
    std::uint32_t at;  // of document and position
    std::uint32_t before;
    std::uint64_t hash;
  };
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  // Documents lie apart by no power of two, so that they do not fall on the same lines of the cache.
  static constexpr std::size_t kStride = kMostPositions + 24;

  void enter(std::size_t block) {
    in_block_.clear();
    in_block_.reserve(words_.terms.size());
    const auto first = static_cast<Xapian::docid>(block * kBlockSize);
    for (std::size_t word = 0; word < words_.terms.size(); ++word) {
      auto bytes = main_.get_metadata(position_key(words_.terms[word], first));
      if (!bytes.empty()) in_block_.emplace_back(hashes_[word], std::move(bytes));
    }
  }

  void collect(std::size_t word) {
    places_.clear();
    beyond_ = 0;
    for (auto& its : in_block_) {
      its.go_to((word + 1) * kBitsInWord, [&](BlockOffset offset, Xapian::termpos position) {
        const auto document = offset % kBitsInWord;
        if (position >= kMostPositions) {
          beyond_ |= std::uint64_t{1} << document;
          return;
        }
        const auto at = static_cast<std::uint32_t>(document * kStride + position);
        places_.push_back({at, first_at_[at], its.hash()});
        first_at_[at] = static_cast<std::uint32_t>(places_.size() - 1);
      });
    }
  }

  void sign() {
    std::fill(of_documents_.begin(), of_documents_.end(), beyond_);
    for (const auto& first : places_) {
      for (auto next = first_at_[first.at + 1]; next != kNone; next = places_[next].before) {
        const auto document = std::uint64_t{1} << (first.at / kStride);
        for (const auto bit : bits_of_pair(first.hash, places_[next].hash, of_documents_.size()))
          of_documents_[bit] |= document;
      }
    }
    for (const auto& place : places_) first_at_[place.at] = kNone;
  }

  const Xapian::Database& main_;
  const FrequentWords& words_;
  std::vector<std::uint64_t> hashes_;  // of the words
  std::vector<WordInBlock> in_block_;
  std::vector<Place> places_;
  std::uint64_t beyond_ = 0;                 // the documents with too many positions
  std::vector<std::uint64_t> of_documents_;  // by bit
  std::vector<std::uint32_t> first_at_;      // the last place that came, by document and position
  std::vector<std::uint64_t> made_;
};

}  // namespace

// The bits follow it: of each block, of each bit of a signature, one for each document.
struct PairSignatures::Head {
  CommitMark mark;
  std::uint64_t stems = 0;     // 1: of stems, 0: of exact folded forms
  std::uint64_t frequent = 0;  // so many documents have each word
  std::uint64_t bits = 0;      // of a document: a power of two; 0 where no word is frequent
};

Xapian::doccount frequent_in_pairs(Xapian::doccount documents) {
  return std::max(kFrequentInPairs, documents / kDocumentsOfFrequentInPairs);
}

bool PairSignatures::write(const std::filesystem::path& folder, const Xapian::Database& main,
                           Xapian::doccount frequent, const std::function<bool()>& stop) {
  const auto words = frequent_words(main, frequent);
  const Head head{CommitMark(kLayout, main), words.stems ? 1U : 0U, frequent, bits_for(words)};
  CommitFileWriter file(folder, kPairsFile);
  file.put(std::span<const Head>(&head, 1));
  SignatureMaker maker(main, words, head.bits);
  const auto end = main.get_lastdocid() + 1;
  for (std::size_t block = 0; head.bits != 0 && block * kBlockSize < end; ++block) {
    if (stop && stop()) return false;
    if (file.has_failed()) break;  // finish() says so
    file.put(std::span<const std::uint64_t>(maker.make(block, end)));
  }
  if (stop && stop()) return false;
  file.finish();
  return true;
}

std::unique_ptr<const PairSignatures> PairSignatures::mapped(const std::filesystem::path& folder,
                                                             const Xapian::Database& main) {
  auto file = MappedFile::open(folder / kPairsFile);
  if (!file) return nullptr;
  std::unique_ptr<PairSignatures> signatures(new PairSignatures(std::move(*file)));
  if (!signatures->map(main)) return nullptr;
  return signatures;
}

bool PairSignatures::map(const Xapian::Database& main) {
  CommitFileParts parts(file_.bytes());
  const auto heads = parts.take<Head>(1);
  if (heads.empty() || heads.front().mark != CommitMark(kLayout, main)) return false;
  head_ = &heads.front();
  if (head_->bits != 0 && (!std::has_single_bit(head_->bits) || head_->bits > kMostBits)) return false;
  if (head_->stems > 1 || head_->frequent == 0) return false;
  end_ = main.get_lastdocid() + 1;
  bits_ = parts.take<std::uint64_t>(head_->bits * ((end_ + kBitsInWord - 1) / kBitsInWord));
  return !parts.is_cut_off() && parts.at_end();
}

std::optional<PairSignatures::Pair> PairSignatures::pair(std::string_view first,
                                                         Xapian::doccount documents_of_first,
                                                         std::string_view second,
                                                         Xapian::doccount documents_of_second) const {
  const bool stems = head_->stems != 0;
  if (head_->bits == 0 || std::min(documents_of_first, documents_of_second) < head_->frequent ||
      !is_word(first, stems) || !is_word(second, stems))
    return std::nullopt;
  return bits_of_pair(hash_of(first), hash_of(second), head_->bits);
}

std::span<const std::uint64_t> PairSignatures::documents(std::size_t block, std::uint32_t bit) const {
  const auto width = words_in_block(block, end_);
  return bits_.subspan(block * kBlockWords * head_->bits + bit * width, width);
}

bool PairSignatures::is_copy(const Xapian::Database& main) const {
  const auto frequent = frequent_in_pairs(main.get_doccount());
  const auto words = frequent_words(main, frequent);
  if (head_->frequent != frequent || (head_->stems != 0) != words.stems || head_->bits != bits_for(words))
    return false;
  SignatureMaker maker(main, words, head_->bits);
  auto rest = bits_;
  for (std::size_t block = 0; !rest.empty(); ++block) {
    const auto& made = maker.make(block, end_);
    if (!std::ranges::equal(rest.first(made.size()), made)) return false;
    rest = rest.subspan(made.size());
  }
  return true;
}

bool write_pair_signatures(const std::filesystem::path& generation, const Xapian::Database& main,
                           const std::function<bool()>& stop) {
  return PairSignatures::mapped(generation, main) != nullptr ||
         PairSignatures::write(generation, main, frequent_in_pairs(main.get_doccount()), stop);
}

}  // namespace indexer
