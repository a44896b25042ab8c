#include "searchd/views/sentence.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "searchd/search/filter_fields.h"
#include "searchd/views/addresses.h"

namespace searchd {
namespace {

std::string message_or(const std::string& key, const std::string& otherwise, const Messages& messages) {
  return messages.has(key) ? messages.text(key) : otherwise;
}

std::string entry_name(analyzers::EntryType type, const std::string& id,
                       const analyzers::Vocabulary& vocabulary, const Messages& messages) {
  if (id == "_missing") {
    return message_or("missing." + std::string(analyzers::entry_type_name(type)), id, messages);
  }
  const auto* entry = vocabulary.find(type, id);
  return entry == nullptr ? id : name_in(*entry, messages.language());
}

class Sentence {
 public:
  Sentence(const analyzers::Vocabulary& vocabulary, const Messages& messages)
      : vocabulary_(vocabulary), messages_(messages) {}

  void add(const char* key, const std::vector<Messages::Argument>& arguments) {
    text_ += messages_.format(key, arguments);
  }

  void add_names(const char* key, FacetField field, const std::vector<std::string>& values,
                 const char* in_sentence) {
    if (values.empty()) return;
    std::vector<std::string> names;
    for (const auto& value : values) {
      names.push_back(
          message_or(in_sentence + value, name_of_value(field, value, vocabulary_, messages_), messages_));
    }
    add(key, {{"names", messages_.one_of(names)}});
  }

  void add_dates(const DateFilter& dates) {
    add_time(dates);
    if (dates.is_asked() && dates.within) text_ += messages_.text("sentence.within");
  }

  /// Ends the sentence; `all` where nothing narrows it.
  std::string ended(bool all) && {
    return all ? text_ + messages_.text("sentence.everything") : std::move(text_);
  }

 private:
  void add_time(const DateFilter& dates) {
    const auto from = name_of_date(dates.from_text, messages_);
    const auto to = name_of_date(dates.to_text, messages_);
    if (from.empty() && to.empty()) return;
    if (to.empty()) return add("sentence.since", {{"from", from}});
    if (from.empty()) return add("sentence.until", {{"to", to}});
    if (dates.from_text == dates.to_text) return add("sentence.during", {{"when", from}});
    add("sentence.between", {{"from", from}, {"to", to}});
  }

  const analyzers::Vocabulary& vocabulary_;
  const Messages& messages_;
  std::string text_;
};

}  // namespace

const std::string& name_in(const analyzers::Entry& entry, PageLanguage language) {
  return reads_arabic(language) && !entry.label_ar.empty() ? entry.label_ar : entry.label_en;
}

const std::string& comma_of(const Messages& messages) { return messages.text("mark.comma"); }

std::string listed(const std::vector<std::string>& words, const Messages& messages) {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += comma_of(messages);
    text += isolated(word);
  }
  return text;
}

std::string name_of_value(FacetField field, const std::string& value, const analyzers::Vocabulary& vocabulary,
                          const Messages& messages) {
  if (field == FacetField::month) return name_of_date(value, messages);
  if (const auto type = filter_field(field)->type) return entry_name(*type, value, vocabulary, messages);
  return message_or(std::string(facet_name(field)) + '.' + value, value, messages);  // "kind.news"
}

// `text` has the canonical form already; it is only split here.
std::string name_of_date(const std::string& text, const Messages& messages) {
  if (text.size() < 4) return text;
  const auto number = [&](std::size_t at, std::size_t size) {
    return std::atoi(text.substr(at, size).c_str());
  };
  corpus::PublicationDate date;
  date.precision = corpus::DatePrecision::year;
  int month = 1;
  int day = 1;
  if (text.size() >= 7) {
    date.precision = corpus::DatePrecision::month;
    month = number(5, 2);
  }
  if (text.size() >= 10) {
    date.precision = corpus::DatePrecision::day;
    day = number(8, 2);
  }
  date.first_day = std::chrono::year(number(0, 4)) / month / day;
  return date.first_day.ok() ? messages.date(date) : text;
}

std::string sentence_of(const SearchRequest& request, std::int64_t total,
                        const analyzers::Vocabulary& vocabulary, const Messages& messages) {
  Sentence sentence(vocabulary, messages);
  sentence.add("sentence.count", {{"count", total}});
  if (!request.typed.empty()) sentence.add("sentence.words", {{"words", request.typed}});
  const auto& filters = request.filters;
  sentence.add_names("sentence.partners", FacetField::partner, filters.partners, "missing.");
  sentence.add_names("sentence.topics", FacetField::topic, filters.topics, "missing.");
  sentence.add_names("sentence.kinds", FacetField::kind, filters.kinds, "kinds.");
  sentence.add_names("sentence.outlets", FacetField::outlet, filters.outlets, "missing.");
  sentence.add_names("sentence.places", FacetField::place, filters.places, "missing.");
  sentence.add_dates(request.dates);
  sentence.add_names("sentence.languages", FacetField::language, filters.languages, "in_language.");
  const bool dated = !request.dates.from_text.empty() || !request.dates.to_text.empty();
  return std::move(sentence).ended(request.typed.empty() && !dated && filters == Filters());
}

}  // namespace searchd
