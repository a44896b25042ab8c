// What came out of a source, in one line: for tables of files and what is in them.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "corpus/sources/source.h"

namespace tests {

struct Listing {
  std::map<std::string, int> counts;  // "news", "-draft", "!" for problems
  std::vector<corpus::Record> records;
  std::vector<corpus::Skipped> skipped;
  std::vector<corpus::Problem> problems;

  /// "news=3 -draft=1 !=1", in the order of the alphabet.
  std::string line() const {
    std::string text;
    for (const auto& [name, count] : counts)
      text += (text.empty() ? "" : " ") + name + "=" + std::to_string(count);
    return text;
  }
  int read() const {
    int all = 0;
    for (const auto& [name, count] : counts) all += count;
    return all;
  }
  const corpus::Record& titled(const std::string& title) const {
    for (const auto& record : records) {
      if (record.document.title == title) return record;
    }
    FAIL("no record is titled ", title);
    throw std::logic_error("not reached");
  }
};

inline Listing list(corpus::Source& source) {
  Listing listing;
  while (const auto item = source.next()) {
    if (const auto* record = std::get_if<corpus::Record>(&*item)) {
      ++listing.counts[std::string(corpus::kind_name(record->document.kind))];
      listing.records.push_back(*record);
    } else if (const auto* skipped = std::get_if<corpus::Skipped>(&*item)) {
      ++listing.counts["-" + skipped->why];
      listing.skipped.push_back(*skipped);
    } else if (const auto* problem = std::get_if<corpus::Problem>(&*item)) {
      ++listing.counts["!"];
      listing.problems.push_back(*problem);
    } else {
      ++listing.counts["other"];
    }
  }
  return listing;
}

inline Listing list(const std::filesystem::path& file) { return list(*corpus::open_source(file)); }

/// All text of the records, for searching in it what must not be there.
inline std::string text_of(const Listing& listing) {
  std::string text;
  for (const auto& record : listing.records) {
    const auto& document = record.document;
    text += document.title + "\n" + document.summary + "\n" + document.body + "\n" + document.key + "\n" +
            document.url;
    for (const auto& alias : document.aliases) text += alias;
    text += record.where + record.parent_key + record.translation_key;
  }
  for (const auto& skipped : listing.skipped) text += skipped.where + skipped.why + skipped.key;
  for (const auto& problem : listing.problems) text += problem.where + problem.what;
  return text;
}

}  // namespace tests
