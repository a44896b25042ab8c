#include <array>
#include <cstdio>
#include <string_view>

#include "searchd/views/formats/bibliography.h"

namespace searchd {
namespace {

using corpus::DatePrecision;

// Braces are counted before anything else is understood, an escaped one too: they must not stand in a value.
std::string tex_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '\\': escaped += "\\textbackslash{}"; break;
      case '{': escaped += "\\textbraceleft{}"; break;
      case '}': escaped += "\\textbraceright{}"; break;
      case '^': escaped += "\\textasciicircum{}"; break;
      case '~': escaped += "\\textasciitilde{}"; break;
      case '#':
      case '$':
      case '%':
      case '&':
      case '_':
        escaped += '\\';
        escaped += c;
        break;
      default: escaped += c;
    }
  }
  return escaped;
}

// Taken as it stands, so TeX's own signs stay; what would end the value is percent-encoded.
std::string verbatim_address(std::string_view address) {
  std::string verbatim;
  for (const char c : address) {
    switch (c) {
      case '\\': verbatim += "%5C"; break;
      case '{': verbatim += "%7B"; break;
      case '}': verbatim += "%7D"; break;
      case ' ': verbatim += "%20"; break;
      default: verbatim += c;
    }
  }
  return verbatim;
}

// A key holds no sign that ends it; ids of the archive are letters and digits.
std::string key_of(const Reference& reference) {
  std::string key;
  for (const char c : reference.id) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (fits) key += c;
  }
  return key.empty() ? "document" : key;
}

void add(std::string& entry, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  entry.append(",\n  ").append(name).append(" = {").append(value).append("}");
}

void add_date(std::string& entry, const corpus::PublicationDate& date) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (date.precision == DatePrecision::unknown) return;
  const bool interval = date.precision == DatePrecision::interval;
  if (interval && date.first_day.year() != date.last_day.year()) return;
  add(entry, "year", std::to_string(static_cast<int>(date.first_day.year())));
  if (interval || date.precision == DatePrecision::year) return;
  // The style's own name of the month: a macro, so without braces.
  entry.append(",\n  month = ").append(kMonths[static_cast<unsigned>(date.first_day.month()) - 1]);
  if (date.precision == DatePrecision::day)
    add(entry, "day", std::to_string(static_cast<unsigned>(date.first_day.day())));
}

std::string note_of(const Reference& reference) {
  std::string note;
  const auto say = [&note](const std::string& what) { note += (note.empty() ? "" : ". ") + what; };
  if (reference.date.precision == DatePrecision::interval)
    say("Published in " + corpus::to_string(reference.date));
  for (const auto& outlet : reference.outlets) say("Reported by " + tex_escaped(outlet));
  if (reference.permalink.empty() || reference.permalink == reference.address()) {
    say("Sijill " + tex_escaped(reference.id));
  } else {
    say("Sijill " + tex_escaped(reference.id) + ": \\url{" + verbatim_address(reference.permalink) + "}");
  }
  return note;
}

}  // namespace

std::string bibtex_entry(const Reference& reference, const AccessDay& accessed) {
  std::string entry = "@misc{" + key_of(reference);
  add(entry, "author", "{" + tex_escaped(reference.author) + "}");  // one name, of a body
  add(entry, "title", "{" + tex_escaped(reference.title) + "}");    // its capitals are meant
  add_date(entry, reference.date);
  add(entry, "url", verbatim_address(reference.address()));
  if (accessed && accessed->ok()) {
    corpus::PublicationDate day;
    day.first_day = *accessed;
    day.precision = DatePrecision::day;
    add(entry, "urldate", corpus::to_string(day));
  }
  if (reference.has_one_language())
    add(entry, "langid", reference.language == analyzers::Language::arabic ? "arabic" : "english");
  std::string keywords;
  for (const auto& keyword : reference.keywords)
    keywords += (keywords.empty() ? "" : ", ") + tex_escaped(keyword);
  add(entry, "keywords", keywords);
  add(entry, "abstract", tex_escaped(reference.summary));
  add(entry, "note", note_of(reference));
  return entry + "\n}\n\n";
}

}  // namespace searchd
