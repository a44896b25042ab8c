#include "indexer/index_schema.h"

#include <algorithm>

#include "analyzers/utf8.h"

namespace indexer {
namespace {

// Below Xapian's 245, so that no value, however long, makes a term that it refuses.
constexpr std::size_t kLongestTerm = 240;

// Where Omega's docs/termprefixes has a prefix it is used, so that Xapian's own tools can read our index.
constexpr std::string_view prefix_of(Field field) {
  switch (field) {
    case Field::exact: return "";
    case Field::stem: return "Z";
    case Field::trigram: return "G";
    case Field::hashtag: return "XH";
    case Field::mention: return "XM";
    case Field::acronym: return "XA";
    case Field::host: return "XURL";
    case Field::joined: return "XJ";
    case Field::name_key: return "K";
    case Field::id: return "Q";
    case Field::language: return "L";
    case Field::kind: return "XK";
    case Field::partner: return "XPARTNER";
    case Field::topic: return "XTOPIC";
    case Field::place: return "XPLACE";
    case Field::person: return "XPERSON";
    case Field::outlet: return "XOUTLET";
    case Field::group: return "XGROUP";
    case Field::parent: return "XPARENT";
    case Field::shown: return "XSHOWN";
    case Field::written: return "XW";
    case Field::title_exact: return "S";
    case Field::title_stem: return "ZS";
    case Field::title_end: return "XTITLE";
    case Field::year: return "Y";
    case Field::sentence: return "XSAID";
    case Field::alias: return "XALIAS";
  }
  __builtin_unreachable();
}

// "XA" + "US" would read as a prefix "XAUS": prefixes of more than one letter are closed before a capital.
bool needs_colon(std::string_view prefix, std::string_view value) {
  if (prefix.size() < 2 || value.empty()) return false;
  return (value.front() >= 'A' && value.front() <= 'Z') || value.front() == ':';
}

// The most of `value` that fits into `room` bytes of Xapian's key, where a NUL takes two.
std::string_view fitting(std::string_view value, std::size_t room) {
  std::size_t end = 0;
  for (std::size_t used = 0; end < value.size(); ++end) {
    used += value[end] == '\0' ? 2 : 1;
    if (used > room) break;
  }
  while (end < value.size() && end > 0 && analyzers::continues_code_point(value[end])) --end;
  return value.substr(0, end);
}

}  // namespace

std::string_view schema_name(Schema schema) { return schema == Schema::plain ? "plain" : "full"; }

std::optional<Schema> schema_from_name(std::string_view name) {
  for (const auto schema : {Schema::full, Schema::plain}) {
    if (name == schema_name(schema)) return schema;
  }
  return std::nullopt;
}

Field tag_field(analyzers::EntryType type) {
  using analyzers::EntryType;
  switch (type) {
    case EntryType::partner: return Field::partner;
    case EntryType::topic: return Field::topic;
    case EntryType::place: return Field::place;
    case EntryType::person: return Field::person;
    case EntryType::outlet: return Field::outlet;
    case EntryType::group: return Field::group;
  }
  __builtin_unreachable();
}

std::string index_term(Field field, std::string_view value) {
  std::string term(prefix_of(field));
  if (needs_colon(term, value)) term.push_back(':');
  return term.append(fitting(value, kLongestTerm - term.size()));
}

std::string sentence_term(std::string_view key) {
  constexpr std::size_t kLetters = 2;  // 1,024 terms, so that a segment has each of them some thirty times
  return index_term(Field::sentence, key.substr(0, kLetters));
}

bool may_have_positions(std::string_view term) {
  const bool is_word = term.empty() || term.front() < 'A' || term.front() > 'Z';
  if (is_word || term.front() == 'Z') return true;
  static const auto written = index_term(Field::written, "");
  static const auto title_end = index_term(Field::title_end, "");
  return term.starts_with(written) || term == title_end;
}

std::string join_ids(std::span<const std::string> ids) {
  std::vector<std::string_view> ordered(ids.begin(), ids.end());
  std::sort(ordered.begin(), ordered.end());
  ordered.erase(std::unique(ordered.begin(), ordered.end()), ordered.end());
  std::string joined;
  for (const auto id : ordered) {
    if (id.empty()) continue;
    if (!joined.empty()) joined.push_back('\n');
    joined.append(id);
  }
  return joined;
}

std::vector<std::string> split_ids(std::string_view joined) {
  std::vector<std::string> ids;
  while (!joined.empty()) {
    const auto end = joined.find('\n');
    ids.emplace_back(joined.substr(0, end));
    joined.remove_prefix(end == std::string_view::npos ? joined.size() : end + 1);
  }
  return ids;
}

}  // namespace indexer
