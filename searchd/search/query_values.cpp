#include "searchd/search/query_values.h"

#include <array>
#include <utility>
#include <variant>
#include <vector>

#include "analyzers/text_ends.h"
#include "corpus/document.h"
#include "searchd/search/date_text.h"
#include "searchd/search/nearest.h"

namespace searchd {
namespace {

constexpr std::string_view kMissing = "_missing";

/// Small letters, with `between` in place of blanks, '-' and '_'.
std::string as_name(std::string_view typed, char between) {
  std::string name(analyzers::trimmed(typed));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ' || c == '-' || c == '_') c = between;
  }
  return name;
}

struct Alias {
  std::string_view typed, value;
};

// Beside the codes that language_from_code() knows; folded.
constexpr Alias kLanguages[] = {
    {"arabic", "ar"},   {"عربي", "ar"},     {"عربيه", "ar"},      {"العربيه", "ar"},  {"english", "en"},
    {"انجليزي", "en"},  {"انجليزيه", "en"}, {"الانجليزيه", "en"}, {"mixed", "mixed"}, {"both", "mixed"},
    {"مختلط", "mixed"}, {"other", "other"}, {"اخري", "other"},
};
constexpr Alias kKinds[] = {
    {"بيان", "statement"},
    {"بيانات", "statement"},
    {"خبر", "news"},
    {"اخبار", "news"},
    {"نشره", "digest"},
    {"ماده", "digest_item"},
    {"منشور", "social_post"},
    {"بودكاست", "podcast"},
    {"weekly digest", "digest"},
    {"weekly digests", "digest"},
    {"نشره اسبوعيه", "digest"},
    {"ماده من نشره", "digest_item"},
    {"حمله", "campaign"},
    {"صفحه", "page"},
};

template <std::size_t kSize>
std::optional<std::string> find_alias(const Alias (&aliases)[kSize], std::string_view folded) {
  for (const auto& alias : aliases) {
    if (alias.typed == folded) return std::string(alias.value);
  }
  return std::nullopt;
}

std::optional<std::string> kind_named(const std::string& typed) {
  auto name = as_name(typed, '_');
  if (corpus::kind_from_name(name)) return name;
  if (name.ends_with('s')) name.pop_back();  // "statements"
  if (corpus::kind_from_name(name)) return name;
  return std::nullopt;
}

std::optional<std::string> language_named(const std::string& typed) {
  const auto language = analyzers::language_from_code(typed);
  if (!language) return std::nullopt;
  const std::string code(analyzers::language_code(*language));
  const bool is_other = code == "other" && typed != "other";  // "fr" is no value: it stands for all others
  return is_other ? std::nullopt : std::optional(code);
}

/// The place of what parts a range in two, and its bytes; npos where there is none.
std::pair<std::size_t, std::size_t> range_sign(std::string_view text) {
  for (const std::string_view sign : {"...", "..", "…", "–", "—"}) {
    const auto at = text.find(sign);
    if (at != std::string_view::npos) return {at, sign.size()};
  }
  return {std::string_view::npos, 0};
}

std::optional<DateText> date_of(std::string_view typed) {
  const auto read = read_date(analyzers::trimmed(typed));
  const auto* date = std::get_if<DateText>(&read);
  return date == nullptr ? std::nullopt : std::optional(*date);
}

DateRange range_of(QueryField field, const std::optional<DateText>& from, const std::optional<DateText>& to) {
  if (field == QueryField::before) {
    const auto& date = from ? *from : *to;
    return {std::nullopt, date.first_day - 1, date.text, false};
  }
  if (field == QueryField::after) {
    const auto& date = to ? *to : *from;
    return {date.last_day + 1, std::nullopt, date.text, false};
  }
  DateRange range;
  if (from) range.from = from->first_day;
  if (to) range.to = to->last_day;
  range.text = (from ? from->text : "") + ".." + (to ? to->text : "");
  if (from && to && from->text == to->text) range.text = from->text;
  return range;
}

}  // namespace

std::optional<DateRange> read_date_range(QueryField field, std::string_view typed) {
  const auto text = analyzers::trimmed(typed);
  const auto [at, size] = range_sign(text);
  if (at == std::string_view::npos) {
    const auto date = date_of(text);
    return date ? std::optional(range_of(field, date, date)) : std::nullopt;
  }
  const auto before = analyzers::trimmed(text.substr(0, at));
  const auto behind = analyzers::trimmed(text.substr(at + size));
  auto from = date_of(before);
  auto to = date_of(behind);
  const bool is_fault = (!from && !before.empty()) || (!to && !behind.empty()) || (!from && !to);
  if (is_fault) return std::nullopt;
  const bool turned = from && to && from->first_day > to->last_day;
  if (turned) std::swap(from, to);
  auto range = range_of(field, from, to);
  range.turned = turned;
  return range;
}

std::optional<analyzers::EntryType> entry_type_of(QueryField field) {
  switch (field) {
    case QueryField::partner: return analyzers::EntryType::partner;
    case QueryField::topic: return analyzers::EntryType::topic;
    case QueryField::outlet: return analyzers::EntryType::outlet;
    case QueryField::place: return analyzers::EntryType::place;
    case QueryField::person: return analyzers::EntryType::person;
    case QueryField::group: return analyzers::EntryType::group;
    default: return std::nullopt;
  }
}

std::optional<std::string> FieldValues::find(QueryField field, std::string_view typed) const {
  if (const auto type = entry_type_of(field)) {
    const bool can_miss = field == QueryField::partner || field == QueryField::topic ||
                          field == QueryField::outlet || field == QueryField::place;
    if (can_miss && analyzers::trimmed(typed) == kMissing) return std::string(kMissing);
    return find_entry(*type, typed);
  }
  const std::string name(analyzers::trimmed(typed));
  const auto folded = folded_words(analyzer_, name);
  if (field == QueryField::kind) {
    const auto kind = kind_named(name);
    return kind ? kind : find_alias(kKinds, folded);
  }
  if (const auto alias = find_alias(kLanguages, folded)) return alias;
  return language_named(name);
}

std::optional<std::string> FieldValues::find_entry(analyzers::EntryType type, std::string_view typed) const {
  const auto slug = as_name(typed, '-');
  if (vocabulary_.find(type, slug) != nullptr) return slug;
  const auto words = analyzer_.analyze(typed).size();
  for (const auto& named : tagger_.entries_in_query(typed)) {
    const bool is_whole = named.first_token == 0 && named.last_token == words;
    if (is_whole && named.entry->type == type) return named.entry->id;
  }
  const auto folded = folded_words(analyzer_, typed);
  if (folded.empty()) return std::nullopt;
  for (const auto& entry : vocabulary_.entries(type)) {
    if (folded_words(analyzer_, entry.label_en) == folded ||
        folded_words(analyzer_, entry.label_ar) == folded) {
      return entry.id;
    }
  }
  return std::nullopt;
}

std::string FieldValues::nearest_value(QueryField field, std::string_view typed) const {
  const auto type = entry_type_of(field);
  if (!type) {
    if (field == QueryField::kind) {
      return nearest(typed, {"statement", "news", "digest", "digest_item", "social_post", "podcast",
                             "campaign", "page"});
    }
    return nearest(typed, {"ar", "en", "arabic", "english", "mixed", "other"});
  }
  std::vector<std::string_view> known;
  for (const auto& entry : vocabulary_.entries(*type)) known.push_back(entry.id);
  if (auto id = nearest(typed, known); !id.empty()) return id;
  known.clear();
  for (const auto& entry : vocabulary_.entries(*type)) {
    known.push_back(entry.label_en);
    known.push_back(entry.label_ar);
  }
  const auto label = nearest(typed, known);
  for (const auto& entry : vocabulary_.entries(*type)) {
    if (!label.empty() && (entry.label_en == label || entry.label_ar == label)) return entry.id;
  }
  return {};
}

}  // namespace searchd
