#include <array>
#include <cstdio>
#include <string_view>

#include "searchd/views/formats/bibliography.h"

namespace searchd {
namespace {

using corpus::DatePrecision;

const char* type_of(corpus::Kind kind) {
  switch (kind) {
    case corpus::Kind::statement: return "GOVDOC";
    case corpus::Kind::news:
    case corpus::Kind::digest:
    case corpus::Kind::digest_item: return "NEWS";
    case corpus::Kind::social_post: return "BLOG";
    case corpus::Kind::podcast: return "SOUND";
    case corpus::Kind::campaign:
    case corpus::Kind::page: return "ELEC";
  }
  return "GEN";
}

void add(std::string& record, std::string_view tag, std::string_view value) {
  if (value.empty()) return;
  record.append(tag).append("  - ").append(value).append("\r\n");
}

// "2018/02/13/", "2018/02//", "2018///": what is not known stays empty.
std::string ris_date(std::chrono::year_month_day day, DatePrecision precision) {
  std::array<char, 32> text{};
  const int year = static_cast<int>(day.year());
  const auto month = static_cast<unsigned>(day.month());
  if (precision == DatePrecision::year) {
    std::snprintf(text.data(), text.size(), "%04d///", year);
  } else if (precision == DatePrecision::month) {
    std::snprintf(text.data(), text.size(), "%04d/%02u//", year, month);
  } else {
    std::snprintf(text.data(), text.size(), "%04d/%02u/%02u/", year, month, static_cast<unsigned>(day.day()));
  }
  return text.data();
}

void add_date(std::string& record, const corpus::PublicationDate& date) {
  if (date.precision == DatePrecision::unknown) return;
  // RIS has no form for days between which a date must lie: their year, where it is one, and a note.
  const bool interval = date.precision == DatePrecision::interval;
  if (!interval || date.first_day.year() == date.last_day.year()) {
    std::array<char, 16> year{};
    std::snprintf(year.data(), year.size(), "%04d", static_cast<int>(date.first_day.year()));
    add(record, "PY", year.data());
    add(record, "DA", ris_date(date.first_day, interval ? DatePrecision::year : date.precision));
  }
  if (interval) add(record, "N1", "Published in " + corpus::to_string(date));
}

}  // namespace

std::string ris_record(const Reference& reference, const AccessDay& accessed) {
  std::string record;
  add(record, "TY", type_of(reference.kind));
  add(record, "ID", reference.id);
  add(record, "AU", reference.author);
  add(record, "TI", reference.title);
  add(record, "PB", reference.author);
  add_date(record, reference.date);
  if (reference.has_one_language()) add(record, "LA", analyzers::language_code(reference.language));
  add(record, "AB", reference.summary);
  for (const auto& outlet : reference.outlets) add(record, "N1", "Reported by " + outlet);
  for (const auto& keyword : reference.keywords) add(record, "KW", keyword);
  add(record, "UR", reference.address());
  if (reference.permalink != reference.address()) add(record, "LK", reference.permalink);
  if (accessed && accessed->ok()) add(record, "Y2", ris_date(*accessed, DatePrecision::day));
  add(record, "DB", "Sijill");
  add(record, "AN", reference.id);
  return record + "ER  - \r\n\r\n";
}

}  // namespace searchd
