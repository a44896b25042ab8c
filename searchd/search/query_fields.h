// The fields that can be typed before a colon.
#pragma once

#include <optional>
#include <string_view>

namespace searchd {

/// What stands before a ':' and restricts what follows to a field.
enum class QueryField {
  none,
  title,
  partner,
  topic,
  kind,
  language,
  outlet,
  place,
  person,
  group,
  date,
  before,
  after
};

/// "title", "lang", ...; empty for none.
std::string_view query_field_name(QueryField field);
/// In any capitals; "language" is "lang" too. Nothing for another word.
std::optional<QueryField> query_field_from_name(std::string_view name);
/// Whether it takes days.
bool is_date_field(QueryField field);
/// Whether it takes the values of a list: partners, kinds ...
bool is_value_field(QueryField field);

}  // namespace searchd
