#include "indexer/frequent_postings.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indexer/commit_file.h"

namespace indexer {
namespace {

constexpr CommitMark::Layout kLayout = {'s', 'j', 'p', 'o', 's', 't', '0', '1'};

}  // namespace

// The parts of the terms follow it, then the terms: their number is known at the end.
struct FrequentPostings::Head {
  CommitMark mark;
  std::uint64_t parts = 0;  // bytes
  WordList::Sizes terms;
};

// Stretches, counts that are many, and data follow it.
struct FrequentPostings::TermHead {
  std::uint64_t size = 0;
  std::uint32_t stretches = 0, many = 0;
};

bool FrequentPostings::write(const std::filesystem::path& folder, const Xapian::Database& main,
                             Xapian::doccount frequent, const std::function<bool()>& stop) {
  Head head;
  CommitFileWriter file(folder, kPostingsFile);
  file.put(std::span<const Head>(&head, 1));
  WordTable terms;
  std::vector<std::uint64_t> begins{0};
  for (auto term = main.allterms_begin(); term != main.allterms_end(); ++term) {
    if (stop && stop()) return false;
    if (term.get_termfreq() < frequent) continue;
    if (file.has_failed()) break;  // finish() says so
    const auto text = *term;
    auto buffer = read_postings(main, text);
    const auto postings = buffer.postings();
    const TermHead its{postings.size(), static_cast<std::uint32_t>(postings.stretches().size()),
                       static_cast<std::uint32_t>(postings.many().size())};
    begins.push_back(begins.back() + file.put(std::span<const TermHead>(&its, 1)) +
                     file.put(postings.stretches()) + file.put(postings.many()) + file.put(postings.data()));
    terms.add(text, static_cast<std::uint32_t>(postings.size()));
  }
  const auto list = terms.list();
  file.put(std::span<const std::uint64_t>(begins));
  list.put(file);
  head = {CommitMark(kLayout, main), begins.back(), list.sizes()};
  file.put_first(std::span<const Head>(&head, 1));
  if (stop && stop()) return false;
  file.finish();
  return true;
}

std::unique_ptr<const FrequentPostings> FrequentPostings::mapped(const std::filesystem::path& folder,
                                                                 const Xapian::Database& main) {
  auto file = MappedFile::open(folder / kPostingsFile);
  if (!file) return nullptr;
  std::unique_ptr<FrequentPostings> postings(new FrequentPostings(std::move(*file)));
  if (!postings->map(main)) return nullptr;
  return postings;
}

bool FrequentPostings::map(const Xapian::Database& main) {
  CommitFileParts parts(file_.bytes());
  const auto heads = parts.take<Head>(1);
  if (heads.empty() || heads.front().mark != CommitMark(kLayout, main)) return false;
  const auto& head = heads.front();
  parts_ = parts.take<unsigned char>(head.parts);
  begins_ = parts.take<std::uint64_t>(head.terms.words + 1);
  const auto terms = WordList::take(parts, head.terms);
  if (!terms || !parts.at_end()) return false;
  terms_ = *terms;
  end_ = main.get_lastdocid() + 1;
  const bool is_aligned =
      std::ranges::all_of(begins_, [](auto begin) { return begin % kPartAlignment == 0; });
  if (!terms_.is_whole(main.get_doccount()) || !is_aligned || !std::ranges::is_sorted(begins_) ||
      begins_.front() != 0 || begins_.back() != parts_.size())
    return false;
  looks_ = std::make_unique<std::atomic<Look>[]>(terms_.size());
  return true;
}

std::optional<Postings> FrequentPostings::find(std::string_view term) const {
  const auto number = terms_.find(term);
  if (!number) return std::nullopt;
  auto& look = looks_[*number];
  if (look == Look::damaged) return std::nullopt;
  auto postings = read(*number);
  if (look == Look::whole) return postings;
  const bool is_whole = postings && postings->size() == terms_.documents(*number) && postings->is_whole(end_);
  look = is_whole ? Look::whole : Look::damaged;  // who comes at the same time sees the same
  if (!is_whole) return std::nullopt;
  return postings;
}

std::optional<Postings> FrequentPostings::read(std::size_t number) const {
  const auto part = parts_.subspan(begins_[number], begins_[number + 1] - begins_[number]);
  CommitFileParts parts({reinterpret_cast<const char*>(part.data()), part.size()});
  const auto heads = parts.take<TermHead>(1);
  if (heads.empty()) return std::nullopt;
  const auto stretches = parts.take<Postings::Stretch>(heads.front().stretches);
  const auto many = parts.take<Postings::Many>(heads.front().many);
  if (parts.is_cut_off()) return std::nullopt;
  const auto data = parts.rest();
  return Postings(heads.front().size, stretches, many,
                  {reinterpret_cast<const unsigned char*>(data.data()), data.size()});
}

bool write_frequent_postings(const std::filesystem::path& generation, const Xapian::Database& main,
                             const std::function<bool()>& stop) {
  return FrequentPostings::mapped(generation, main) != nullptr ||
         FrequentPostings::write(generation, main, kFrequentTerm, stop);
}

bool is_copy(const FrequentPostings& postings, const Xapian::Database& main) {
  const auto& terms = postings.terms();
  std::size_t number = 0;
  for (auto term = main.allterms_begin(); term != main.allterms_end(); ++term) {
    if (term.get_termfreq() < kFrequentTerm) continue;
    const auto text = *term;
    if (number == terms.size() || terms.text(number++) != text) return false;
    const auto found = postings.find(text);
    if (!found || *found != read_postings(main, text).postings()) return false;
  }
  return number == terms.size();
}

}  // namespace indexer
