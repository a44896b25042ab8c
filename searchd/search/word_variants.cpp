#include "searchd/search/word_variants.h"

#include <utility>

#include "indexer/index_schema.h"

namespace searchd {
namespace {

using Kind = analyzers::arabic::Variant::Kind;

// A longer stem that is more usual than the word itself is another word.
bool may_be_same(Xapian::doccount longer, Xapian::doccount shorter) {
  return longer > 0 && (longer <= shorter || shorter == 0);
}

bool is_verb_form(Kind kind) {
  return kind == Kind::other_verb_form || kind == Kind::with_verb_prefix || kind == Kind::without_verb_prefix;
}

// Whether a proposed stem that occurs `found` times is taken for the word whose own stem occurs `frequency`
// times.
bool is_taken(Kind kind, Xapian::doccount found, Xapian::doccount frequency) {
  switch (kind) {
    case Kind::with_particle:
    case Kind::with_verb_prefix: return may_be_same(found, frequency);
    case Kind::without_particle: return found > 2 * frequency;
    case Kind::other_verb_form:
    case Kind::without_verb_prefix: return found > 0;
  }
  __builtin_unreachable();
}

}  // namespace

Xapian::doccount Frequencies::of(const std::string& term) {
  if (const auto known = words_.frequency_of(term)) return *known;
  const auto [place, is_new] = known_.try_emplace(term, 0);
  if (is_new) place->second = index_.frequency(term);
  return place->second;
}

Xapian::doccount Frequencies::of_stem(std::string_view stem) {
  return of(indexer::index_term(indexer::Field::stem, stem));
}

std::vector<Variant> variants_in_index(const analyzers::Analyzer& analyzer, const analyzers::Token& word,
                                       bool proclitics, bool verb_forms, Frequencies& frequencies) {
  std::vector<Variant> variants;
  const auto frequency = frequencies.of_stem(word.stem);
  for (auto& proposed : analyzer.stem_variants(word)) {
    const bool verb = is_verb_form(proposed.kind);
    if (!(verb ? verb_forms : proclitics)) continue;
    if (!is_taken(proposed.kind, frequencies.of_stem(proposed.stem), frequency)) continue;
    variants.push_back({std::move(proposed.stem), verb ? "verb form" : "proclitic"});
    if (variants.size() == kMostVariants) break;
  }
  return variants;
}

}  // namespace searchd
