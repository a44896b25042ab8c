// Which words are the same word to the search: measured through index and search, not by stems alone.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "searchd/search/ranking_rules.h"
#include "searchd/search/searcher.h"
#include "tests/quality/collection_index.h"
#include "tests/support/temporary_directory.h"

namespace quality {

/// A row of a table of pairs: "must_match" or "must_not_match", kind ("ar-suffix"), a, b with tabs between.
struct WordPair {
  bool must_match = false;
  std::string kind, a, b;
};

/// The rows of `file`; lines that begin with '#' and the heading are passed over. Throws CollectionError.
std::vector<WordPair> read_pairs(const std::filesystem::path& file);

/// An index of a thousand other texts and one document that changes.
class PairMeter {
 public:
  explicit PairMeter(analyzers::Vocabulary vocabulary);

  /// Rules of ranking that the questions below are asked with.
  searchd::RankingRules rules{};

  /// Whether a document that holds `text` alone, among the others, is found by `question` with match=all.
  bool finds(const std::string& question, const std::string& text, bool cross);

  /// Whether `pair` is as it must be, both ways round. Kind cross is asked with cross=on, all others with
  /// cross=off.
  bool holds(const WordPair& pair);

 private:
  void put(const std::string& text);

  tests::TemporaryDirectory folder_;
  analyzers::Vocabulary vocabulary_;
  CollectionWriter writer_;
  std::string text_;  // of the one document, as it is now
  std::shared_ptr<searchd::IndexView> view_;
  searchd::Searcher searcher_;
};

/// How many pairs of a class ("ar must match") are as they must be.
struct PairCount {
  int right = 0, all = 0;
  double percent() const { return all == 0 ? 0 : 100.0 * right / all; }
};
/// "ar", "en" or "cross" with "must match" or "must not match".
std::string class_of(const WordPair& pair);

}  // namespace quality
