#include "searchd/views/messages.h"

#include <unicode/coll.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "analyzers/fold.h"
#include "analyzers/utf8.h"

namespace searchd {
namespace {

icu::Locale locale_of(const MessagesFile& file) {
  UErrorCode status = U_ZERO_ERROR;
  auto locale = icu::Locale::forLanguageTag(file.locale, status);
  // ICU takes any well-formed text for a locale; of a language that it knows it has the code of three
  // letters.
  if (U_FAILURE(status) || locale.isBogus() || *locale.getISO3Language() == '\0')
    throw ViewError(file.name + ": page_language.locale must be a locale such as fr-FR, not \"" +
                    file.locale + '"');
  return locale;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

struct ArgumentNames {
  std::set<std::string> all, counted;
};

// The name of an argument is the part behind its beginning, which says how it is written.
ArgumentNames argument_names(const icu::UnicodeString& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern parts(pattern, nullptr, status);
  if (U_FAILURE(status)) return {};
  ArgumentNames names;
  for (int i = 1; i < parts.countParts(); ++i) {
    const auto& part = parts.getPart(i);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_NAME) continue;
    auto name = utf8(parts.getSubstring(part));
    if (parts.getPart(i - 1).getArgType() != UMSGPAT_ARG_TYPE_NONE) names.counted.insert(name);
    names.all.insert(std::move(name));
  }
  return names;
}

// The order of day, month and year is the language's; the names of the months are ours: Arabic has two
// traditions, and readers know one or the other.
std::unique_ptr<icu::SimpleDateFormat> date_format(const icu::Locale& locale, const char* skeleton,
                                                   const std::vector<icu::UnicodeString>& months) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateTimePatternGenerator> generator(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  if (U_FAILURE(status)) throw ViewError("ICU has no dates for this language");
  const auto pattern = generator->getBestPattern(icu::UnicodeString(skeleton), status);
  auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
  if (U_FAILURE(status)) throw ViewError("ICU has no dates for this language");
  format->setTimeZone(*icu::TimeZone::getGMT());
  icu::DateFormatSymbols symbols(locale, status);
  const auto count = static_cast<std::int32_t>(months.size());
  symbols.setMonths(months.data(), count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
  symbols.setMonths(months.data(), count, icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::WIDE);
  format->setDateFormatSymbols(symbols);
  return format;
}

// Lists of names in Arabic pass over the article: الأردن stands among the names with alef.
std::string_view without_article(std::string_view name) {
  constexpr std::string_view kArticle = "ال";
  return name.starts_with(kArticle) && name.size() > 2 * kArticle.size() ? name.substr(kArticle.size())
                                                                         : name;
}

bool is_bidi_control(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

}  // namespace

struct Messages::Parts {
  Parts(const MessagesFile& file, PageLanguage page_language)
      : language(page_language),
        locale(locale_of(file)),
        numbers(icu::number::NumberFormatter::withLocale(locale)),
        decimals(numbers.precision(icu::number::Precision::fixedFraction(2))) {
    UErrorCode status = U_ZERO_ERROR;
    alternatives.reset(
        icu::ListFormatter::createInstance(locale, ULISTFMT_TYPE_OR, ULISTFMT_WIDTH_WIDE, status));
    if (U_FAILURE(status)) throw ViewError("ICU has no lists for this language");
  }

  void add(const std::string& key, const std::string& pattern);
  void make_dates();
  const icu::Collator& order();

  PageLanguage language;
  icu::Locale locale;
  icu::number::LocalizedNumberFormatter numbers, decimals;  // making one takes longer than its use
  std::unique_ptr<icu::SimpleDateFormat> year, month, day;
  std::unique_ptr<icu::ListFormatter> alternatives;
  std::unique_ptr<icu::Collator> collator;  // made when first asked for
  std::map<std::string, std::string, std::less<>> plain;
  std::map<std::string, std::unique_ptr<icu::MessageFormat>, std::less<>> formats;
  std::map<std::string, std::vector<std::string>> argument_names_by_key;
  std::vector<std::pair<std::string, std::string>> plain_list;
  std::set<std::pair<std::string, std::string>> counted;
};

void Messages::Parts::add(const std::string& key, const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  auto format = std::make_unique<icu::MessageFormat>(unicode(pattern), locale, where, status);
  if (U_FAILURE(status)) {
    throw ViewError(key + ": " + u_errorName(status) + " at character " + std::to_string(where.offset));
  }
  auto names = argument_names(unicode(pattern));
  if (names.all.empty()) {
    plain.emplace(key, pattern);
    plain_list.emplace_back(key, pattern);
  } else {
    formats.emplace(key, std::move(format));
  }
  for (const auto& name : names.counted) counted.emplace(key, name);
  argument_names_by_key.emplace(key, std::vector<std::string>(names.all.begin(), names.all.end()));
}

void Messages::Parts::make_dates() {
  std::vector<icu::UnicodeString> months;
  for (int i = 1; i <= 12; ++i) {
    const auto found = plain.find("month." + std::to_string(i));
    if (found == plain.end()) throw ViewError("month." + std::to_string(i) + " is missing");
    months.push_back(unicode(found->second));
  }
  year = date_format(locale, "y", months);
  month = date_format(locale, "yMMMM", months);
  day = date_format(locale, "yMMMMd", months);
}

const icu::Collator& Messages::Parts::order() {
  if (collator) return *collator;
  UErrorCode status = U_ZERO_ERROR;
  collator.reset(icu::Collator::createInstance(locale, status));
  if (U_FAILURE(status)) throw ViewError("ICU has no alphabet for this language");
  return *collator;
}

Messages::Messages(PageLanguage language) : Messages(messages_file_of(language), language) {}

Messages::Messages(const MessagesFile& file, PageLanguage language)
    : parts_(std::make_unique<Parts>(file, language)) {
  try {
    for (const auto& [key, pattern] : file.texts) parts_->add(key, pattern);
    parts_->make_dates();
  } catch (const ViewError& error) {
    throw ViewError(file.name + ": " + error.what());
  }
}

Messages::~Messages() = default;
Messages::Messages(Messages&&) noexcept = default;

PageLanguage Messages::language() const { return parts_->language; }

const std::string& Messages::text(std::string_view key) const {
  const auto found = parts_->plain.find(key);
  if (found == parts_->plain.end()) throw ViewError("no message " + std::string(key));
  return found->second;
}

bool Messages::has(std::string_view key) const {
  return parts_->plain.find(key) != parts_->plain.end() || parts_->formats.find(key) != parts_->formats.end();
}

std::string Messages::format(std::string_view key, const std::vector<Argument>& arguments) const {
  const auto found = parts_->formats.find(key);
  if (found == parts_->formats.end()) throw ViewError("no message with arguments " + std::string(key));
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(unicode(name));
    if (const auto* count = std::get_if<std::int64_t>(&value)) {
      values.emplace_back(*count);
    } else if (const auto* list = std::get_if<SetApart>(&value)) {
      values.emplace_back(unicode(list->text));
    } else {
      values.emplace_back(unicode(isolated(std::get<std::string>(value))));
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text;
  found->second->format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), text, status);
  if (U_FAILURE(status)) throw ViewError("message " + std::string(key) + ": " + u_errorName(status));
  return utf8(text);
}

const std::vector<std::pair<std::string, std::string>>& Messages::plain_texts() const {
  return parts_->plain_list;
}

std::vector<std::pair<std::string, std::vector<std::string>>> Messages::keys() const {
  return {parts_->argument_names_by_key.begin(), parts_->argument_names_by_key.end()};
}

const std::set<std::pair<std::string, std::string>>& Messages::counted() const { return parts_->counted; }

std::string Messages::number(std::int64_t value) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto text = parts_->numbers.formatInt(value, status).toString(status);
  return U_FAILURE(status) ? std::to_string(value) : utf8(text);
}

std::string Messages::decimal(double value) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto text = parts_->decimals.formatDouble(value, status).toString(status);
  return U_FAILURE(status) ? std::to_string(value) : utf8(text);
}

std::string Messages::percent(double share) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto text = parts_->numbers.unit(icu::NoUnit::percent())
                        .scale(icu::number::Scale::powerOfTen(2))
                        .precision(icu::number::Precision::maxFraction(share < 0.1 ? 1 : 0))
                        .formatDouble(share, status)
                        .toString(status);
  return U_FAILURE(status) ? std::to_string(share) : utf8(text);
}

std::string Messages::date(const corpus::PublicationDate& date) const {
  if (date.precision == corpus::DatePrecision::unknown) return {};
  if (date.precision == corpus::DatePrecision::interval) {
    corpus::PublicationDate end;
    end.precision = corpus::DatePrecision::day;
    end.first_day = date.first_day;
    const auto first = this->date(end);
    end.first_day = date.last_day;
    return format("date.between", {{"first", first}, {"last", this->date(end)}});
  }
  const auto days = std::chrono::sys_days(date.first_day).time_since_epoch();
  const auto instant =
      static_cast<UDate>(std::chrono::duration_cast<std::chrono::milliseconds>(days).count());
  const auto& format = date.precision == corpus::DatePrecision::day     ? parts_->day
                       : date.precision == corpus::DatePrecision::month ? parts_->month
                                                                        : parts_->year;
  icu::UnicodeString text;
  return utf8(format->format(instant, text));
}

std::string Messages::one_of(const std::vector<std::string>& names) const {
  std::vector<icu::UnicodeString> items;
  for (const auto& name : names) items.push_back(unicode(isolated(name)));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text;
  parts_->alternatives->format(items.data(), static_cast<std::int32_t>(items.size()), text, status);
  return utf8(text);
}

std::string Messages::sort_key(std::string_view name) const {
  const auto text = unicode(without_article(name));
  const auto& order = parts_->order();
  std::vector<std::uint8_t> key(static_cast<std::size_t>(order.getSortKey(text, nullptr, 0)));
  order.getSortKey(text, key.data(), static_cast<std::int32_t>(key.size()));
  return {key.begin(), key.end()};
}

std::string Messages::initial(std::string_view name) const {
  static const analyzers::Folder folder;
  std::string letter;
  folder.fold(analyzers::to_utf16(without_article(name)), letter, 1);
  if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') letter[0] -= 'a' - 'A';
  return letter;
}

std::string isolated(std::string_view text) {
  std::string set_apart = "\u2068";
  analyzers::for_each_code_point(text, [&](char32_t c) {
    if (!is_bidi_control(c)) analyzers::append_code_point(set_apart, c);
  });
  return set_apart + "\u2069";
}

}  // namespace searchd
