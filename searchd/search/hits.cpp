#include "searchd/search/hits.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "analyzers/passages.h"
#include "analyzers/text_ends.h"
#include "analyzers/token_table.h"
#include "analyzers/utf8.h"
#include "indexer/index_schema.h"
#include "searchd/search/first_seen.h"

namespace searchd {
namespace {

using indexer::Field;
using indexer::index_term;

// The code points [begin, end) of `text`.
std::string_view slice(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  if (begin > end) return {};
  const auto rest = text.substr(analyzers::code_point_offset(text, begin));
  return rest.substr(0, analyzers::code_point_offset(rest, end - begin));
}

std::string_view field_text(const corpus::Document& document, analyzers::TextField field) {
  switch (field) {
    case analyzers::TextField::title: return document.title;
    case analyzers::TextField::summary: return document.summary;
    case analyzers::TextField::body: return document.body;
  }
  __builtin_unreachable();
}

// A document found by an entry that the question names shows the name as the document writes it. Of a name of
// several words the last is wanted: "Abu" alone would be marked everywhere.
void want_names(const corpus::Document& document, const Query& query, const analyzers::Analyzer& analyzer,
                std::vector<analyzers::WantedTerm>& wanted) {
  constexpr std::size_t kMostSpans = 4;  // enough to meet every spelling that one text uses
  for (const auto& tag : document.tags) {
    const bool named =
        std::find(query.names.begin(), query.names.end(), std::pair{tag.type, tag.id}) != query.names.end();
    if (!named) continue;
    for (std::size_t at = 0; at < std::min(tag.spans.size(), kMostSpans); ++at) {
      const auto& span = tag.spans[at];
      const auto words = analyzer.analyze(slice(field_text(document, span.field), span.begin, span.end));
      if (!words.empty() && !words.back().stop_word) wanted.push_back({words.back().exact, true});
    }
  }
}

void add_passages(Hit& hit, const indexer::StoredDocument& stored, const Query& query,
                  const analyzers::Analyzer& analyzer) {
  auto wanted = query.wanted;
  want_names(hit.document, query, analyzer, wanted);
  const auto& title = hit.document.title;
  const auto text = indexer::text_of(hit.document);
  const auto found = [&](const std::string& words, const std::string& of) {
    if (words.empty()) return analyzers::find_wanted(analyzer, of, wanted);  // stored without its words
    return analyzers::find_wanted(analyzers::TokenTable(words, of), wanted);
  };
  hit.title_marks = analyzers::marks_in(title, found(stored.title_words, title));
  auto passages = analyzers::best_passages(text, found(stored.text_words, text), wanted.size());
  if (!passages.empty()) hit.passage = std::move(passages.front());
  if (passages.size() > 1) hit.second_passage = std::move(passages.back());
}

}  // namespace

std::optional<Xapian::docid> DocumentReader::find(const std::string& name) const {
  const std::string made = corpus::document_id_of(name);  // where `name` is an address or another key
  for (const auto& term : {index_term(Field::id, name), index_term(Field::alias, name),
                           index_term(Field::id, made), index_term(Field::alias, made)}) {
    const auto found = index_.documents_with(term);
    if (!found.empty()) return found.front();
  }
  return std::nullopt;
}

std::optional<DocumentLink> DocumentReader::link(const std::string& id) {
  if (id.empty()) return std::nullopt;
  const auto known = links_.find(id);
  if (known != links_.end()) return known->second;
  std::optional<DocumentLink> made;
  if (const auto number = find(id); number.has_value() && columns_.is_shown(*number)) made = link(*number);
  return links_.emplace(id, std::move(made)).first->second;
}

DocumentLink DocumentReader::link(Xapian::docid number) const {
  const auto stored = read(number);
  const auto& document = stored->document;
  DocumentLink link{document.id, document.title, document.kind, document.language};
  if (link.title.empty())
    link.beginning = analyzers::cut_to(document.summary + "\n" + document.body, kLongestBeginning);
  return link;
}

std::vector<Xapian::docid> DocumentReader::numbers_of_items(const std::string& digest,
                                                            Deadline deadline) const {
  DeadlineGuard guard(deadline);
  guard.check();
  std::vector<std::pair<corpus::Revision, Xapian::docid>> items;
  FirstSeen seen(index_);
  for (const auto item : index_.documents_with(index_term(Field::parent, digest))) {
    guard.tick();
    if (columns_.is_shown(item)) items.emplace_back(seen.of(item), item);
  }
  std::sort(items.begin(), items.end());
  std::vector<Xapian::docid> numbers;
  numbers.reserve(items.size());
  for (const auto& [first_seen, number] : items) numbers.push_back(number);
  return numbers;
}

DocumentReader::Items DocumentReader::read_items(std::span<const Xapian::docid> numbers,
                                                 Deadline deadline) const {
  const DeadlineGuard guard(deadline);
  Items items;
  for (const auto number : numbers) {
    guard.check();
    items.links.push_back(link(number));
  }
  return items;
}

DocumentReader::Items DocumentReader::items_of(const std::string& digest, Deadline deadline) const {
  const auto numbers = numbers_of_items(digest, deadline);
  auto items = read_items(std::span(numbers).first(std::min(numbers.size(), kMostLinks)), deadline);
  items.total = static_cast<std::int64_t>(numbers.size());
  return items;
}

std::int64_t DocumentReader::count_items(const std::string& digest) const {
  const auto items = index_.documents_with(index_term(Field::parent, digest));
  return std::count_if(items.begin(), items.end(),
                       [this](Xapian::docid item) { return columns_.is_shown(item); });
}

DocumentReader::Items DocumentReader::items_beside(Xapian::docid number, const std::string& digest,
                                                   Deadline deadline) const {
  auto numbers = numbers_of_items(digest, deadline);
  const auto own = std::find(numbers.begin(), numbers.end(), number);
  const auto before = static_cast<std::size_t>(own - numbers.begin());
  if (own != numbers.end()) numbers.erase(own);
  const auto count = std::min(numbers.size(), kMostLinks);
  const auto first = std::min(before - std::min(before, kMostLinks / 2), numbers.size() - count);
  auto items = read_items(std::span(numbers).subspan(first, count), deadline);
  items.total = static_cast<std::int64_t>(numbers.size());
  return items;
}

TextMarks marks_of(const corpus::Document& document, const Query& query,
                   const analyzers::Analyzer& analyzer) {
  auto wanted = query.wanted;
  want_names(document, query, analyzer, wanted);
  return {analyzers::marks_in(analyzer, document.title, wanted),
          analyzers::marks_in(analyzer, document.summary, wanted),
          analyzers::marks_in(analyzer, document.body, wanted)};
}

Hit make_hit(const FoundDocument& match, const Query& query, const analyzers::Analyzer& analyzer,
             DocumentReader& reader, bool with_passages) {
  Hit hit;
  const auto stored = reader.read(match.document);
  hit.document = stored->document;
  hit.score = !query.scored ? 0 : match.score;
  if (with_passages) add_passages(hit, *stored, query, analyzer);
  hit.parent = reader.link(hit.document.parent);
  hit.translation = reader.link(hit.document.translation);
  return hit;
}

}  // namespace searchd
