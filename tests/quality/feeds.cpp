// feeds: how much of what feeds say of their entries the readers of feeds give.
//
// Every file of the set says in a comment what a reader should find in it, as an expression of Python, and
// which headers it was sent with:
//
//     Header: Content-Location: http://example.com/
//     Expect: not bozo and entries[0]['title'] == 'Example'
//
// What counts are the assertions on an entry's title, link, dates, summary and content. Texts are compared as
// the archive keeps them: the plain text of what was found with the plain text of what is expected.
// Addresses within markup are not kept, so they are not compared.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text_ends.h"
#include "analyzers/utf8.h"
#include "corpus/charset.h"
#include "corpus/dates/feed_date.h"
#include "corpus/plain_text.h"
#include "corpus/sources/feed_reader.h"
#include "corpus/whole_address.h"

namespace {

namespace fs = std::filesystem;
using corpus::FeedEntry;
using corpus::FeedText;

std::string trimmed(std::string_view text) { return std::string(analyzers::trimmed(text, " \t\r\n")); }

/// "entries[0]['title'] == 'Example'": field "title" of entry 0 is "Example".
struct Assertion {
  std::size_t entry = 0;
  std::string field;  // as written behind "entries[0]": "['title']"
  std::string value;  // a text; of a tuple, its numbers with ' ' between them
};

struct Expected {
  std::vector<Assertion> assertions;
  bool ill_formed = false;      // the file says so itself
  bool not_understood = false;  // what it says of an entry
};

// --- the comment ---

/// Takes the text that begins with a quote off the front of `code`.
std::optional<std::string> take_string(std::string_view& code) {
  if (code.starts_with('u') || code.starts_with('U')) code.remove_prefix(1);
  if (code.empty() || (code.front() != '\'' && code.front() != '"')) return std::nullopt;
  const char quote = code.front();
  std::string text;
  for (std::size_t at = 1; at < code.size(); ++at) {
    if (code[at] == quote) return code.remove_prefix(at + 1), text;
    if (code[at] != '\\' || at + 1 == code.size()) {
      text += code[at];
      continue;
    }
    const char escape = code[++at];
    const std::size_t digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
    if (digits > 0 && at + digits < code.size()) {
      analyzers::append_code_point(
          text, static_cast<char32_t>(std::stoul(std::string(code.substr(at + 1, digits)), nullptr, 16)));
      at += digits;
    } else {
      text += escape == 'n' ? '\n' : escape == 't' ? '\t' : escape == 'r' ? '\r' : escape;
    }
  }
  return std::nullopt;
}

/// "(2003, 12, 31, 10, 14, 55, 2, 365, 0)" as its first six numbers.
std::optional<std::string> take_tuple(std::string_view& code) {
  const auto end = code.find(')');
  if (!code.starts_with('(') || end == std::string_view::npos) return std::nullopt;
  std::string numbers(code.substr(1, end - 1));
  code.remove_prefix(end + 1);
  std::replace(numbers.begin(), numbers.end(), ',', ' ');
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(numbers.c_str(), "%d %d %d %d %d %d", &year, &month, &day, &hour, &minute, &second) != 6)
    return std::nullopt;
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", year % 10000, month % 100, day % 100,
                hour % 100, minute % 100, second % 100);
  return text;
}

bool counts(const std::string& field) {
  static const std::vector<std::string> kFields{
      "['title']",     "['title_detail']['value']",   "['link']",        "['links'][0]['href']",
      "['summary']",   "['summary_detail']['value']", "['description']", "['content'][0]['value']",
      "['published']", "['published_parsed']",        "['updated']",     "['updated_parsed']",
      "['created']",   "['created_parsed']"};
  return std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

/// One assertion of the expression: "entries[0]['link'] == entries[1]['link'] == 'http://...'".
void read_term(std::string_view term, Expected& expected) {
  std::vector<Assertion> named;
  bool wanted = false;
  while (term.starts_with("entries[")) {
    const auto close = term.find(']');
    const auto end = std::min(term.find(" ==", close), term.size());
    Assertion assertion;
    assertion.entry = static_cast<std::size_t>(std::stoul(std::string(term.substr(8, close - 8))));
    assertion.field = trimmed(term.substr(close + 1, end - close - 1));
    wanted = wanted || counts(assertion.field);
    named.push_back(std::move(assertion));
    term.remove_prefix(end);
    term.remove_prefix(std::min(term.find_first_not_of(" ="), term.size()));
  }
  if (!wanted) return;
  auto value = take_string(term);
  if (!value) value = take_tuple(term);
  expected.not_understood = expected.not_understood || !value || !trimmed(term).empty();
  for (auto& assertion : named) {
    if (!value || !counts(assertion.field)) continue;
    assertion.value = *value;
    expected.assertions.push_back(std::move(assertion));
  }
}

/// The text behind `name` on its line, of every such line of the comment.
std::vector<std::string> lines_of(std::string_view text, std::string_view name) {
  std::vector<std::string> lines;
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    if (at > 0 && text[at - 1] != '\n' && text[at - 1] != ' ' && text[at - 1] != '\t') continue;
    const auto begin = at + name.size();
    lines.push_back(trimmed(text.substr(begin, text.find('\n', begin) - begin)));
  }
  return lines;
}

Expected expected_of(std::string_view text) {
  Expected expected;
  const auto lines = lines_of(text, "Expect:");
  if (lines.empty()) return expected;
  std::string_view code = lines.front();
  // " and " within a text is part of it: what stands between quotes is passed over.
  std::size_t begin = 0;
  char quote = 0;
  for (std::size_t at = 0; at <= code.size(); ++at) {
    const bool joint = at == code.size() || (quote == 0 && code.substr(at).starts_with(" and "));
    if (joint) {
      const std::string term = trimmed(code.substr(begin, at - begin));
      expected.ill_formed = expected.ill_formed || term == "bozo";
      read_term(term, expected);
      begin = std::min(at + 5, code.size());
    } else if (quote != 0 && code[at] == '\\') {
      ++at;
    } else if (code[at] == quote) {
      quote = 0;
    } else if (quote == 0 && (code[at] == '\'' || code[at] == '"')) {
      quote = code[at];
    }
  }
  return expected;
}

corpus::FeedOrigin origin_of(std::string_view text, const fs::path& file, const fs::path& set) {
  corpus::FeedOrigin origin;
  // The address at which the tests of the set serve its files.
  origin.address = "http://127.0.0.1:8097/" + fs::relative(file, set).string();
  for (const auto& line : lines_of(text, "Header:")) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::string name = corpus::lower_case(line.substr(0, colon)),
                      value = trimmed(line.substr(colon + 1));
    if (name == "content-type") origin.content_type = value;
    if (name == "content-location") origin.address = corpus::base_within(value, origin.address);
    if (name == "content-language") origin.language = value;
  }
  return origin;
}

// --- what was found ---

struct Found {
  FeedEntry entry;
  corpus::SourceItem item;
};

std::string squeezed(std::string text) { return corpus::plain_line(text); }

/// The plain text of `expected`, which was written as `found` was.
std::string text_of(const std::string& expected, const FeedText& found) {
  return squeezed(corpus::plain_text({expected, found.form, {}}, false).text);
}

std::string date_text(const std::string& written, const std::string& expected) {
  const auto date = corpus::feed_date(written);
  if (!date) return {};
  if (!date->gmt.empty() || date->precision != corpus::DatePrecision::day) return date->gmt;
  return corpus::to_string(*date) + expected.substr(std::min<std::size_t>(10, expected.size()));
}

/// What was found for the field, as the archive has it, and what is expected, alike.
std::pair<std::string, std::string> compared(const Assertion& assertion, const Found& found) {
  const std::string& field = assertion.field;
  const FeedEntry& entry = found.entry;
  const auto* record = std::get_if<corpus::Record>(&found.item);
  const auto says = [&](std::string_view word) { return field.find(word) != std::string::npos; };
  if (says("link")) {
    const std::string kept = record == nullptr ? entry.link : record->document.url;
    return {kept, corpus::canonical_url(assertion.value).value_or(assertion.value)};
  }
  for (const auto& [word, written] :
       {std::pair{"published", &entry.published}, {"updated", &entry.updated}, {"created", &entry.created}}) {
    if (says(word))
      return {says("_parsed") ? date_text(*written, assertion.value) : *written, assertion.value};
  }
  if (says("title")) {
    const std::string kept = record == nullptr ? std::string() : record->document.title;
    return {kept, text_of(assertion.value, entry.title)};
  }
  const bool summary = !says("content") && !entry.summary.empty();
  const FeedText& text = summary ? entry.summary : entry.content;
  std::string kept = squeezed(corpus::plain_text(text, false).text);
  // As the document has it: what says nothing of its own beside the text is not kept twice.
  if (record != nullptr && (!summary || entry.content.empty())) kept = squeezed(record->document.body);
  return {kept, text_of(assertion.value, text)};
}

struct Counts {
  std::size_t files = 0, hold = 0;
};

struct Report {
  std::size_t files = 0, asserting = 0, crashed = 0, not_understood = 0;
  Counts well_formed, ill_formed, with_addresses;
};

/// Why the file's assertions do not hold; empty where they do.
std::string fault_of(const Expected& expected, const fs::path& file, const corpus::FeedOrigin& origin) {
  std::vector<Found> found;
  std::string problem;
  try {
    corpus::FeedReader reader(file, origin);
    while (auto read = reader.next()) {
      if (const auto* entry = std::get_if<FeedEntry>(&*read)) {
        found.push_back({*entry, corpus::to_source_item(*entry)});
      } else {
        problem += std::get<corpus::Problem>(*read).what + "; ";
      }
    }
  } catch (const corpus::SourceError& error) {
    problem += error.what();
  }
  for (const auto& assertion : expected.assertions) {
    if (assertion.entry >= found.size()) return "no such entry; " + problem;
    const auto [kept, wanted] = compared(assertion, found[assertion.entry]);
    if (kept != wanted) return assertion.field + " is \"" + kept + "\", not \"" + wanted + "\"; " + problem;
  }
  return {};
}

void measure(const fs::path& file, const fs::path& set, Report& report, bool all) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const std::string text = corpus::decode_page(bytes, {}).text;
  const Expected expected = expected_of(text);
  ++report.files;
  // Read whatever it asserts: none may end the program.
  const std::string fault = fault_of(expected, file, origin_of(text, file, set));
  if (expected.not_understood) {
    ++report.not_understood;
    std::printf("not understood: %s\n", fs::relative(file, set).c_str());
  }
  if (expected.assertions.empty()) return;
  ++report.asserting;
  const bool addresses =
      std::any_of(expected.assertions.begin(), expected.assertions.end(), [](const auto& assertion) {
        return assertion.value.find("href=") != std::string::npos ||
               assertion.value.find("src=") != std::string::npos;
      });
  if (addresses) ++report.with_addresses.files;
  if (addresses && fault.empty()) ++report.with_addresses.hold;
  const bool ill = expected.ill_formed || file.string().find("illformed") != std::string::npos;
  Counts& counts = ill ? report.ill_formed : report.well_formed;
  ++counts.files;
  if (fault.empty()) ++counts.hold;
  if (!fault.empty() || all)
    std::printf("%s %s: %s\n", fault.empty() ? "holds" : "FAILS", fs::relative(file, set).c_str(),
                fault.c_str());
}

void print(const Report& report) {
  std::printf("%zu files read outside sanitize/, none ended the program\n", report.files);
  std::printf("%zu of them assert an entry's title, link, dates, summary or content\n", report.asserting);
  std::printf("%zu assert it in a form that is not understood\n", report.not_understood);
  std::printf("%zu assert addresses within markup, of which the text alone is compared: %zu hold\n",
              report.with_addresses.files, report.with_addresses.hold);
  for (const auto& [name, counts] :
       {std::pair{"well-formed", report.well_formed}, std::pair{"ill-formed", report.ill_formed}}) {
    const double share =
        counts.files == 0 ? 0 : 100.0 * static_cast<double>(counts.hold) / static_cast<double>(counts.files);
    std::printf("%s: %zu of %zu hold (%.1f of 100)\n", name, counts.hold, counts.files, share);
  }
}

int run(int argc, char** argv) {
  CLI::App app("How much of what feeds say of their entries the readers of feeds give.");
  std::string set;
  bool all = false;
  app.add_option("folder", set, "with files whose comments say what is to be found in them")->required();
  app.add_flag("--all", all, "name the files that hold, too");
  CLI11_PARSE(app, argc, argv);
  if (!fs::is_directory(set)) {
    std::printf("skipped: %s is not there\n", set.c_str());
    return 0;
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(set)) {
    if (entry.is_regular_file() && entry.path().string().find("/sanitize/") == std::string::npos)
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Report report;
  for (const auto& file : files) measure(file, set, report, all);
  print(report);
  return 0;
}

}  // namespace

int main(int argc, char** argv) try { return run(argc, argv); } catch (const std::exception& error) {
  std::fprintf(stderr, "feeds: %s\n", error.what());
  return 1;
}
