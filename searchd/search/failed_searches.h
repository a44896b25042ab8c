// Searches that the index failed: how often in a row, why, and the question to find out whether it still
// does.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

namespace searchd {

class Searcher;

/// Where this many searches in a row fail, an index counts as one that cannot be searched.
inline constexpr int kMostFailuresInRow = 3;

/// Safe from any thread.
class FailedSearches {
 public:
  using Question = std::function<void(Searcher&)>;  // throws where it fails

  /// A search failed, by what the index is and not by what was asked. `question` asks it once more.
  void note(std::string why, Question question);
  /// A search was answered.
  void note_answer();
  /// Another index has come: what was noted is of the one before.
  void forget();

  /// Asks the last question that failed once more, where there is one, and forgets it where it is answered.
  void ask_again(Searcher& searcher);

  struct Told {
    int in_row = 0;
    std::string why;  // of the last one that is not known to be answered now; empty: none
  };
  Told told() const;

 private:
  mutable std::mutex mutex_;
  Told told_;
  Question question_;
  std::uint64_t noted_ = 0;  // failures and indexes so far: tells whether anything came in between
};

}  // namespace searchd
