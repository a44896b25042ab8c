#include "searchd/views/formats/citation_words.h"

#include <algorithm>
#include <string_view>

#include "corpus/document.h"

namespace searchd {
namespace {

using corpus::DatePrecision;
using std::chrono::year_month_day;

std::array<std::string, 12> twelve(const std::string& key, std::string_view list) {
  std::array<std::string, 12> names;
  for (auto& name : names) {
    const auto end = std::min(list.find('|'), list.size());
    name = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    if (name.empty()) throw ViewError(key + " must be twelve names with | between them");
  }
  if (!list.empty()) throw ViewError(key + " must be twelve names with | between them");
  return names;
}

bool is_yes(const std::string& key, const std::string& text) {
  if (text != "yes" && text != "no") throw ViewError(key + " must be yes or no, not \"" + text + '"');
  return text == "yes";
}

}  // namespace

CitationWords read_citation_words(const Messages& messages) {
  const auto text = [&messages](const char* key) { return messages.text(key); };
  CitationWords words;
  words.language = messages.language();
  words.archive = text("site.name");
  words.author = text("cite.author");
  for (std::size_t month = 0; month < words.months.size(); ++month)
    words.months[month] = messages.text("month." + std::to_string(month + 1));
  words.short_months = twelve("cite.months_short", text("cite.months_short"));
  words.no_date = text("cite.no_date");
  words.between = text("cite.between");
  words.joining_and = text("cite.and");
  words.comma = text("mark.comma");
  words.open_quote = text("mark.open_quote");
  words.close_quote = text("mark.close_quote");
  words.untitled = text("cite.untitled");
  words.accessed = text("cite.accessed");
  words.retrieved = text("cite.retrieved");
  words.from = text("cite.from");
  words.item = text("cite.item");
  words.item_of = text("cite.item_of");
  words.post = text("cite.post");
  words.podcast = text("cite.podcast");
  words.published = text("document.published");
  words.kind = text("document.kind");
  words.document_language = text("document.language");
  words.source = text("document.source");
  words.archived = text("cite.archived");
  for (std::size_t kind = 0; kind < words.kinds.size(); ++kind)
    words.kinds[kind] =
        messages.text("kind." + std::string(corpus::kind_name(static_cast<corpus::Kind>(kind))));
  for (std::size_t of = 0; of < words.languages.size(); ++of)
    words.languages[of] = messages.text(
        "language." + std::string(analyzers::language_code(static_cast<analyzers::Language>(of))));
  words.stop_inside_quotes = is_yes("cite.stop_inside_quotes", text("cite.stop_inside_quotes"));
  words.day_before_month = is_yes("cite.day_before_month", text("cite.day_before_month"));
  return words;
}

namespace {

std::string year_of(year_month_day day) { return std::to_string(static_cast<int>(day.year())); }

std::string written(year_month_day date, DatePrecision precision, DateOrder order,
                    const CitationWords& words) {
  const auto year = year_of(date);
  if (precision == DatePrecision::year) return year;
  const auto& names = order == DateOrder::day_first ? words.short_months : words.months;
  const auto& month = names[static_cast<unsigned>(date.month()) - 1];
  const bool has_day = precision != DatePrecision::month;
  const auto day = std::to_string(static_cast<unsigned>(date.day()));
  const bool day_before_month = words.day_before_month || order == DateOrder::day_first;
  const auto in_year = !has_day ? month : day_before_month ? day + " " + month : month + " " + day;
  if (order == DateOrder::year_first) return year + words.comma + in_year;
  return in_year + (has_day && !day_before_month ? words.comma : " ") + year;
}

}  // namespace

const CitationWords& citation_words(PageLanguage language) {
  static const auto all = [] {
    std::vector<CitationWords> words;
    for (const auto each : page_languages()) words.push_back(read_citation_words(Messages(each)));
    return words;
  }();
  return all.at(place_of(language));
}

corpus::PublicationDate sound_date(const corpus::PublicationDate& date) {
  const bool interval = date.precision == DatePrecision::interval;
  const bool sound =
      date.first_day.ok() && (!interval || (date.last_day.ok() && date.first_day <= date.last_day));
  return sound ? date : corpus::PublicationDate();
}

std::string written_date(const corpus::PublicationDate& date, DateOrder order, const CitationWords& words) {
  if (date.precision == DatePrecision::unknown) return words.no_date;
  const auto first = written(date.first_day, date.precision, order, words);
  if (date.precision != DatePrecision::interval) return first;
  return words.between + " " + first + words.joining_and +
         written(date.last_day, date.precision, order, words);
}

std::string written_year(const corpus::PublicationDate& date, const CitationWords& words) {
  if (date.precision == DatePrecision::unknown) return words.no_date;
  const bool one = date.precision != DatePrecision::interval || date.first_day.year() == date.last_day.year();
  if (one) return year_of(date.first_day);
  return words.between + " " + year_of(date.first_day) + words.joining_and + year_of(date.last_day);
}

}  // namespace searchd
