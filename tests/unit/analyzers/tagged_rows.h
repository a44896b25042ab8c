// Texts and the tags that they must and must not have, by the vocabulary that editors keep.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "analyzers/tagger.h"
#include "analyzers/utf8.h"
#include "tests/support/places.h"

namespace tests {

using analyzers::Tag;

struct OurTagger {
  analyzers::Vocabulary vocabulary = analyzers::Vocabulary::load(vocabulary_folder());
  analyzers::Analyzer analyzer;
  analyzers::Tagger tagger{vocabulary, analyzer};
};

inline const analyzers::Tagger& tagger() {
  static const OurTagger ours;
  return ours.tagger;
}

inline std::string part(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::string cut;
  std::uint32_t at = 0;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    if (at >= begin && at < end) analyzers::append_code_point(cut, c);
    ++at;
  });
  return cut;
}

inline std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

inline std::string key_of(const Tag& tag) { return std::string(entry_type_name(tag.type)) + ":" + tag.id; }

inline std::string told(const std::vector<Tag>& tags) {
  std::string all;
  for (const auto& tag : tags) all += key_of(tag) + "(" + tag.rule + ") ";
  return all;
}

inline bool has(const std::vector<Tag>& tags, const std::string& key) {
  return std::any_of(tags.begin(), tags.end(), [&key](const Tag& tag) { return key_of(tag) == key; });
}

inline std::vector<Tag> tags_of_body(std::string_view body, bool digest_item = false) {
  return tagger().tags_of({.title = {}, .summary = {}, .body = body, .digest_item = digest_item});
}

// A text, the tags it must have and those it must not have; a type alone ("partner") stands for every tag of
// it.
struct TaggedRow {
  const char* text;
  const char* has;
  const char* lacks;
};

inline void check(const TaggedRow& row, bool digest_item = false) {
  CAPTURE(std::string(row.text));
  const auto tags = tags_of_body(row.text, digest_item);
  CAPTURE(told(tags));
  for (const auto& key : words_of(row.has)) {
    CAPTURE(key);
    CHECK(has(tags, key));
  }
  for (const auto& key : words_of(row.lacks)) {
    CAPTURE(key);
    const bool whole_type = key.find(':') == std::string::npos;
    CHECK(std::none_of(tags.begin(), tags.end(), [&](const Tag& tag) {
      return whole_type ? entry_type_name(tag.type) == key : key_of(tag) == key;
    }));
  }
}

}  // namespace tests
