#include "searchd/search/failed_searches.h"

#include <exception>
#include <utility>

namespace searchd {

void FailedSearches::note(std::string why, Question question) {
  const std::lock_guard lock(mutex_);
  ++noted_;
  ++told_.in_row;
  told_.why = std::move(why);
  question_ = std::move(question);
}

void FailedSearches::note_answer() {
  const std::lock_guard lock(mutex_);
  told_.in_row = 0;
}

void FailedSearches::forget() {
  const std::lock_guard lock(mutex_);
  ++noted_;
  told_ = {};
  question_ = nullptr;
}

void FailedSearches::ask_again(Searcher& searcher) {
  Question question;
  std::uint64_t noted = 0;
  {
    const std::lock_guard lock(mutex_);
    question = question_;
    noted = noted_;
  }
  if (!question) return;
  try {
    question(searcher);
  } catch (const std::exception&) {
    return;  // noted by the searcher where it was the index again
  }
  const std::lock_guard lock(mutex_);
  if (noted != noted_) return;
  told_ = {};
  question_ = nullptr;
}

FailedSearches::Told FailedSearches::told() const {
  const std::lock_guard lock(mutex_);
  return told_;
}

}  // namespace searchd
