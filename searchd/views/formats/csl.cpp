#include "searchd/views/formats/bibliography.h"
#include "searchd/views/json_writer.h"

namespace searchd {
namespace {

using corpus::DatePrecision;

const char* type_of(corpus::Kind kind) {
  switch (kind) {
    case corpus::Kind::statement: return "document";
    case corpus::Kind::news:
    case corpus::Kind::digest:
    case corpus::Kind::digest_item: return "article-newspaper";
    case corpus::Kind::social_post: return "post";
    case corpus::Kind::podcast: return "broadcast";
    case corpus::Kind::campaign:
    case corpus::Kind::page: return "webpage";
  }
  return "document";
}

void write_day(JsonWriter& json, std::chrono::year_month_day day, DatePrecision precision) {
  json.begin_array();
  json.value(static_cast<int>(day.year()));
  if (precision != DatePrecision::year) json.value(static_cast<unsigned>(day.month()));
  if (precision == DatePrecision::day || precision == DatePrecision::interval)
    json.value(static_cast<unsigned>(day.day()));
  json.end_array();
}

void write_date(JsonWriter& json, std::string_view name, const corpus::PublicationDate& date) {
  if (date.precision == DatePrecision::unknown) return;
  json.name(name);
  json.begin_object();
  json.name("date-parts");
  json.begin_array();
  write_day(json, date.first_day, date.precision);
  if (date.precision == DatePrecision::interval) write_day(json, date.last_day, date.precision);
  json.end_array();
  // Published once, on one of these days: styles write "ca.".
  if (date.precision == DatePrecision::interval) json.member("circa", true);
  json.end_object();
}

void write_text(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.member(name, text);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

}  // namespace

std::string csl_item(const Reference& reference, const AccessDay& accessed) {
  JsonWriter json;
  json.begin_object();
  json.member("id", reference.id);
  json.member("type", type_of(reference.kind));
  json.member("title", reference.title);
  json.name("author");
  json.begin_array();
  json.begin_object();
  json.member("literal", reference.author);
  json.end_object();
  json.end_array();
  json.member("publisher", reference.author);
  write_date(json, "issued", reference.date);
  if (accessed && accessed->ok()) {
    corpus::PublicationDate day;
    day.first_day = *accessed;
    day.precision = DatePrecision::day;
    write_date(json, "accessed", day);
  }
  write_text(json, "URL", reference.address());
  if (reference.has_one_language()) json.member("language", analyzers::language_code(reference.language));
  write_text(json, "abstract", reference.summary);
  write_text(json, "keyword", joined(reference.keywords));
  json.member("archive", "Sijill");
  json.member("archive_location", reference.id);
  auto note = reference.permalink == reference.address() ? std::string() : reference.permalink;
  if (!reference.outlets.empty())
    note += (note.empty() ? "" : "; ") + ("Reported by " + joined(reference.outlets));
  write_text(json, "note", note);
  json.end_object();
  return json.take();
}

}  // namespace searchd
