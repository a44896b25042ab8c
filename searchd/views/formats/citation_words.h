// The words of citations in one language, and its dates as the styles write them.
#pragma once

#include <array>
#include <string>

#include "analyzers/language.h"
#include "corpus/dates/date.h"
#include "searchd/views/messages.h"

namespace searchd {

/// The texts cite.* of messages.LANGUAGE.json, and some that pages have too.
struct CitationWords {
  PageLanguage language{};
  std::string archive;  // the name of this archive
  std::string author;   // the body whose record it is
  std::array<std::string, 12> months, short_months;
  std::string no_date, between, joining_and, comma, open_quote, close_quote, untitled;
  std::string accessed, retrieved, from;
  std::string item, item_of, post, podcast;
  std::string published, kind, document_language, source, archived;  // before what they name
  std::array<std::string, 8> kinds;                                  // by corpus::Kind
  std::array<std::string, 4> languages;                              // by analyzers::Language
  bool stop_inside_quotes = true;  // where a sentence ends: “Title.” or «عنوان».
  bool day_before_month = false;   // always, whatever a style has
};

/// Those of a language: read once, then only looked at. Safe from any thread. Throws ViewError.
const CitationWords& citation_words(PageLanguage language);
/// Those among `messages`. Throws ViewError, which names the key.
CitationWords read_citation_words(const Messages& messages);

/// Which of the parts of a date comes first.
enum class DateOrder {
  year_first,   // "2018, February 13"
  month_first,  // "February 13, 2018"
  day_first     // "13 Feb. 2018"
};

/// `date` where it is a date: its days exist, and those of an interval are in their order. Else unknown.
corpus::PublicationDate sound_date(const corpus::PublicationDate& date);

/// A sound date, as precise as it is known; CitationWords::no_date where unknown.
std::string written_date(const corpus::PublicationDate& date, DateOrder order, const CitationWords& words);

/// The year of a sound date; both of an interval over more than one; no_date where unknown.
std::string written_year(const corpus::PublicationDate& date, const CitationWords& words);

}  // namespace searchd
