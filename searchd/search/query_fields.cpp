#include "searchd/search/query_fields.h"

#include "corpus/plain_text.h"

namespace searchd {
namespace {

struct FieldName {
  QueryField field;
  std::string_view name;
};
constexpr FieldName kFields[] = {
    {QueryField::title, "title"},       {QueryField::partner, "partner"}, {QueryField::topic, "topic"},
    {QueryField::kind, "kind"},         {QueryField::language, "lang"},   {QueryField::outlet, "outlet"},
    {QueryField::place, "place"},       {QueryField::person, "person"},   {QueryField::group, "group"},
    {QueryField::date, "date"},         {QueryField::before, "before"},   {QueryField::after, "after"},
    {QueryField::language, "language"},
};

}  // namespace

std::string_view query_field_name(QueryField field) {
  for (const auto& known : kFields) {
    if (known.field == field) return known.name;
  }
  return {};
}

std::optional<QueryField> query_field_from_name(std::string_view name) {
  const auto small = corpus::lower_case(name);
  for (const auto& known : kFields) {
    if (known.name == small) return known.field;
  }
  return std::nullopt;
}

bool is_date_field(QueryField field) {
  return field == QueryField::date || field == QueryField::before || field == QueryField::after;
}

bool is_value_field(QueryField field) {
  return field != QueryField::none && field != QueryField::title && !is_date_field(field);
}

}  // namespace searchd
