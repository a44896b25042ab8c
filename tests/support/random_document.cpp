#include "tests/support/random_document.h"

namespace tests {
namespace {

bool by_chance(std::mt19937& random) { return random() % 2 == 0; }

template <typename... Values>
auto one_of(std::mt19937& random, Values... values) {
  const std::common_type_t<Values...> all[] = {values...};
  return all[random() % sizeof...(values)];
}

std::string random_word(std::mt19937& random) {
  std::string word;
  for (auto letters = 1 + random() % 8; letters > 0; --letters)
    word += static_cast<char>('a' + random() % 26);
  return word;
}

corpus::PublicationDate random_date(std::mt19937& random) {
  using corpus::DatePrecision;
  corpus::PublicationDate date;
  date.precision = one_of(random, DatePrecision::unknown, DatePrecision::year, DatePrecision::month,
                          DatePrecision::day, DatePrecision::interval);
  if (date.precision != DatePrecision::unknown) {
    const bool has_month = date.precision != DatePrecision::year;
    const bool has_day = date.precision == DatePrecision::day || date.precision == DatePrecision::interval;
    date.first_day = std::chrono::year(2014 + static_cast<int>(random() % 12)) /
                     std::chrono::month(has_month ? 1 + static_cast<unsigned>(random() % 12) : 1U) /
                     std::chrono::day(has_day ? 1 + static_cast<unsigned>(random() % 28) : 1U);
  }
  if (date.precision == DatePrecision::interval) {
    date.last_day =
        corpus::day_of_number(corpus::day_number(date.first_day) + static_cast<int>(random() % 400));
  }
  date.evidence = one_of(random, corpus::DateEvidence::unknown, corpus::DateEvidence::metadata,
                         corpus::DateEvidence::address, corpus::DateEvidence::visible_text,
                         corpus::DateEvidence::member_count);
  if (by_chance(random)) date.words = random_text(random, 3);
  if (by_chance(random)) date.gmt = "2018-02-13T09:30:00Z";
  return date;
}

analyzers::Span random_span(std::mt19937& random) {
  using analyzers::TextField;
  const auto begin = static_cast<std::uint32_t>(random() % 1000);
  return {one_of(random, TextField::title, TextField::summary, TextField::body), begin, begin + 5};
}

analyzers::Tag random_tag(std::mt19937& random) {
  using analyzers::EntryType;
  analyzers::Tag tag;
  tag.type = one_of(random, EntryType::partner, EntryType::topic, EntryType::place, EntryType::person,
                    EntryType::outlet, EntryType::group);
  tag.id = random_word(random);
  tag.rule = random_word(random);
  for (auto spans = random() % 3; spans > 0; --spans) tag.spans.push_back(random_span(random));
  return tag;
}

corpus::EventDate random_event(std::mt19937& random) {
  using corpus::DateRule;
  corpus::PublicationDate date;
  while (date.precision == corpus::DatePrecision::unknown) date = random_date(random);
  auto event = *corpus::event_date_of(date);
  event.rule = one_of(random, DateRule::written, DateRule::hijri, DateRule::no_year, DateRule::weekday,
                      DateRule::relative);
  event.words = random_text(random, 4);
  event.where = random_span(random);
  return event;
}

std::string random_id(std::mt19937& random) { return corpus::document_id_of(std::to_string(random())); }

}  // namespace

std::string random_text(std::mt19937& random, int most) {
  static const std::string kPieces[] = {"a",      "Z",         " ",    "\n",         "\t",
                                        "\"",     "\\",        "/",    "\r",         std::string(1, '\0'),
                                        "\x01",   "\x1f",      "\x7f", "é",          "ا",
                                        "ة",      "ُ",          "ـ",    "\u2028",     "\u2029",
                                        "\u202e", "\u200f",    "🇮🇶",   "\U0010FFFF", "\uFFFD",
                                        "#tag",   "</script>", "{}",   "null"};
  std::string text;
  for (auto pieces = random() % static_cast<unsigned>(most + 1); pieces > 0; --pieces) {
    text += kPieces[random() % std::size(kPieces)];
  }
  return text;
}

corpus::Document random_document(std::mt19937& random) {
  using corpus::Kind;
  corpus::Document document;
  if (by_chance(random)) document.id = random_id(random);
  document.key = "https://example.org/" + std::to_string(random());
  for (auto aliases = random() % 3; aliases > 0; --aliases) document.aliases.push_back(random_word(random));
  document.kind = one_of(random, Kind::statement, Kind::news, Kind::digest, Kind::digest_item,
                         Kind::social_post, Kind::podcast, Kind::campaign, Kind::page);
  document.language = one_of(random, analyzers::Language::arabic, analyzers::Language::english,
                             analyzers::Language::mixed, analyzers::Language::other);
  document.title = "T" + random_text(random, 20);
  document.summary = random_text(random, 20);
  document.body = random_text(random, 200);
  if (by_chance(random)) document.url = document.key;
  document.published = random_date(random);
  if (by_chance(random)) document.modified = random_date(random);
  for (auto events = random() % 3; events > 0; --events) document.events.push_back(random_event(random));
  for (auto tags = random() % 4; tags > 0; --tags) document.tags.push_back(random_tag(random));
  for (auto tags = random() % 3; tags > 0; --tags) document.hashtags.push_back(random_word(random));
  if (by_chance(random)) document.parent = random_id(random);
  if (by_chance(random)) document.translation = random_id(random);
  for (auto places = random() % 3; places > 0; --places) {
    document.occurrences.push_back({"sha256:" + random_word(random), by_chance(random) ? "item=17" : ""});
  }
  if (random() % 5 == 0)
    document.withdrawn = corpus::Withdrawal{random_text(random, 4), "2026-11-21T09:00:00Z"};
  return document;
}

}  // namespace tests
