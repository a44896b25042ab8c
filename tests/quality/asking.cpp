#include "tests/quality/asking.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>

#include "analyzers/language.h"
#include "analyzers/text_ends.h"

namespace quality {
namespace {

constexpr std::size_t kMostBytes = 1024;  // of a question: docs/api.md

// A page takes no control characters and no more bytes than this; what is cut is cut between letters.
std::string as_typed(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < ' '; }, ' ');
  return std::string(analyzers::cut_to(text, kMostBytes));
}

searchd::SearchRequest request_for(const Question& question, const AskingOptions& options) {
  searchd::SearchRequest request;
  request.typed = as_typed(question.text);
  request.repair = true;
  request.per_page = static_cast<int>(kRankingDepth);
  request.match = options.match;
  request.cross = options.cross;
  request.rules = options.rules;
  if (!options.documents_language.empty()) {
    const auto language = analyzers::language_from_code(options.documents_language);
    request.filters.languages = {
        std::string(analyzers::language_code(language.value_or(analyzers::Language::other)))};
  }
  return request;
}

}  // namespace

std::vector<std::vector<searchd::RankedDocument>> ask(const std::shared_ptr<searchd::IndexView>& view,
                                                      std::span<const Question> questions,
                                                      const AskingOptions& options) {
  std::vector<std::vector<searchd::RankedDocument>> rankings(questions.size());
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto work = [&] {
    try {
      searchd::Searcher searcher(view);
      for (auto at = next++; at < questions.size(); at = next++) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(5);
        rankings[at] = searcher.rank(request_for(questions[at], options), deadline);
      }
    } catch (...) {
      const std::lock_guard guard(failure_mutex);
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned number = 1; number < options.threads; ++number) threads.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
  return rankings;
}

std::vector<Measures> measure_each(std::span<const Question> questions,
                                   std::span<const std::vector<searchd::RankedDocument>> rankings,
                                   const std::map<corpus::DocumentId, std::string>& keys,
                                   const Qrels& qrels) {
  std::vector<Measures> each;
  for (std::size_t at = 0; at < questions.size(); ++at) {
    std::vector<std::string> ranking;
    for (const auto& ranked : rankings[at]) ranking.push_back(keys.at(ranked.id));
    each.push_back(measure(ranking, qrels.at(questions[at].id)));
  }
  return each;
}

}  // namespace quality
