// Small readers of the formats that searchd writes, by the rules of each: what a test takes apart.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tests {

/// The rows of a CSV file (RFC 4180: CR LF, quotes doubled), a byte order mark before them passed over;
/// nothing where it breaks a rule.
inline std::optional<std::vector<std::vector<std::string>>> read_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::vector<std::string>> rows;
  while (!text.empty()) {
    auto& row = rows.emplace_back();
    for (bool more = true; more;) {
      std::string cell;
      if (text.starts_with('"')) {
        for (text.remove_prefix(1);; text.remove_prefix(1)) {
          if (text.empty()) return std::nullopt;
          if (text.starts_with("\"\"")) {
            text.remove_prefix(1);
          } else if (text.front() == '"') {
            break;
          }
          cell += text.front();
        }
        text.remove_prefix(1);
      } else {
        const auto end = text.find_first_of(",\r\n");
        if (end == std::string_view::npos) return std::nullopt;
        cell = text.substr(0, end);
        if (cell.find('"') != std::string::npos) return std::nullopt;
        text.remove_prefix(end);
      }
      row.push_back(std::move(cell));
      more = text.starts_with(',');
      if (more) text.remove_prefix(1);
    }
    if (!text.starts_with("\r\n")) return std::nullopt;
    text.remove_prefix(2);
  }
  return rows;
}

/// The records of an RIS file as lists of tag and value; nothing where a line is no "XX  - value", or a
/// record does not begin with TY and end with ER.
using RisRecord = std::vector<std::pair<std::string, std::string>>;
inline std::optional<std::vector<RisRecord>> read_ris(std::string_view text) {
  std::vector<RisRecord> records;
  bool open = false;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 2);
    if (line.empty() && !open) continue;
    if (line.size() < 6 || line.substr(2, 4) != "  - ") return std::nullopt;
    const std::string tag(line.substr(0, 2));
    if (open == (tag == "TY")) return std::nullopt;
    if (tag == "TY") records.emplace_back();
    open = tag != "ER";
    if (open) records.back().emplace_back(tag, line.substr(6));
  }
  return open ? std::nullopt : std::optional(records);
}

/// The values of one tag.
inline std::vector<std::string> values_of(const RisRecord& record, std::string_view tag) {
  std::vector<std::string> values;
  for (const auto& [name, value] : record) {
    if (name == tag) values.push_back(value);
  }
  return values;
}

/// An entry of a BibTeX file, its values as written between their outer braces.
struct BibtexEntry {
  std::string type, key;
  std::map<std::string, std::string> fields;
};

/// Braces are counted as BibTeX counts them, escaped ones too. Nothing where the file is none.
inline std::optional<std::vector<BibtexEntry>> read_bibtex(std::string_view text) {
  std::vector<BibtexEntry> entries;
  const auto skip = [&text](std::string_view signs) {
    text.remove_prefix(std::min(text.find_first_not_of(signs), text.size()));
  };
  const auto take_until = [&text](std::string_view signs) {
    const auto taken = text.substr(0, text.find_first_of(signs));
    text.remove_prefix(taken.size());
    return std::string(taken);
  };
  for (skip(" \n"); !text.empty(); skip(" \n")) {
    if (!text.starts_with('@')) return std::nullopt;
    text.remove_prefix(1);
    auto& entry = entries.emplace_back();
    entry.type = take_until("{");
    if (text.empty()) return std::nullopt;
    text.remove_prefix(1);
    entry.key = take_until(",}");
    while (text.starts_with(',')) {
      text.remove_prefix(1);
      skip(" \n");
      const auto name = take_until(" =");
      skip(" =");
      std::string value;
      if (text.starts_with('{')) {
        int depth = 0;
        do {
          if (text.empty()) return std::nullopt;
          depth += text.front() == '{' ? 1 : text.front() == '}' ? -1 : 0;
          value += text.front();
          text.remove_prefix(1);
        } while (depth > 0);
        value = value.substr(1, value.size() - 2);
      } else {
        value = take_until(",\n}");
      }
      if (name.empty() || !entry.fields.emplace(name, value).second) return std::nullopt;
      skip(" \n");
    }
    if (!text.starts_with('}')) return std::nullopt;
    text.remove_prefix(1);
  }
  return entries;
}

}  // namespace tests
