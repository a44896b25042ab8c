// Totals, facets and pages of random questions against a count by hand: every document's text through the
// analyzers, never the index or its columns.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/written_form.h"
#include "corpus/document_json.h"
#include "searchd/views/addresses.h"
#include "tests/integration/mixed_documents.h"
#include "tests/support/places.h"
#include "tests/support/small_index.h"

using analyzers::EntryType;
using analyzers::SpecialTermKind;
using searchd::FacetField;
using searchd::SearchRequest;
using tests::Dice;

namespace {

constexpr std::uint32_t kSeed = 20141015;
constexpr int kDocuments = 2200;
constexpr int kQuestions = 500;

/// A word where it stands: as it is folded, and as it is written.
struct SeenWord {
  std::string exact, written;
};

std::vector<SeenWord> words_of(const analyzers::Analyzer& analyzer, std::string_view text) {
  std::vector<SeenWord> words;
  for (const auto& token : analyzer.analyze(text)) {
    const auto bytes = text.substr(token.begin, token.end - token.begin);
    words.push_back({token.exact, analyzers::written_form(token, bytes)});
  }
  return words;
}

/// A document as a count by hand sees it.
struct Seen {
  corpus::Document document;
  std::set<std::string> stems, exact;
  std::set<std::pair<SpecialTermKind, std::string>> special;
  std::vector<std::vector<SeenWord>> fields;  // their words in order

  bool has_tag(EntryType type, const std::string& id) const {
    return std::any_of(document.tags.begin(), document.tags.end(),
                       [&](const auto& tag) { return tag.type == type && tag.id == id; });
  }
  std::vector<std::string> values(FacetField field) const {
    const auto ids = [this](EntryType type) {
      std::vector<std::string> found;
      for (const auto& tag : document.tags) {
        if (tag.type == type) found.push_back(tag.id);
      }
      return found;
    };
    switch (field) {
      case FacetField::partner: return ids(EntryType::partner);
      case FacetField::topic: return ids(EntryType::topic);
      case FacetField::outlet: return ids(EntryType::outlet);
      case FacetField::place: return ids(EntryType::place);
      case FacetField::kind: return {std::string(corpus::kind_name(document.kind))};
      case FacetField::language: return {std::string(analyzers::language_code(document.language))};
      case FacetField::month: {
        const auto text = corpus::to_string(document.published);
        return text.size() < 7 ? std::vector<std::string>{} : std::vector<std::string>{text.substr(0, 7)};
      }
    }
    return {};
  }
};

Seen see(const corpus::Document& document, const analyzers::Analyzer& analyzer) {
  Seen seen{document, {}, {}, {}, {}};
  for (const auto* text : {&document.title, &document.summary, &document.body}) {
    seen.fields.push_back(words_of(analyzer, *text));
    for (const auto& token : analyzer.analyze(*text)) {
      seen.stems.insert(token.stem);
      seen.exact.insert(token.exact);
      for (const auto& term : token.special) seen.special.emplace(term.kind, term.text);
    }
  }
  return seen;
}

using Wish = std::function<bool(const Seen&)>;

/// Says which documents a word, phrase or tag asks for, from the rules of docs/api.md.
class ByHand {
 public:
  explicit ByHand(const tests::SmallIndex& index) : index_(index) {}

  // Nothing where it is a stop word.
  std::optional<Wish> word(const std::string& typed) const {
    const auto tokens = index_.analyzer().analyze(typed);
    std::vector<Wish> all;
    std::vector<Wish> any;
    for (const auto& token : tokens) {
      const auto acronym = special(token, SpecialTermKind::acronym);
      if (acronym && (typed == "US" || typed == "WHO")) {  // in small letters they are words that say nothing
        all.push_back([acronym](const Seen& seen) {
          return seen.special.contains({SpecialTermKind::acronym, *acronym});
        });
      } else if (!token.stop_word) {
        all.push_back([stem = token.stem](const Seen& seen) { return seen.stems.contains(stem); });
      }
      for (const auto kind : {SpecialTermKind::hashtag, SpecialTermKind::mention}) {
        if (const auto text = special(token, kind)) {
          any.push_back([kind, text](const Seen& seen) { return seen.special.contains({kind, *text}); });
        }
      }
      if (const auto joined = special(token, SpecialTermKind::joined)) {
        const auto stem = index_.analyzer().analyze(*joined).front().stem;
        any.push_back([stem](const Seen& seen) { return seen.stems.contains(stem); });
      }
    }
    if (all.empty()) return std::nullopt;
    if (tokens.size() == 1 && typed[0] != '#' && typed[0] != '@' && !tokens[0].stop_word) {
      for (const auto kind : {SpecialTermKind::hashtag, SpecialTermKind::joined}) {
        any.push_back([kind, text = tokens[0].exact](const Seen& seen) {
          return seen.special.contains({kind, text});
        });
      }
    }
    if (typed[0] != '#' && typed[0] != '@') add_names(typed, any);
    return [all, any](const Seen& seen) {
      const auto holds = [&seen](const Wish& wish) { return wish(seen); };
      return std::all_of(all.begin(), all.end(), holds) || std::any_of(any.begin(), any.end(), holds);
    };
  }

  Wish stop_word(const std::string& typed) const {
    const auto stem = index_.analyzer().analyze(typed).front().stem;
    return [stem](const Seen& seen) { return seen.stems.contains(stem); };
  }

  Wish phrase(const std::string& words) const {
    const auto wanted = words_of(index_.analyzer(), words);
    return [wanted](const Seen& seen) {
      return std::any_of(seen.fields.begin(), seen.fields.end(), [&wanted](const auto& field) {
        const auto found = std::search(field.begin(), field.end(), wanted.begin(), wanted.end(),
                                       [](const SeenWord& stands, const SeenWord& asked) {
                                         return stands.exact == asked.exact &&
                                                analyzers::is_written_as(stands.written, asked.written);
                                       });
        return found != field.end();
      });
    };
  }

 private:
  static std::optional<std::string> special(const analyzers::Token& token, SpecialTermKind kind) {
    for (const auto& term : token.special) {
      if (term.kind == kind) return term.text;
    }
    return std::nullopt;
  }

  static bool has_acronym(const analyzers::Entry& entry, const std::string& typed) {
    const bool means_documents = entry.type == EntryType::partner || entry.type == EntryType::group;
    return means_documents && std::any_of(entry.names.begin(), entry.names.end(), [&typed](const auto& name) {
             return name.rule == "acronym" && name.text == typed;
           });
  }

  // Partners and groups by their acronyms; persons, and places and groups known under several spellings (of
  // those that the words above name: Raqqa, Daesh).
  void add_names(const std::string& typed, std::vector<Wish>& any) const {
    const auto tokens = index_.analyzer().analyze(typed);
    for (const auto& named : index_.tagger().entries_in_query(typed)) {
      const auto& entry = *named.entry;
      const bool has_spellings = entry.type == EntryType::person || entry.id == "raqqa" ||
                                 entry.id == "daesh" || has_acronym(entry, typed);
      if (!has_spellings) continue;
      const auto other = tokens.back().arabic ? analyzers::Language::english : analyzers::Language::arabic;
      any.push_back([type = entry.type, id = entry.id, other](const Seen& seen) {
        return seen.has_tag(type, id) && seen.document.language != other;
      });
      for (const auto& name : entry.names) {
        if (name.case_sensitive || !name.context.empty()) continue;
        auto words = index_.analyzer().analyze(name.text);
        std::erase_if(words, [](const auto& token) { return token.stop_word; });
        if (words.size() != 1 || words[0].arabic != tokens.back().arabic) continue;
        any.push_back([stem = words[0].stem](const Seen& seen) { return seen.stems.contains(stem); });
      }
    }
  }

  const tests::SmallIndex& index_;
};

/// A question, and which documents it asks for.
struct Question {
  SearchRequest request;
  std::vector<Wish> wanted, excluded;
  std::vector<Wish> stop_words;  // wanted where nothing else is
};

void add_words(Dice& dice, const ByHand& by_hand, Question& question) {
  const auto& typed = dice.one_of(tests::kWords);
  const bool excluded = dice.once_in(5);
  const auto wish = by_hand.word(typed);
  question.request.typed += (excluded ? "-" : "") + typed + ' ';
  if (wish) (excluded ? question.excluded : question.wanted).push_back(*wish);
  if (!wish && !excluded) question.stop_words.push_back(by_hand.stop_word(typed));
}

void add_phrase(Dice& dice, const ByHand& by_hand, Question& question) {
  auto words = dice.one_of(tests::kWords) + ' ' + dice.one_of(tests::kWords);
  question.request.typed += "\"" + words + "\" ";
  question.wanted.push_back(by_hand.phrase(words));
}

std::vector<std::string> some_of(Dice& dice, const std::vector<std::string>& values) {
  if (!dice.once_in(3)) return {};
  std::vector<std::string> some = {dice.one_of(values)};
  if (dice.once_in(2) && dice.one_of(values) != some[0]) some.push_back(dice.one_of(values));
  if (dice.once_in(4)) some.emplace_back("_missing");
  return some;
}

std::int32_t day(const std::string& text, bool last) {
  const auto days = corpus::days_of(corpus::parse_date(text).value()).value();
  return last ? days.last : days.first;
}

Question random_question(Dice& dice, const ByHand& by_hand) {
  Question question;
  auto& request = question.request;
  request.cross = false;
  request.match = searchd::Match::all;  // by itself it would take "من ..." for a question
  const auto words = dice.below(4);
  for (std::size_t count = 0; count < words; ++count) {
    dice.once_in(5) ? add_phrase(dice, by_hand, question) : add_words(dice, by_hand, question);
  }
  if (question.wanted.empty()) question.wanted = question.stop_words;
  request.filters = {some_of(dice, tests::kPartners),
                     some_of(dice, tests::kTopics),
                     some_of(dice, {"statement", "news", "digest"}),
                     some_of(dice, {"ar", "en", "mixed"}),
                     some_of(dice, tests::kOutlets),
                     some_of(dice, {"mosul", "raqqa"})};
  if (dice.once_in(3)) request.dates.from = day(dice.one_of(tests::kDates), false);
  if (dice.once_in(3)) request.dates.to = day(dice.one_of(tests::kDates), true);
  request.dates.within = dice.once_in(2);
  request.facets = {FacetField::partner, FacetField::topic, FacetField::kind, FacetField::language,
                    FacetField::outlet,  FacetField::place, FacetField::month};
  request.facet_limit = 200;
  request.per_page = 7;
  request.page = 1 + static_cast<int>(dice.below(3));
  return question;
}

bool passes_one_of(const Seen& seen, FacetField field, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return true;
  const auto values = seen.values(field);
  if (values.empty()) return std::count(wanted.begin(), wanted.end(), "_missing") > 0;
  return std::any_of(values.begin(), values.end(), [&wanted](const auto& value) {
    return std::count(wanted.begin(), wanted.end(), value) > 0;
  });
}

bool passes(const Seen& seen, const SearchRequest& request, FacetField field) {
  switch (field) {
    case FacetField::partner: return passes_one_of(seen, field, request.filters.partners);
    case FacetField::topic: return passes_one_of(seen, field, request.filters.topics);
    case FacetField::kind: return passes_one_of(seen, field, request.filters.kinds);
    case FacetField::language: return passes_one_of(seen, field, request.filters.languages);
    case FacetField::outlet: return passes_one_of(seen, field, request.filters.outlets);
    case FacetField::place: return passes_one_of(seen, field, request.filters.places);
    case FacetField::month: break;
  }
  if (!request.dates.from && !request.dates.to) return true;
  const auto days = corpus::days_of(seen.document.published);
  if (request.dates.within)
    return days && (!request.dates.to || days->last <= *request.dates.to) &&
           (!request.dates.from || days->first >= *request.dates.from);
  return days && (!request.dates.to || days->first <= *request.dates.to) &&
         (!request.dates.from || days->last >= *request.dates.from);
}

/// What the answer must say.
struct Expected {
  std::set<std::string> ids;
  std::map<FacetField, std::map<std::string, std::int64_t>> counts;
  std::map<FacetField, std::int64_t> missing;
  std::int64_t year_only = 0;
};

void count_facet(const Seen& seen, FacetField field, Expected& expected) {
  const auto values = seen.values(field);
  for (const auto& value : values) ++expected.counts[field][value];
  const bool year_only =
      field == FacetField::month && seen.document.published.precision == corpus::DatePrecision::year;
  if (year_only) ++expected.year_only;
  if (values.empty() && !year_only) ++expected.missing[field];
}

Expected count_by_hand(const std::vector<Seen>& documents, const Question& question) {
  Expected expected;
  for (const auto& seen : documents) {
    const auto holds = [&seen](const Wish& wish) { return wish(seen); };
    if (!std::all_of(question.wanted.begin(), question.wanted.end(), holds)) continue;
    if (std::any_of(question.excluded.begin(), question.excluded.end(), holds)) continue;
    std::set<FacetField> failed;
    for (const auto field : question.request.facets) {
      if (!passes(seen, question.request, field)) failed.insert(field);
    }
    if (failed.empty()) expected.ids.insert(seen.document.id);
    for (const auto field : question.request.facets) {
      if (failed.empty() || failed == std::set{field}) count_facet(seen, field, expected);
    }
  }
  return expected;
}

std::string told(const std::map<std::string, std::int64_t>& counts) {
  std::string text;
  for (const auto& [value, count] : counts) text += value + ':' + std::to_string(count) + ' ';
  return text;
}

void check_facets(const searchd::SearchResults& results, const Expected& expected) {
  for (const auto& facet : results.facets) {
    CAPTURE(static_cast<int>(facet.field));
    std::map<std::string, std::int64_t> counts;
    for (const auto& value : facet.values) {
      if (value.count > 0) counts[value.value] = value.count;
    }
    const auto by_hand = expected.counts.find(facet.field);
    CHECK(told(counts) == (by_hand == expected.counts.end() ? "" : told(by_hand->second)));
    const auto missing = expected.missing.find(facet.field);
    CHECK(facet.missing == (missing == expected.missing.end() ? 0 : missing->second));
    if (facet.field == FacetField::month) CHECK(facet.year_only == expected.year_only);
  }
}

// Walks all pages: each document once, in an order that never turns round.
void check_pages(searchd::Searcher& searcher, SearchRequest request, const Expected& expected) {
  std::set<std::string> met;
  double last_score = 1e300;
  request.per_page = 100;
  request.facets.clear();
  for (request.page = 1; static_cast<std::size_t>(request.page - 1) * 100 < expected.ids.size();
       ++request.page) {
    for (const auto& hit : searcher.search(request, tests::far_deadline()).hits) {
      CHECK(met.insert(hit.document.id).second);
      CHECK(expected.ids.contains(hit.document.id));
      CHECK(hit.score <= last_score);
      last_score = hit.score;
    }
  }
  CHECK(met.size() == expected.ids.size());
}

}  // namespace

TEST_CASE("totals, facets and pages are what a count by hand over all documents gives") {
  Dice dice(kSeed);
  tests::SmallIndex index(analyzers::Vocabulary::load(tests::vocabulary_folder()));
  index.archive().begin_batch();
  std::vector<corpus::DocumentId> ids;
  for (int number = 0; number < kDocuments; ++number)
    ids.push_back(index.put(tests::random_record(dice, number)));
  for (int number = 0; number < kDocuments; number += 37)
    index.withdraw(ids[static_cast<std::size_t>(number)]);
  index.archive().commit_batch();
  index.update();

  std::vector<Seen> documents;
  for (const auto& id : ids) {
    const auto document = index.archive().find(id).value();
    if (!document.withdrawn) documents.push_back(see(document, index.analyzer()));
  }
  const ByHand by_hand(index);
  searchd::Searcher searcher(index.view());
  int found = 0;
  for (int number = 0; number < kQuestions; ++number) {
    const auto question = random_question(dice, by_hand);
    CAPTURE(number);
    CAPTURE(question.request.typed);
    const auto results = searcher.search(question.request, tests::far_deadline());
    CAPTURE(results.interpretation.parsed);
    CAPTURE(searchd::canonical_query(question.request));
    const auto expected = count_by_hand(documents, question);
    REQUIRE(results.total == static_cast<std::int64_t>(expected.ids.size()));
    CHECK(results.documents_in_all == static_cast<std::int64_t>(documents.size()));
    check_facets(results, expected);
    if (number % 5 == 0) check_pages(searcher, question.request, expected);
    found += results.total > 0 ? 1 : 0;
  }
  MESSAGE("questions that found something: " << found << " of " << kQuestions << ", seed " << kSeed);
  CHECK(found > kQuestions / 3);
}
