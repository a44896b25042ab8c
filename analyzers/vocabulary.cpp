#include "analyzers/vocabulary.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "analyzers/membership.h"
#include "analyzers/text_ends.h"
#include "analyzers/utf8.h"
#include "analyzers/vocabulary_form.h"

namespace analyzers {
namespace {

constexpr std::size_t kMostFaultsTold = 20;
constexpr std::string_view kSectionMark = "=== ";
constexpr std::string_view kLexiconFile = "lexicon.tsv";

const FileForm* form_of(std::string_view file) {
  const auto& forms = file_forms();
  const auto found =
      std::find_if(forms.begin(), forms.end(), [file](const auto& form) { return form.file == file; });
  return found == forms.end() ? nullptr : &*found;
}

constexpr std::array kTypeNames = {
    std::pair{EntryType::partner, std::string_view("partner")},
    std::pair{EntryType::topic, std::string_view("topic")},
    std::pair{EntryType::place, std::string_view("place")},
    std::pair{EntryType::person, std::string_view("person")},
    std::pair{EntryType::outlet, std::string_view("outlet")},
    std::pair{EntryType::group, std::string_view("group")},
};

bool is_slug(std::string_view id) {
  return !id.empty() && id.size() <= 64 && id.front() != '-' && id.back() != '-' &&
         std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// One file being read: where we are in it, what is wrong with it.
struct Reading {
  const FileForm& form;
  std::string where;  // of the file, as faults name it
  std::vector<std::string>& faults;
  std::size_t line = 0;
  bool header_seen = false;
  std::map<std::string, std::size_t, std::less<>> ids;    // with the line of each
  std::map<std::string, std::size_t, std::less<>> names;  // the same name for two things is refused

  void fault(const std::string& what) const {
    faults.push_back(where + ":" + std::to_string(line) + ": " + what);
  }
};

// A reference from one entry to another, to be checked when all files have been read.
struct Reference {
  std::string where;
  EntryType type;
  std::string id;
};

void append_condition(std::string& conditions, std::string_view condition) {
  if (!conditions.empty()) conditions += ';';
  conditions += condition;
}

// A name belongs to one entry of its type; one phrase may speak of two topics.
void keep_name(Reading& reading, Name name, Entry& entry) {
  const std::string owner = entry.type == EntryType::topic ? entry.id : std::string();
  const auto [known, is_new] =
      reading.names.emplace(owner + '\t' + name.text + '\t' + name.rule + '\t' + name.context, reading.line);
  if (!is_new) {
    return reading.fault("the name \"" + name.text + "\" stands already in line " +
                         std::to_string(known->second) + "; keep one of the two");
  }
  entry.names.push_back(std::move(name));
}

void read_conditions(Reading& reading, std::string_view conditions, Name& name) {
  for (const auto part : split(conditions, ';')) {
    const auto condition = trimmed(part);
    if (condition == "case") {
      name.case_sensitive = true;
    } else if (is_known_condition(condition)) {
      append_condition(name.context, condition);
    } else {
      reading.fault("{" + std::string(condition) + "} is no condition; docs/vocabulary.md lists them");
    }
  }
}

// "Metro {case; near newspaper/paper}" into a name and its conditions; "rebuild ~ school" into a phrase and
// its partner.
void read_name(Reading& reading, const Column& column, std::string_view written, Entry& entry) {
  Name name{.text = {},
            .rule = std::string(column.rule),
            .case_sensitive = column.case_sensitive,
            .context = std::string(column.condition)};
  if (written.ends_with('}')) {
    const auto open = written.rfind('{');
    if (open == std::string_view::npos) return reading.fault(in_quotes(written) + " has a } without {");
    read_conditions(reading, written.substr(open + 1, written.size() - open - 2), name);
    written = trimmed(written.substr(0, open));
  }
  if (const auto tilde = written.find('~'); tilde != std::string_view::npos && column.rule == "phrase") {
    const auto other_half = trimmed(written.substr(tilde + 1));
    written = trimmed(written.substr(0, tilde));
    if (written.empty() || other_half.empty()) return reading.fault("a ~ needs words on both sides");
    if (other_half.find(';') != std::string_view::npos)
      return reading.fault("a ; cannot stand behind a ~; use /");
    append_condition(name.context, "with " + std::string(other_half));
    name.rule = "words";
  }
  if (written.empty()) {
    return reading.fault("a name in " + std::string(column.name) + " is empty; take one | out");
  }
  name.text = written;
  if (written.find_first_of("{}~") != std::string_view::npos) {
    return reading.fault(in_quotes(name.text) + ": { } and ~ cannot be part of a name");
  }
  keep_name(reading, std::move(name), entry);
}

void read_references(Reading& reading, const Column& column, std::string_view cell, Entry& entry,
                     std::vector<Reference>& references) {
  const std::string where = reading.where + ":" + std::to_string(reading.line);
  entry.facts[std::string(column.name)] = cell;
  if (cell.empty()) return;
  if (column.role == Role::partner_reference) {
    references.push_back({where, EntryType::partner, std::string(cell)});
    return;
  }
  for (const auto one : split(cell, '|')) {
    const auto colon = one.find(':');
    const auto type = entry_type_from_name(one.substr(0, colon));
    if (colon == std::string_view::npos || !type) {
      reading.fault(in_quotes(std::string(one)) + " in " + std::string(column.name) +
                    " must look like partner:iraq");
    } else {
      references.push_back({where, *type, std::string(one.substr(colon + 1))});
    }
  }
}

void read_id(Reading& reading, std::string_view cell, Entry& entry) {
  entry.id = cell;
  if (!is_slug(cell)) {
    return reading.fault(in_quotes(entry.id) +
                         " is no id; use a to z, 0 to 9 and - inside, such as united-kingdom");
  }
  const auto [known, is_new] = reading.ids.emplace(entry.id, reading.line);
  if (!is_new) {
    reading.fault("the id \"" + entry.id + "\" stands already in line " + std::to_string(known->second) +
                  "; join the two lines or give this one another id");
  }
}

// A label stands for its entry, unless its file lists it with a condition of its own. A topic's label is
// found in questions alone: "Women" in a text says too little.
void add_labels(Reading& reading, Entry& entry) {
  for (const auto& label : {entry.label_en, entry.label_ar}) {
    const bool listed = std::any_of(entry.names.begin(), entry.names.end(), [&label](const Name& name) {
      return name.text == label && name.rule != "phrase" && name.rule != "words";
    });
    if (listed || label.empty()) continue;
    const std::string rule = entry.type == EntryType::topic ? "label" : "name";
    keep_name(reading, {.text = label, .rule = rule, .case_sensitive = false, .context = {}}, entry);
  }
}

void read_cell(Reading& reading, const Column& column, std::string_view cell, Entry& entry,
               std::vector<Reference>& references) {
  switch (column.role) {
    case Role::id: return read_id(reading, cell, entry);
    case Role::label_en:
    case Role::label_ar: {
      auto& label = column.role == Role::label_en ? entry.label_en : entry.label_ar;
      label = cell;
      if (cell.empty()) reading.fault(std::string(column.name) + " is empty; readers need it");
      return;
    }
    case Role::fact: entry.facts[std::string(column.name)] = cell; return;
    case Role::partner_reference:
    case Role::references: return read_references(reading, column, cell, entry, references);
    case Role::membership:
      entry.facts[std::string(column.name)] = cell;
      if (!cell.empty() && !read_membership(cell)) {
        reading.fault(in_quotes(std::string(cell)) + " in " + std::string(column.name) +
                      " must look like 2020-11-10 or 2014-09/2015");
      }
      return;
    case Role::names:
      if (cell.empty()) return;
      for (const auto name : split(cell, '|')) read_name(reading, column, trimmed(name), entry);
  }
}

void check_header(Reading& reading, const std::vector<std::string_view>& cells) {
  reading.header_seen = true;
  const auto& columns = reading.form.columns;
  const bool right =
      std::equal(cells.begin(), cells.end(), columns.begin(), columns.end(),
                 [](std::string_view cell, const Column& column) { return cell == column.name; });
  if (right) return;
  std::string wanted;
  for (const auto& column : columns) wanted += (wanted.empty() ? "" : ", ") + std::string(column.name);
  reading.fault("the first line names the columns, parted by tabs: " + wanted);
}

void read_line(Reading& reading, std::string_view line, std::vector<Entry>& entries,
               std::vector<Reference>& references) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty() || line.front() == '#') return;
  if (!is_sound_utf8(line))
    return reading.fault("not valid UTF-8, or with control signs; save the file as UTF-8");
  const auto cells = split(line, '\t');
  if (!reading.header_seen) return check_header(reading, cells);
  const auto& columns = reading.form.columns;
  if (cells.size() != columns.size()) {
    return reading.fault(std::to_string(cells.size()) + " columns instead of " +
                         std::to_string(columns.size()) + "; an empty column keeps its tab");
  }
  Entry entry{.type = reading.form.type, .id = {}, .label_en = {}, .label_ar = {}, .names = {}, .facts = {}};
  for (std::size_t i = 0; i < cells.size(); ++i)
    read_cell(reading, columns[i], trimmed(cells[i]), entry, references);
  add_labels(reading, entry);
  if (membership_of(entry) && entry.facts["source"].empty()) reading.fault("member_since needs a source");
  entries.push_back(std::move(entry));
}

void read_file(const FileForm& form, const std::string& where, std::string_view content,
               std::vector<Entry>& entries, std::vector<Reference>& references,
               std::vector<std::string>& faults) {
  Reading reading{.form = form,
                  .where = where,
                  .faults = faults,
                  .line = 0,
                  .header_seen = false,
                  .ids = {},
                  .names = {}};
  for (const auto line : split(content, '\n')) {
    ++reading.line;
    read_line(reading, line, entries, references);
  }
  if (!reading.header_seen) faults.push_back(where + ": is empty; its first line must name the columns");
}

void refuse(const std::vector<std::string>& faults) {
  if (faults.empty()) return;
  std::string text;
  for (std::size_t i = 0; i < std::min(faults.size(), kMostFaultsTold); ++i)
    text += (i == 0 ? "" : "\n") + faults[i];
  if (faults.size() > kMostFaultsTold) {
    text += "\nand " + std::to_string(faults.size() - kMostFaultsTold) + " more faults";
  }
  throw VocabularyError(text);
}

std::string read_whole(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw VocabularyError(file.string() + ": cannot be read; a vocabulary needs all six files");
  std::string content{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) throw VocabularyError(file.string() + ": reading broke off");
  if (content.starts_with("\xEF\xBB\xBF")) content.erase(0, 3);
  if (!content.empty() && content.back() != '\n') content += '\n';
  return content;
}

struct Section {
  const FileForm* form;  // nullptr: the lexicon
  std::string where;
  std::string_view content;
};

// Parts the text that text() gave at its section marks.
std::vector<Section> sections_of(std::string_view text, const std::string& directory) {
  std::vector<Section> sections;
  while (!text.empty()) {
    const auto end_of_mark = text.find('\n');
    if (!text.starts_with(kSectionMark) || end_of_mark == std::string_view::npos) {
      throw VocabularyError(
          "the text of a vocabulary begins each file with a line such as \"=== partners.tsv\"");
    }
    const auto file = text.substr(kSectionMark.size(), end_of_mark - kSectionMark.size());
    const auto* form = form_of(file);
    if (form == nullptr && file != kLexiconFile)
      throw VocabularyError("a vocabulary has no file \"" + std::string(file) + "\"");
    text.remove_prefix(end_of_mark + 1);
    const auto mark = text.starts_with(kSectionMark) ? 0 : text.find("\n=== ");
    const auto size = mark == std::string_view::npos ? text.size() : (mark == 0 ? 0 : mark + 1);
    sections.push_back({form, directory + std::string(file), text.substr(0, size)});
    text.remove_prefix(size);
  }
  return sections;
}

}  // namespace

std::string_view entry_type_name(EntryType type) {
  for (const auto& [known, name] : kTypeNames) {
    if (known == type) return name;
  }
  __builtin_unreachable();
}

std::optional<EntryType> entry_type_from_name(std::string_view name) {
  for (const auto& [type, known] : kTypeNames) {
    if (known == name) return type;
  }
  return std::nullopt;
}

Vocabulary Vocabulary::load(const std::filesystem::path& directory) {
  std::string text;
  for (const auto& form : file_forms()) {
    text.append(kSectionMark).append(form.file).append("\n").append(read_whole(directory / form.file));
  }
  if (const auto lexicon = directory / kLexiconFile; std::filesystem::exists(lexicon)) {
    text.append(kSectionMark).append(kLexiconFile).append("\n").append(read_whole(lexicon));
  }
  return read(text, (directory / "").string());
}

Vocabulary Vocabulary::from_text(std::string_view text) { return read(text, {}); }

Vocabulary Vocabulary::read(std::string_view text, const std::string& directory) {
  Vocabulary vocabulary;
  std::vector<std::string> faults;
  std::vector<Reference> references;
  bool has_lexicon = false;
  for (const auto& section : sections_of(text, directory)) {
    if (section.form == nullptr) {
      if (std::exchange(has_lexicon, true))
        throw VocabularyError(section.where + ": stands twice in the text of the vocabulary");
      read_word_pairs(section.content, section.where, vocabulary.words_, faults);
      continue;
    }
    auto& entries = vocabulary.entries_[section.form->type];
    if (!entries.empty())
      throw VocabularyError(section.where + ": stands twice in the text of the vocabulary");
    read_file(*section.form, section.where, section.content, entries, references, faults);
  }
  for (const auto& [where, type, id] : references) {
    if (vocabulary.find(type, id) != nullptr) continue;
    const std::string what = std::string(entry_type_name(type)).append(" ").append(in_quotes(id));
    faults.push_back(
        std::string(where).append(": there is no ").append(what).append("; mend the id or add its line"));
  }
  refuse(faults);
  vocabulary.text_ = text;
  return vocabulary;
}

const Entry* Vocabulary::find(EntryType type, std::string_view id) const {
  const auto of_type = entries(type);
  const auto found =
      std::find_if(of_type.begin(), of_type.end(), [id](const Entry& entry) { return entry.id == id; });
  return found == of_type.end() ? nullptr : &*found;
}

std::span<const Entry> Vocabulary::entries(EntryType type) const {
  const auto found = entries_.find(type);
  return found == entries_.end() ? std::span<const Entry>() : std::span<const Entry>(found->second);
}

}  // namespace analyzers
