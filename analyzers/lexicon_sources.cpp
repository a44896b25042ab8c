#include "analyzers/lexicon_sources.h"

#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "analyzers/language.h"
#include "analyzers/name_table.h"
#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr float kOwnWeight = 1.0F;

using Terms = std::vector<std::string>;

bool is_arabic(std::string_view text) {
  bool arabic = false;
  for_each_code_point(text, [&arabic](char32_t c) { arabic = arabic || is_arabic_letter(c); });
  return arabic;
}

/// Names of one kind in both languages.
struct Sides {
  Terms english, arabic;

  void add(const std::string& text) { (is_arabic(text) ? arabic : english).push_back(text); }
};

/// Whether a name stands for its entry in a question, where few words are around it.
bool needs_no_company(const Name& name) {
  for (const std::string_view company : {"near", "after", "before", "with "}) {
    if (name.context.find(company) != std::string::npos) return false;
  }
  return true;
}

bool is_all_capitals(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.'; });
}

void add_entry(const Entry& entry, LexiconMaker& maker) {
  Sides names, adjectives, capitals, surnames;
  Terms acronyms;
  for (const auto& name : entry.names) {
    if (!needs_no_company(name)) continue;
    if (name.rule == "adjective") {
      for (const auto& form : adjective_forms(name.text)) adjectives.add(form);
    } else if (name.rule == "capital") {
      capitals.add(name.text);
    } else if (name.rule == "acronym" || (name.case_sensitive && is_all_capitals(name.text))) {
      acronyms.push_back(name.text);
    } else if (name.rule == "name" || name.rule == "label") {
      const bool one_word = name.text.find(' ') == std::string::npos;
      if (name.case_sensitive && one_word) continue;  // Metro, not metro: a question may have no capitals
      (name.context == "surname" ? surnames : names).add(name.text);
    }
  }
  const auto source =
      std::string("lexicon:").append(entry_type_name(entry.type)).append("/").append(entry.id);
  for (const auto* sides : {&names, &adjectives, &surnames})
    maker.add(sides->english, sides->arabic, source, kOwnWeight);
  // Several capitals in one cell are several cities.
  if (capitals.english.size() == 1 && capitals.arabic.size() == 1)
    maker.add(capitals.english, capitals.arabic, source, kOwnWeight);
  maker.add_acronyms(acronyms, names.arabic, source, kOwnWeight);
}

std::string to_text(const icu::UnicodeString& name) {
  std::string text;
  name.toUTF8String(text);
  return text;
}

void add_pair(const icu::UnicodeString& english, const icu::UnicodeString& arabic, const std::string& source,
              LexiconMaker& maker) {
  const auto in_arabic = to_text(arabic);
  if (!is_arabic(in_arabic)) return;  // ICU gives the code where it knows no name
  maker.add(Terms{to_text(english)}, Terms{in_arabic}, source, kOwnWeight);
}

void add_territories(LexiconMaker& maker) {
  const icu::Locale english("en"), arabic("ar");
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    const icu::Locale territory("", *code);
    icu::UnicodeString in_english, in_arabic;
    territory.getDisplayCountry(english, in_english);
    territory.getDisplayCountry(arabic, in_arabic);
    add_pair(in_english, in_arabic, std::string("territory:") + *code, maker);
  }
}

void add_languages(LexiconMaker& maker) {
  const icu::Locale english("en"), arabic("ar");
  for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
    const icu::Locale language(*code);
    icu::UnicodeString in_english, in_arabic;
    language.getDisplayLanguage(english, in_english);
    language.getDisplayLanguage(arabic, in_arabic);
    add_pair(in_english, in_arabic, std::string("language:") + *code, maker);
  }
}

/// Cities that give their names to time zones.
void add_cities(LexiconMaker& maker) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> english(
      icu::TimeZoneNames::createInstance(icu::Locale("en"), error));
  const std::unique_ptr<icu::TimeZoneNames> arabic(
      icu::TimeZoneNames::createInstance(icu::Locale("ar"), error));
  const std::unique_ptr<icu::StringEnumeration> zones(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, error));
  if (U_FAILURE(error)) return;
  while (const auto* zone = zones->snext(error)) {
    if (U_FAILURE(error)) return;
    icu::UnicodeString in_english, in_arabic;
    english->getExemplarLocationName(*zone, in_english);
    arabic->getExemplarLocationName(*zone, in_arabic);
    add_pair(in_english, in_arabic, "city:" + to_text(*zone), maker);
  }
}

/// "lexicon:foreign fighter" for the line that begins with "foreign fighter".
void add_words(const Vocabulary& vocabulary, LexiconMaker& maker) {
  for (const auto& words : vocabulary.words())
    maker.add(words.english, words.arabic, "lexicon:" + words.english.front(), kOwnWeight);
}

}  // namespace

Lexicon lexicon_of(const Vocabulary& vocabulary, const Analyzer& analyzer) {
  LexiconMaker maker(analyzer);
  for (const auto type : {EntryType::partner, EntryType::group, EntryType::place, EntryType::person,
                          EntryType::topic, EntryType::outlet}) {
    for (const auto& entry : vocabulary.entries(type)) add_entry(entry, maker);
  }
  add_words(vocabulary, maker);
  add_territories(maker);
  add_languages(maker);
  add_cities(maker);
  return std::move(maker).make();
}

}  // namespace analyzers
