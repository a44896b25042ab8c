#include "indexer/record_history.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

#include "corpus/dates/date.h"

namespace indexer {
namespace {

using corpus::Document;
using corpus::Version;
using Json = nlohmann::ordered_json;
using Words = std::vector<std::string_view>;

constexpr std::size_t kMostCompared = 4'000'000;  // words of one text times words of the other: 16 MB

/// Words and line ends of a text.
Words words_of(std::string_view text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') {
      words.push_back(text.substr(at++, 1));
    } else if (text[at] == ' ') {
      ++at;
    } else {
      const auto end = std::min(text.find_first_of(" \n", at), text.size());
      words.push_back(text.substr(at, end - at));
      at = end;
    }
  }
  return words;
}

/// What happens to a row of words: they stay, go or come.
struct Step {
  enum class Kind { stays, goes, comes };
  Kind kind;
  std::string_view word;
};

/// The longest common subsequence of what lies between equal beginnings and ends (Wagner and Fischer 1974).
class Comparison {
 public:
  Comparison(const Words& before, const Words& after) : before_(before), after_(after) {
    while (begin_ < std::min(before.size(), after.size()) && before[begin_] == after[begin_]) ++begin_;
    while (equal_end_ < std::min(before.size(), after.size()) - begin_ &&
           before[before.size() - 1 - equal_end_] == after[after.size() - 1 - equal_end_]) {
      ++equal_end_;
    }
  }

  std::vector<Step> steps() {
    for (std::size_t at = 0; at < begin_; ++at) add(Step::Kind::stays, before_[at]);
    const auto rows = before_.size() - equal_end_ - begin_;
    const auto columns = after_.size() - equal_end_ - begin_;
    if (rows * columns > kMostCompared) {
      for (std::size_t i = 0; i < rows; ++i) add(Step::Kind::goes, before_[begin_ + i]);
      for (std::size_t j = 0; j < columns; ++j) add(Step::Kind::comes, after_[begin_ + j]);
    } else {
      add_compared(rows, columns);
    }
    for (std::size_t at = 0; at < equal_end_; ++at) {
      add(Step::Kind::stays, before_[before_.size() - equal_end_ + at]);
    }
    return std::move(steps_);
  }

 private:
  void add(Step::Kind kind, std::string_view word) { steps_.push_back({kind, word}); }

  void add_compared(std::size_t rows, std::size_t columns) {
    // longest[i][j]: of what is left of both from i and j on.
    std::vector<std::vector<std::uint32_t>> longest(rows + 1, std::vector<std::uint32_t>(columns + 1));
    for (auto i = rows; i-- > 0;) {
      for (auto j = columns; j-- > 0;) {
        longest[i][j] = before_[begin_ + i] == after_[begin_ + j]
                            ? longest[i + 1][j + 1] + 1
                            : std::max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    for (std::size_t i = 0, j = 0; i < rows || j < columns;) {
      if (i < rows && j < columns && before_[begin_ + i] == after_[begin_ + j]) {
        add(Step::Kind::stays, before_[begin_ + i]);
        ++i, ++j;
      } else if (j == columns || (i < rows && longest[i + 1][j] >= longest[i][j + 1])) {
        add(Step::Kind::goes, before_[begin_ + i++]);
      } else {
        add(Step::Kind::comes, after_[begin_ + j++]);
      }
    }
  }

  const Words& before_;
  const Words& after_;
  std::size_t begin_ = 0, equal_end_ = 0;
  std::vector<Step> steps_;
};

/// Steps into lines, of which only those are kept in which something goes or comes.
class Lines {
 public:
  void add(const Step& step) {
    const bool is_end = step.word == "\n";
    if (step.kind != kind_ || is_end) close();
    if (is_end) {
      changed_ = changed_ || step.kind != Step::Kind::stays;
      return end_line();
    }
    if (!line_.empty()) line_ += ' ';
    if (kind_ == Step::Kind::stays && step.kind != Step::Kind::stays) {
      line_ += step.kind == Step::Kind::goes ? "[-" : "{+";
      changed_ = true;
    }
    kind_ = step.kind;
    line_ += step.word;
  }

  std::string take() {
    close();
    end_line();
    return std::move(text_);
  }

 private:
  void close() {
    if (kind_ == Step::Kind::goes) line_ += "-]";
    if (kind_ == Step::Kind::comes) line_ += "+}";
    kind_ = Step::Kind::stays;
  }
  void end_line() {
    if (changed_ && !line_.empty()) text_ += "  " + line_ + '\n';
    line_.clear();
    changed_ = false;
  }

  Step::Kind kind_ = Step::Kind::stays;
  bool changed_ = false;
  std::string line_, text_;
};

std::string difference_of(const std::string& before, const std::string& after) {
  const auto old_words = words_of(before);
  const auto new_words = words_of(after);
  Lines lines;
  for (const auto& step : Comparison(old_words, new_words).steps()) lines.add(step);
  return lines.take();
}

std::string joined(const std::vector<std::string>& texts, const char* between) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : between) + text;
  return all;
}

std::string tags_text(const Document& document) {
  std::vector<std::string> tags;
  for (const auto& tag : document.tags) {
    tags.push_back(std::string(analyzers::entry_type_name(tag.type)) + '/' + tag.id + " (" + tag.rule + ')');
  }
  return joined(tags, "\n");
}

std::string date_text(const corpus::PublicationDate& date) {
  if (date.precision == corpus::DatePrecision::unknown) return {};
  return corpus::to_string(date) + " (" + std::string(corpus::date_evidence_name(date.evidence)) + ": " +
         date.words + ')';
}

std::string events_text(const Document& document) {
  std::vector<std::string> events;
  for (const auto& event : document.events) {
    events.push_back(corpus::to_string(event) + " (" + std::string(corpus::date_rule_name(event.rule)) +
                     ": " + event.words + ')');
  }
  return joined(events, "\n");
}

/// A field of a document as text, in the order in which differences are told.
struct FieldText {
  const char* name;
  std::string (*text)(const Document&);
};

constexpr FieldText kFields[] = {
    {"kind", [](const Document& d) { return std::string(corpus::kind_name(d.kind)); }},
    {"language", [](const Document& d) { return std::string(analyzers::language_code(d.language)); }},
    {"title", [](const Document& d) { return d.title; }},
    {"summary", [](const Document& d) { return d.summary; }},
    {"body", [](const Document& d) { return d.body; }},
    {"url", [](const Document& d) { return d.url; }},
    {"date", [](const Document& d) { return date_text(d.published); }},
    {"modified", [](const Document& d) { return date_text(d.modified); }},
    {"events", events_text},
    {"hashtags", [](const Document& d) { return joined(d.hashtags, "\n"); }},
    {"tags", tags_text},
};

std::vector<std::string> changes_of(const std::vector<Version>& versions, std::size_t at) {
  if (at == 0) return {"first seen"};
  auto changed = changed_fields(versions[at - 1].document, versions[at].document);
  if (changed.empty()) changed.push_back("nothing");
  return changed;
}

}  // namespace

std::vector<std::string> changed_fields(const Document& before, const Document& after) {
  std::vector<std::string> changed;
  for (const auto& field : kFields) {
    if (field.text(before) != field.text(after)) changed.emplace_back(field.name);
  }
  return changed;
}

std::string history_text(const std::vector<Version>& versions) {
  std::ostringstream text;
  for (std::size_t at = 0; at < versions.size(); ++at) {
    const auto& version = versions[at];
    text << at + 1 << "  revision " << version.revision << "  " << version.provenance.imported_at << "  "
         << version.provenance.format << "  " << version.provenance.source << "  "
         << joined(changes_of(versions, at), ", ") << '\n';
  }
  return text.str();
}

std::string withdrawal_text(const Document& document) {
  if (!document.withdrawn) return "";
  return "no longer shown since " + document.withdrawn->time + ": " + document.withdrawn->reason + '\n';
}

std::string sightings_text(const std::vector<corpus::Record::Memory::Sighting>& sightings) {
  std::string text;
  for (const auto& seen : sightings)
    text += "seen from " + seen.first + " to " + seen.last + " in " + seen.source + '\n';
  return text;
}

std::string decisions_text(const std::vector<corpus::Decision>& decisions) {
  std::string text;
  for (const auto& decision : decisions) {
    text += "decided " + decision.time + " by " + decision.who + ": " + decision.field + ' ' +
            decision.value + (decision.accepted ? " accepted" : " rejected") +
            (decision.why.empty() ? "\n" : " (" + decision.why + ")\n");
  }
  return text;
}

std::string history_json(const std::vector<Version>& versions,
                         const std::vector<corpus::Record::Memory::Sighting>& sightings,
                         const std::vector<corpus::Decision>& decisions) {
  auto list = Json::array();
  for (std::size_t at = 0; at < versions.size(); ++at) {
    const auto& from = versions[at].provenance;
    list.push_back(
        {{"version", at + 1},
         {"revision", versions[at].revision},
         {"imported_at", from.imported_at},
         {"format", from.format},
         {"source", from.source},
         {"importer_version", from.importer_version},
         {"superseded_at", at + 1 < versions.size() ? versions[at + 1].provenance.imported_at : ""},
         {"raw_sha256", from.raw_sha256},
         {"raw_bytes", versions[at].raw_size},
         {"media_type", from.media_type},
         {"fetched_from", from.fetched_from},
         {"fetched_at", from.fetched_at},
         {"title", versions[at].document.title},
         {"changed", at == 0 ? std::vector<std::string>{}
                             : changed_fields(versions[at - 1].document, versions[at].document)}});
  }
  auto seen = Json::array();
  for (const auto& sighting : sightings)
    seen.push_back({{"source", sighting.source}, {"first", sighting.first}, {"last", sighting.last}});
  auto decided = Json::array();
  for (const auto& decision : decisions) {
    decided.push_back({{"field", decision.field},
                       {"value", decision.value},
                       {"verdict", decision.accepted ? "accept" : "reject"},
                       {"who", decision.who},
                       {"why", decision.why},
                       {"time", decision.time}});
  }
  Json withdrawn;  // null where it is shown
  if (!versions.empty() && versions.back().document.withdrawn) {
    const auto& withdrawal = *versions.back().document.withdrawn;
    withdrawn = {{"reason", withdrawal.reason}, {"time", withdrawal.time}};
  }
  const Json all = {{"id", versions.empty() ? "" : versions.back().document.id},
                    {"withdrawn", std::move(withdrawn)},
                    {"versions", std::move(list)},
                    {"seen", std::move(seen)},
                    {"decisions", std::move(decided)}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string difference_text(const Document& before, const Document& after) {
  std::string text;
  for (const auto& field : kFields) {
    const auto old_text = field.text(before);
    const auto new_text = field.text(after);
    if (old_text == new_text) continue;
    const auto difference = difference_of(old_text, new_text);
    text += std::string(field.name) + '\n' + (difference.empty() ? "  (only in its spaces)\n" : difference);
  }
  return text;
}

}  // namespace indexer
