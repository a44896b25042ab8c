#include "searchd/search/hits.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "corpus/document_json.h"
#include "indexer/index_schema.h"

namespace searchd {
namespace {

using indexer::Field;
using indexer::index_term;

// The code points [begin, end) of `text`.
std::string_view slice(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::size_t from = text.size();
  std::size_t to = text.size();
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
    if (count == begin) from = at;
    if (count == end) {
      to = at;
      break;
    }
    ++count;
  }
  return from <= to ? text.substr(from, to - from) : std::string_view();
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

}  // namespace

corpus::Document DocumentReader::read(Xapian::docid number) const {
  return corpus::document_from_json(database_.get_document(number).get_data());
}

std::optional<Xapian::docid> DocumentReader::find(const std::string& name) const {
  const std::string made = corpus::document_id_of(name);  // where `name` is an address or another key
  for (const auto& term : {index_term(Field::id, name), index_term(Field::alias, name),
                           index_term(Field::id, made), index_term(Field::alias, made)}) {
    const auto found = database_.postlist_begin(term);
    if (found != database_.postlist_end(term)) return *found;
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
  const auto document = read(number);
  return {document.id, document.title, document.kind, document.language};
}

std::vector<DocumentLink> DocumentReader::items_of(const std::string& digest) {
  const auto term = index_term(Field::parent, digest);
  std::vector<std::pair<double, Xapian::docid>> numbers;
  for (auto item = database_.postlist_begin(term); item != database_.postlist_end(term); ++item) {
    if (!columns_.is_shown(*item)) continue;
    const auto seen = database_.get_document(*item).get_value(indexer::kFirstSeenSlot);
    numbers.emplace_back(Xapian::sortable_unserialise(seen), *item);
  }
  std::sort(numbers.begin(), numbers.end());
  std::vector<DocumentLink> links;
  links.reserve(numbers.size());
  for (const auto& [seen, number] : numbers) links.push_back(link(number));
  return links;
}

Hit make_hit(const FoundDocument& match, const Query& query, const analyzers::Analyzer& analyzer,
             DocumentReader& reader) {
  Hit hit;
  hit.document = reader.read(match.document);
  hit.score = query.wanted_terms.empty() ? 0 : match.score;
  auto wanted = query.wanted;
  want_names(hit.document, query, analyzer, wanted);
  hit.title_marks = analyzers::marks_in(analyzer, hit.document.title, wanted);
  const auto& summary = hit.document.summary;
  const auto joined = summary.empty() ? std::string() : summary + "\n" + hit.document.body;
  auto passages = analyzers::best_passages(analyzer, summary.empty() ? hit.document.body : joined, wanted);
  if (!passages.empty()) hit.passage = std::move(passages.front());
  if (passages.size() > 1) hit.second_passage = std::move(passages.back());
  hit.parent = reader.link(hit.document.parent);
  hit.translation = reader.link(hit.document.translation);
  return hit;
}

}  // namespace searchd
