#include "corpus/pages/article_body.h"

#include <functional>
#include <vector>

#include "corpus/html_text.h"
#include "corpus/key_text.h"

namespace corpus {
namespace {

constexpr std::size_t kRun = 4;         // words
constexpr std::size_t kLeastRuns = 60;  // of an article; teasers have some forty words

/// The hashes of all runs of kRun words of `text`, folded.
std::unordered_set<std::uint64_t> runs_of(std::string_view text) {
  const std::string folded = key_text(text);
  std::vector<std::size_t> begins{0};
  for (std::size_t at = folded.find(' '); at != std::string::npos; at = folded.find(' ', at + 1)) {
    begins.push_back(at + 1);
  }
  std::unordered_set<std::uint64_t> runs;
  for (std::size_t word = 0; word + kRun <= begins.size(); ++word) {
    const std::size_t end = word + kRun < begins.size() ? begins[word + kRun] - 1 : folded.size();
    runs.insert(
        std::hash<std::string_view>{}(std::string_view(folded).substr(begins[word], end - begins[word])));
  }
  return runs;
}

double share(const std::unordered_set<std::uint64_t>& part, const std::unordered_set<std::uint64_t>& whole) {
  if (part.empty()) return 0;
  std::size_t found = 0;
  for (const auto run : part) found += whole.contains(run) ? 1U : 0U;
  return static_cast<double>(found) / static_cast<double>(part.size());
}

}  // namespace

ArticleBody::ArticleBody(std::string_view given) {
  if (given.empty()) return;
  auto read = html_text(given, Newlines::breaks);
  if (!read.ok()) return;
  text_ = std::move(read.text);
  runs_ = runs_of(text_);
  words_ = " " + key_text(text_) + " ";
}

bool ArticleBody::is_article() const { return runs_.size() >= kLeastRuns; }

double ArticleBody::share_of(std::string_view text) const { return share(runs_of(text), runs_); }

bool ArticleBody::holds(std::string_view line) const {
  return words_.find(" " + key_text(line) + " ") != std::string::npos;
}

double ArticleBody::share_found_in(std::string_view text) const { return share(runs_, runs_of(text)); }

}  // namespace corpus
