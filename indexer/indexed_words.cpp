#include "indexer/indexed_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/commit_file.h"
#include "indexer/index_schema.h"

namespace indexer {
namespace {

constexpr CommitMark::Layout kLayout = {'s', 'j', 'w', 'o', 'r', 'd', '0', '1'};

void read(const Xapian::Database& database, const std::string& prefix, WordTable& table) {
  for_each_word(database.allterms_begin(prefix), database.allterms_end(prefix), prefix,
                [&table](const std::string& word, const Xapian::TermIterator& term) {
                  table.add(word, term.get_termfreq());
                });
}

}  // namespace

std::size_t WordList::lower_bound(std::string_view wanted) const {
  std::size_t begin = 0;
  for (auto left = size(); left > 0;) {
    const auto half = left / 2;
    if (text(begin + half) < wanted) {
      begin += half + 1;
      left -= half + 1;
    } else {
      left = half;
    }
  }
  return begin;
}

std::optional<std::size_t> WordList::find(std::string_view wanted) const {
  const auto number = lower_bound(wanted);
  if (number == size() || text(number) != wanted) return std::nullopt;
  return number;
}

void WordList::put(CommitFileWriter& file) const {
  file.put(begins_);
  file.put(documents_);
  file.put(std::span<const char>(letters_));
}

std::optional<WordList> WordList::take(CommitFileParts& parts, const Sizes& sizes) {
  const auto begins = parts.take<std::uint32_t>(sizes.words + 1);
  const auto documents = parts.take<std::uint32_t>(sizes.words);
  const auto letters = parts.take<char>(sizes.letters);
  if (parts.is_cut_off() || begins.empty()) return std::nullopt;
  return WordList(begins, documents, {letters.data(), letters.size()});
}

bool WordList::is_whole(std::uint64_t most) const {
  return begins_.front() == 0 && begins_.back() == letters_.size() && std::ranges::is_sorted(begins_) &&
         std::ranges::all_of(documents_, [most](std::uint32_t its) { return its > 0 && its <= most; });
}

bool WordList::operator==(const WordList& other) const {
  return letters_ == other.letters_ &&
         std::equal(begins_.begin(), begins_.end(), other.begins_.begin(), other.begins_.end()) &&
         std::equal(documents_.begin(), documents_.end(), other.documents_.begin(), other.documents_.end());
}

void WordTable::add(std::string_view word, std::uint32_t documents) {
  letters_ += word;
  begins_.push_back(static_cast<std::uint32_t>(letters_.size()));
  documents_.push_back(documents);
}

struct IndexedWords::Head {
  CommitMark mark;
  WordList::Sizes exact, stems;
};

IndexedWords::IndexedWords(const Xapian::Database& main) {
  read(main, index_term(Field::exact, ""), read_exact_);
  read(main, index_term(Field::stem, ""), read_stems_);
  exact_ = read_exact_.list();
  stems_ = read_stems_.list();
}

std::unique_ptr<const IndexedWords> IndexedWords::mapped(const std::filesystem::path& folder,
                                                         const Xapian::Database& main) {
  auto file = MappedFile::open(folder / kWordsFile);
  if (!file) return nullptr;
  std::unique_ptr<IndexedWords> words(new IndexedWords(std::move(*file)));
  if (!words->map(main)) return nullptr;
  return words;
}

bool IndexedWords::map(const Xapian::Database& main) {
  CommitFileParts parts(file_->bytes());
  const auto heads = parts.take<Head>(1);
  if (heads.empty() || heads.front().mark != CommitMark(kLayout, main)) return false;
  for (const auto& [sizes, list] :
       {std::pair(heads.front().exact, &exact_), std::pair(heads.front().stems, &stems_)}) {
    const auto taken = WordList::take(parts, sizes);
    if (!taken) return false;
    *list = *taken;
    // What else is wrong `indexer verify` finds.
    if (!list->is_whole(main.get_doccount())) return false;
  }
  return parts.at_end();
}

void IndexedWords::write(const std::filesystem::path& folder, const Xapian::Database& main) const {
  Head head;
  head.mark = CommitMark(kLayout, main);
  head.exact = exact_.sizes();
  head.stems = stems_.sizes();
  CommitFileWriter file(folder, kWordsFile);
  file.put(std::span<const Head>(&head, 1));
  exact_.put(file);
  stems_.put(file);
  file.finish();
}

void write_words(const std::filesystem::path& generation, const Xapian::Database& main) {
  if (IndexedWords::mapped(generation, main) == nullptr) IndexedWords(main).write(generation, main);
}

}  // namespace indexer
