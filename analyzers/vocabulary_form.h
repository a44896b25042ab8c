// Which columns each vocabulary file has. docs/vocabulary.md says the same to editors.
#pragma once

#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"

namespace analyzers {

/// What a column of a file holds. `partner_reference` is the id of one partner; `references` are things of
/// any type, written `place:syria|partner:iraq`; `names` make the entry found in text;
/// `membership` is a date or two (membership.h).
enum class Role { id, label_en, label_ar, fact, partner_reference, references, names, membership };

struct Column {
  std::string_view name;
  Role role;
  std::string_view rule = {};       // of its names
  bool case_sensitive = false;      // of its names
  std::string_view condition = {};  // which each of its names must meet
};

struct FileForm {
  EntryType type;
  std::string_view file;
  std::vector<Column> columns;
};

/// The files in the order in which Vocabulary::text() holds them.
const std::vector<FileForm>& file_forms();

/// Whether `condition` may stand in the braces behind a name.
bool is_known_condition(std::string_view condition);

}  // namespace analyzers
