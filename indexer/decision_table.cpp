#include "indexer/decision_table.h"

#include <array>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/text_ends.h"
#include "corpus/plain_text.h"

namespace indexer {
namespace {

constexpr std::uintmax_t kLargestTable = std::uintmax_t{16} << 20;
constexpr std::size_t kColumns = 6;

std::array<std::string, kColumns> columns_of(std::string_view line) {
  std::array<std::string, kColumns> columns;
  for (std::size_t at = 0; at < kColumns; ++at) {
    const auto end = at + 1 < kColumns ? line.find('\t') : std::string_view::npos;
    columns[at] = analyzers::trimmed(line.substr(0, end), " \t\r");
    if (end == std::string_view::npos) break;
    line.remove_prefix(end + 1);
  }
  return columns;
}

/// One line at a time.
class TableReader {
 public:
  TableReader(std::string name, const analyzers::Vocabulary& vocabulary)
      : name_(std::move(name)), tagger_(vocabulary, analyzer_) {}

  void read(std::string_view line) {
    ++number_;
    if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    const auto text = analyzers::trimmed(line, " \t\r");
    if (text.empty() || text.starts_with('#')) return;
    const auto columns = columns_of(line);
    if (number_ == 1 && columns[0] == "document" && columns[1] == "field") return;
    const auto where = name_ + ':' + std::to_string(number_);
    if (const auto problem = problem_of(line, columns)) {
      table.problems.push_back({where, *problem});
    } else {
      table.decisions.emplace_back(where, decision_of(columns));
    }
  }

  DecisionTable table;

 private:
  std::optional<std::string> problem_of(std::string_view line,
                                        const std::array<std::string, kColumns>& columns) const {
    if (!corpus::is_valid_utf8(line)) return "is not UTF-8";
    for (std::size_t at = 0; at < kColumns - 1; ++at) {
      constexpr const char* kNames[] = {"document", "field", "value", "accept or reject", "who"};
      if (columns[at].empty())
        return std::string("names no ") + kNames[at] +
               "; a line is document, field, value, accept or reject, who and why, set apart by tabs";
    }
    if (columns[3] != "accept" && columns[3] != "reject")
      return "says \"" + columns[3] + "\" where it must say accept or reject";
    const auto type = analyzers::entry_type_from_name(columns[1]);
    if (type && tagger_.entry_called(*type, columns[2]) == nullptr)
      return "names the " + columns[1] + " \"" + columns[2] + "\", which the vocabulary does not know";
    return std::nullopt;
  }

  corpus::Decision decision_of(const std::array<std::string, kColumns>& columns) const {
    corpus::Decision decision{columns[0], columns[1], columns[2], columns[3] == "accept",
                              columns[4], columns[5], {}};
    if (const auto type = analyzers::entry_type_from_name(decision.field))
      decision.value = tagger_.entry_called(*type, decision.value)->id;
    return decision;
  }

  std::string name_;
  analyzers::Analyzer analyzer_;
  analyzers::Tagger tagger_;
  std::size_t number_ = 0;
};

}  // namespace

DecisionTable read_decisions(const std::filesystem::path& file, const analyzers::Vocabulary& vocabulary) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (!error && size > kLargestTable)
    throw std::runtime_error(file.string() + " is larger than 16 MB: take it in parts");
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  TableReader reader(file.string(), vocabulary);
  for (std::string line; std::getline(in, line);) reader.read(line);
  if (in.bad()) throw std::runtime_error(file.string() + " cannot be read to its end");
  return std::move(reader.table);
}

}  // namespace indexer
