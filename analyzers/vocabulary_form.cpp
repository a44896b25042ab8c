#include "analyzers/vocabulary_form.h"

#include <algorithm>
#include <array>

namespace analyzers {

namespace {

std::vector<Column> partner_columns() {
  return {{"id", Role::id},
          {"kind", Role::fact},
          {"iso2", Role::fact},
          {"label_en", Role::label_en},
          {"label_ar", Role::label_ar},
          {"names_en", Role::names, "name"},
          {"names_ar", Role::names, "name"},
          {"adjectives_en", Role::names, "adjective"},
          {"adjectives_ar", Role::names, "adjective"},
          {"acronyms", Role::names, "acronym", true},
          {"capitals", Role::names, "capital", false, "government"},
          {"not_names", Role::names, "not"},
          {"member_since", Role::membership},
          {"verified", Role::fact},
          {"source", Role::fact}};
}

std::vector<Column> topic_columns() {
  return {{"id", Role::id},
          {"label_en", Role::label_en},
          {"label_ar", Role::label_ar},
          {"phrases_en", Role::names, "phrase"},
          {"phrases_ar", Role::names, "phrase"}};
}

std::vector<Column> place_columns() {
  return {{"id", Role::id},
          {"kind", Role::fact},
          {"lies_in", Role::references},
          {"label_en", Role::label_en},
          {"label_ar", Role::label_ar},
          {"names_en", Role::names, "name"},
          {"names_ar", Role::names, "name"},
          {"adjectives_en", Role::names, "adjective"},
          {"adjectives_ar", Role::names, "adjective"},
          {"also", Role::references},
          {"not_names", Role::names, "not"}};
}

std::vector<Column> person_columns() {
  return {{"id", Role::id},
          {"office", Role::fact},
          {"speaks_for", Role::partner_reference},
          {"label_en", Role::label_en},
          {"label_ar", Role::label_ar},
          {"names_en", Role::names, "name"},
          {"names_ar", Role::names, "name"},
          {"surnames_en", Role::names, "name", false, "surname"},
          {"surnames_ar", Role::names, "name", false, "surname"},
          {"also", Role::references},
          {"not_names", Role::names, "not"}};
}

std::vector<Column> outlet_columns() {
  return {{"id", Role::id},
          {"label_en", Role::label_en},
          {"label_ar", Role::label_ar},
          {"names_en", Role::names, "name"},
          {"names_ar", Role::names, "name"},
          {"acronyms", Role::names, "acronym", true}};
}

std::vector<Column> group_columns() {
  return {{"id", Role::id},
          {"kind", Role::fact},
          {"label_en", Role::label_en},
          {"label_ar", Role::label_ar},
          {"names_en", Role::names, "name"},
          {"names_ar", Role::names, "name"},
          {"acronyms", Role::names, "acronym", true},
          {"also", Role::references},
          {"not_names", Role::names, "not"}};
}

}  // namespace

const std::vector<FileForm>& file_forms() {
  static const std::vector<FileForm> forms = {
      {EntryType::partner, "partners.tsv", partner_columns()},
      {EntryType::topic, "topics.tsv", topic_columns()},
      {EntryType::place, "places.tsv", place_columns()},
      {EntryType::person, "people.tsv", person_columns()},
      {EntryType::outlet, "outlets.tsv", outlet_columns()},
      {EntryType::group, "groups.tsv", group_columns()},
  };
  return forms;
}

bool is_known_condition(std::string_view condition) {
  constexpr std::array kPlain = {"surname", "place", "country", "government", "written", "not shouted"};
  if (std::find(kPlain.begin(), kPlain.end(), condition) != kPlain.end()) return true;
  for (const std::string_view with_words : {"near ", "not near ", "not around ", "after ", "not before "}) {
    if (condition.starts_with(with_words) && condition.size() > with_words.size()) return true;
  }
  return false;
}

}  // namespace analyzers
