#include "indexer/index_document.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzers/text_ends.h"
#include "analyzers/written_form.h"
#include "corpus/dates/date_text.h"
#include "corpus/sentences.h"
#include "indexer/index_directory.h"
#include "indexer/index_schema.h"
#include "indexer/stored_document.h"

namespace indexer {
namespace {

using analyzers::EntryType;
using analyzers::SpecialTermKind;

Field field_of(SpecialTermKind kind) {
  switch (kind) {
    case SpecialTermKind::hashtag: return Field::hashtag;
    case SpecialTermKind::mention: return Field::mention;
    case SpecialTermKind::acronym: return Field::acronym;
    case SpecialTermKind::host: return Field::host;
    case SpecialTermKind::joined: return Field::joined;
    case SpecialTermKind::name_key: return Field::name_key;
  }
  __builtin_unreachable();
}

/// Puts the words of one text after another into an index document.
class TextIndexer {
 public:
  TextIndexer(IndexedDocument& indexed, const analyzers::Analyzer& analyzer, Schema schema)
      : indexed_(indexed), analyzer_(analyzer), stems_alone_(schema == Schema::plain) {}

  void add_title(std::string_view text) {
    const auto tokens = add(text, kTitleWeight);
    if (stems_alone_) return;
    for (const auto& token : tokens) {
      if (token.exact.empty() || token.stem.empty()) continue;
      add_term(index_term(Field::title_exact, token.exact), 0);
      add_term(index_term(Field::title_stem, token.stem), 0);
    }
    if (!tokens.empty()) add_posting(index_term(Field::title_end, ""), tokens.back().position, 0);
  }

  void add_text(std::string_view text) { add(text, 1); }

  /// Gives the document what was gathered.
  void finish() {
    for (auto& [term, known] : terms_) {
      indexed_.document.add_term(term, known.count);
      if (!known.positions.empty()) indexed_.positions.emplace_back(term, std::move(known.positions));
    }
    terms_.clear();
  }

  // A hashtag that the source named but the text does not hold is found as a hashtag, not as a word.
  void add_hashtag(const std::string& hashtag) {
    if (stems_alone_) return;
    for (const auto& token : analyzer_.analyze("#" + hashtag)) {
      for (const auto& term : token.special) {
        if (term.kind == SpecialTermKind::hashtag) add_special(term);
      }
    }
  }

 private:
  struct Known {
    Xapian::termcount count = 0;
    Positions positions;
  };

  std::vector<analyzers::Token> add(std::string_view text, Xapian::termcount weight) {
    auto tokens = analyzer_.analyze(text);
    for (const auto& token : tokens) {
      add_token(token, text.substr(token.begin, token.end - token.begin), token.light ? weight - 1 : weight);
    }
    if (!tokens.empty()) before_ += tokens.back().position + kFieldGap;
    return tokens;
  }

  void add_token(const analyzers::Token& token, std::string_view written, Xapian::termcount weight) {
    if (token.exact.empty() || token.stem.empty()) return;  // Xapian takes no empty term
    const auto position = before_ + token.position;
    add_posting(index_term(Field::stem, token.stem), position, weight);
    if (stems_alone_) return;
    add_posting(index_term(Field::exact, token.exact), position, weight);
    add_written_form(token, written, position);
    if (token.arabic && !token.stop_word) add_trigrams(token.stem);
    for (const auto& term : token.special) add_special(term);
  }

  // Quotations ask for it. Where it is the exact form, that one says enough.
  void add_written_form(const analyzers::Token& token, std::string_view written, Xapian::termpos position) {
    const auto form = analyzers::written_form(token, written);
    if (form == token.exact) return;
    add_posting(index_term(Field::written, token.exact + ' ' + form), position, 0);
  }

  // Several words may begin at one place (a compound and its first part), and have a stem in common.
  void add_posting(const std::string& term, Xapian::termpos position, Xapian::termcount weight) {
    auto& positions = add_term(term, weight).positions;
    if (positions.empty() || positions.back() < position) return positions.push_back(position);
    const auto at = std::lower_bound(positions.begin(), positions.end(), position);
    if (*at != position) positions.insert(at, position);
  }

  void add_trigrams(std::string_view stem) {
    for (const auto& letters : analyzers::character_trigrams(stem))
      add_term(index_term(Field::trigram, letters), 1);
  }

  void add_special(const analyzers::SpecialTerm& term) {
    add_term(index_term(field_of(term.kind), term.text), 0);
  }

  Known& add_term(std::string term, Xapian::termcount weight) {
    auto& known = terms_[std::move(term)];
    known.count += weight;
    return known;
  }

  IndexedDocument& indexed_;
  std::unordered_map<std::string, Known> terms_;  // Xapian's own tree of them is slower to look into
  const analyzers::Analyzer& analyzer_;
  const bool stems_alone_;
  Xapian::termpos before_ = 0;  // where the words of the next text begin
};

bool looks_like_id(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
  return (name.size() == 12 || name.size() == 13) &&
         name.find_first_not_of(kLetters) == std::string_view::npos;
}

// An alias is a key, which others may have made an id of, or an id that another archive gave.
void add_alias(Xapian::Document& indexed, const std::string& alias) {
  indexed.add_boolean_term(index_term(Field::alias, corpus::document_id_of(alias)));
  if (looks_like_id(alias)) indexed.add_boolean_term(index_term(Field::alias, alias));
}

void add_identity(Xapian::Document& indexed, const corpus::Document& document,
                  const corpus::FirstSight& first_sight) {
  indexed.add_boolean_term(index_term(Field::id, document.id));
  for (const auto& alias : document.aliases) add_alias(indexed, alias);
  if (!document.parent.empty()) indexed.add_boolean_term(index_term(Field::parent, document.parent));
  indexed.add_value(kIdSlot, document.id);
  indexed.add_value(kFirstSeenSlot, Xapian::sortable_serialise(static_cast<double>(first_sight.revision)));
  if (const auto time = corpus::instant_of(first_sight.time))
    indexed.add_value(kFirstSeenTimeSlot,
                      Xapian::sortable_serialise(static_cast<double>(time->time_since_epoch().count())));
  if (document.withdrawn) indexed.add_value(kWithdrawnSlot, "1");
}

void add_text(IndexedDocument& indexed, const corpus::Document& document, const analyzers::Analyzer& analyzer,
              Schema schema) {
  TextIndexer text(indexed, analyzer, schema);
  text.add_title(document.title);
  text.add_text(document.summary);
  text.add_text(document.body);
  for (const auto& hashtag : document.hashtags) text.add_hashtag(hashtag);
  text.finish();
  if (schema == Schema::plain) return;
  for (const auto& key : corpus::sentence_keys(document))
    indexed.document.add_boolean_term(sentence_term(key));
}

void add_slot_of(Xapian::Document& indexed, const corpus::Document& document, EntryType type,
                 Xapian::valueno slot) {
  std::vector<std::string> ids;
  for (const auto& tag : document.tags) {
    if (tag.type == type) ids.push_back(tag.id);
  }
  indexed.add_value(slot, join_ids(ids));
}

void add_tags(Xapian::Document& indexed, const corpus::Document& document) {
  for (const auto& tag : document.tags) indexed.add_boolean_term(index_term(tag_field(tag.type), tag.id));
  add_slot_of(indexed, document, EntryType::partner, kPartnersSlot);
  add_slot_of(indexed, document, EntryType::topic, kTopicsSlot);
  add_slot_of(indexed, document, EntryType::outlet, kOutletsSlot);
  add_slot_of(indexed, document, EntryType::place, kPlacesSlot);
}

void add_facts(Xapian::Document& indexed, const corpus::Document& document) {
  const std::string kind(corpus::kind_name(document.kind));
  const std::string language(analyzers::language_code(document.language));
  indexed.add_boolean_term(index_term(Field::shown, ""));
  indexed.add_boolean_term(index_term(Field::kind, kind));
  indexed.add_boolean_term(index_term(Field::language, language));
  indexed.add_value(kTitleSlot, std::string(analyzers::cut_to(document.title, kLongestTitle)));
  indexed.add_value(kKindSlot, kind);
  indexed.add_value(kLanguageSlot, language);
  indexed.add_value(kTranslationSlot, document.translation);
  if (const auto days = corpus::days_of(document.published)) {
    indexed.add_boolean_term(index_term(Field::year, corpus::to_string(document.published).substr(0, 4)));
    indexed.add_value(kFirstDaySlot, Xapian::sortable_serialise(days->first));
    indexed.add_value(kLastDaySlot, Xapian::sortable_serialise(days->last));
    indexed.add_value(kPrecisionSlot, std::string(corpus::date_precision_name(document.published.precision)));
  }
}

corpus::Document without_text(corpus::Document document) {
  document.title.clear();
  document.summary.clear();
  document.body.clear();
  document.tags.clear();
  document.hashtags.clear();
  return document;
}

}  // namespace

IndexedDocument index_document(const corpus::Document& document, const corpus::FirstSight& first_sight,
                               const analyzers::Analyzer& analyzer, Schema schema) try {
  const auto stored = [&](const corpus::Document& shown) {
    return schema == Schema::plain ? to_stored(shown) : to_stored(shown, analyzer);
  };
  IndexedDocument indexed;
  add_identity(indexed.document, document, first_sight);
  if (document.withdrawn) {
    indexed.document.set_data(stored(without_text(document)));
    return indexed;
  }
  add_text(indexed, document, analyzer, schema);
  add_tags(indexed.document, document);
  add_facts(indexed.document, document);
  indexed.document.set_data(stored(document));
  return indexed;
} catch (const Xapian::Error& error) {
  throw IndexError("document " + document.id + " cannot be indexed: " + error.get_description());
}

}  // namespace indexer
