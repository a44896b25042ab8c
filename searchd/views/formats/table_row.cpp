#include "searchd/views/formats/table_row.h"

#include <array>
#include <utility>

#include "searchd/views/addresses.h"
#include "searchd/views/formats/citation_words.h"
#include "searchd/views/formats/one_line.h"
#include "searchd/views/json_parts.h"
#include "searchd/views/json_writer.h"

namespace searchd {
namespace {

using analyzers::EntryType;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 16> kColumns = {
    "id",     "permalink",      "source_url",    "kind",     "lang",   "title",
    "date",   "date_precision", "date_evidence", "partners", "topics", "outlets",
    "places", "translation",    "parent",        "revision"};

bool may_be_formula(std::string_view cell) {
  constexpr std::array<std::string_view, 10> kStarts = {"=",  "+",  "-",  "@",  "\t",
                                                        "\r", "＝", "＋", "－", "＠"};
  for (const auto start : kStarts) {
    if (cell.starts_with(start)) return true;
  }
  return false;
}

/// `cell` with an apostrophe between what some spreadsheets take for the end of a cell (";" where the comma
/// is the decimal sign) and what would begin a formula there, blanks and quotation marks passed over. A dash
/// behind a blank is a dash.
std::string without_hidden_formulas(std::string cell) {
  for (auto at = cell.find_first_of(";|"); at != std::string::npos; at = cell.find_first_of(";|", at + 1)) {
    const auto behind = std::string_view(cell).substr(at + 1);
    const auto begin = behind.find_first_not_of(" \"");
    const bool is_dash = begin != 0 && begin != std::string_view::npos && behind[begin] == '-';
    if (begin != std::string_view::npos && !is_dash && may_be_formula(behind.substr(begin)))
      cell.insert(at + 1, 1, '\'');
  }
  return cell;
}

/// Writes one row.
class Row {
 public:
  void add(std::string_view text) {
    if (has_cell_) row_ += ',';
    has_cell_ = true;
    auto cell = without_hidden_formulas(for_one_line(text));
    // What stood before it is gone by now; what a spreadsheet would pass over as well counts too.
    if (may_be_formula(text) || may_be_formula(cell)) cell.insert(0, 1, '\'');
    if (cell.find_first_of("\",\r\n") == std::string::npos) {
      row_ += cell;
    } else {
      row_ += '"';
      for (const char c : cell) row_.append(c == '"' ? 2 : 1, c);
      row_ += '"';
    }
  }

  std::string end() { return std::move(row_) + "\r\n"; }

 private:
  std::string row_;
  bool has_cell_ = false;
};

std::string ids_of(const corpus::Document& document, EntryType type) {
  std::string ids;
  for (const auto& tag : document.tags) {
    if (tag.type == type) ids += (ids.empty() ? "" : ";") + tag.id;
  }
  return ids;
}

}  // namespace

std::string csv_head() {
  Row row;
  for (const auto name : kColumns) row.add(name);
  return std::string(kByteOrderMark) + row.end();
}

std::string csv_row(const corpus::Document& document, std::string_view translation, std::string_view parent,
                    const RowContext& context) {
  const auto date = sound_date(document.published);
  const bool dated = date.precision != corpus::DatePrecision::unknown;
  Row row;
  row.add(document.id);
  row.add(std::string(context.base) + document_address(PageLanguage::english, document.id));
  row.add(document.url);
  row.add(corpus::kind_name(document.kind));
  row.add(analyzers::language_code(document.language));
  row.add(document.title);
  row.add(corpus::to_string(date));
  row.add(dated ? corpus::date_precision_name(date.precision) : "");
  row.add(dated ? corpus::date_evidence_name(date.evidence) : "");
  for (const auto type : {EntryType::partner, EntryType::topic, EntryType::outlet, EntryType::place})
    row.add(ids_of(document, type));
  row.add(translation);
  row.add(parent);
  row.add(std::to_string(context.revision));
  return row.end();
}

std::string json_line(const corpus::Document& document, const std::optional<DocumentLink>& translation,
                      const std::optional<DocumentLink>& parent, const RowContext& context) {
  JsonWriter json;
  json.begin_object();
  write_head(json, document, context.base);
  json.member("summary", document.summary);
  json.member("body", document.body);
  json.member("kind", corpus::kind_name(document.kind));
  write_date(json, "date", document.published);
  write_tag_lists(json, document);
  json.texts("hashtags", document.hashtags);
  write_link(json, "parent", parent, context.base);
  write_link(json, "translation", translation, context.base);
  json.member("occurrences", document.occurrences.size());
  json.member("revision", context.revision);
  json.end_object();
  return json.take() + '\n';
}

}  // namespace searchd
