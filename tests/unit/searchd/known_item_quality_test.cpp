// How well known documents are found is what asking for them, one search after another, says.
#include "searchd/search/known_item_quality.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "searchd/search/searcher.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

using analyzers::Language;
using searchd::KnownItemQuality;
using searchd::KnownItems;
using searchd::WholeResult;
using tests::far_deadline;

namespace {

constexpr std::chrono::minutes kLongEnough{5};

std::string news(const std::string& key, const std::string& title, const std::string& more = "") {
  return R"({"kind":"news","key":"test:)" + key + R"(","title":")" + title + R"(","body":"Text.\n")" + more +
         "}";
}

KnownItemQuality measured(const tests::SmallIndex& index) {
  return searchd::Searcher(index.view()).known_items(kLongEnough, far_deadline());
}

/// All documents in the order of their numbers.
std::vector<WholeResult::Item> all_of(searchd::Searcher& searcher) {
  auto whole = searcher.all_documents(0, 1'000'000);
  std::vector<WholeResult::Item> all;
  while (auto item = whole.next()) all.push_back(std::move(*item));
  return all;
}

/// The same figures by plain searches.
class Recount {
 public:
  explicit Recount(searchd::Searcher& searcher) : searcher_(searcher), all_(all_of(searcher)) {
    for (const auto& item : all_) by_id_[item.document.id] = &item.document;
  }

  KnownItems by_title() {
    return count([](const WholeResult::Item&) { return true; },
                 [](const WholeResult::Item& item) { return item.document.id; });
  }

  KnownItems of_versions(Language asked, Language wanted) {
    return count(
        [=, this](const WholeResult::Item& item) {
          return !item.translation.empty() && item.document.language == asked &&
                 by_id_.at(item.translation)->language == wanted;
        },
        [](const WholeResult::Item& item) { return item.translation; });
  }

 private:
  KnownItems count(const std::function<bool(const WholeResult::Item&)>& is_candidate,
                   const std::function<corpus::DocumentId(const WholeResult::Item&)>& wanted) {
    std::vector<const WholeResult::Item*> candidates;
    for (const auto& item : all_) {
      if (is_candidate(item)) candidates.push_back(&item);
    }
    std::size_t step = 1;
    while ((candidates.size() + step - 1) / step > 100) ++step;
    KnownItems counts;
    for (std::size_t at = 0; at < candidates.size(); at += step) {
      ++counts.drawn;
      ask(candidates[at]->document, wanted(*candidates[at]), counts);
    }
    return counts;
  }

  void ask(const corpus::Document& document, const corpus::DocumentId& wanted, KnownItems& counts) {
    auto request = tests::asking(searchd::question_of_title(searcher_.analyzer(), document.title));
    if (request.typed.empty()) return;
    ++counts.asked;
    request.match = searchd::Match::all;
    request.per_page = 10;
    const auto found = searcher_.search(request, far_deadline());
    for (std::size_t at = 0; at < found.hits.size(); ++at) {
      const auto& hit = found.hits[at].document;
      if (hit.id != wanted && !is_alike(hit, document, wanted)) continue;
      ++counts.among_first;
      if (at == 0) ++counts.first;
      counts.reciprocal_ranks += 1.0 / static_cast<double>(at + 1);
      return;
    }
  }

  bool is_alike(const corpus::Document& hit, const corpus::Document& document,
                const corpus::DocumentId& wanted) {
    const auto& meant = *by_id_.at(wanted);
    if (document.id != wanted && (hit.id == document.id || hit.language != meant.language)) return false;
    const auto words = folded_words(searcher_.analyzer(), meant.title);
    return !words.empty() && folded_words(searcher_.analyzer(), hit.title) == words;
  }

  searchd::Searcher& searcher_;
  std::vector<WholeResult::Item> all_;
  std::map<corpus::DocumentId, const corpus::Document*> by_id_;
};

void check_same(const KnownItems& measured, const KnownItems& recounted) {
  CHECK(measured.drawn == recounted.drawn);
  CHECK(measured.asked == recounted.asked);
  CHECK(measured.first == recounted.first);
  CHECK(measured.among_first == recounted.among_first);
  CHECK(measured.reciprocal_ranks == doctest::Approx(recounted.reciprocal_ranks));
}

void tell(const std::string& what, const KnownItems& counts) {
  MESSAGE(what << ": of " << counts.asked << " first " << counts.first << ", among the first ten "
               << counts.among_first << ", MRR@10 " << counts.mean_reciprocal_rank());
}

}  // namespace

TEST_CASE("a title is asked for by its first six words that are no stop words") {
  const analyzers::Analyzer analyzer;
  struct Row {
    std::string title, question;
  };
  for (const auto& row :
       {Row{"The fall of Mosul", "fall Mosul"},
        Row{"Statement by the Minister, 13 February", "Statement Minister 13 February"},
        Row{"One two three: four, five six seven eight", "One two three four five six"},
        Row{"عودة الاستقرار إلى الموصل", "عودة الاستقرار الموصل"},
        Row{"#ThisGenerationLearns", "Generation Learns"},
        Row{"Counter-terrorism in the F-16", "Counter-terrorism F-16"}, Row{"The and of", ""}, Row{"", ""},
        Row{"– … !", ""}, Row{std::string(2000, 'x') + " end", ""}}) {
    CAPTURE(row.title);
    CHECK(searchd::question_of_title(analyzer, row.title) == row.question);
  }
}

TEST_CASE("the figures of the sample archive are those of plain searches") {
  const auto index = tests::sample_index();
  searchd::Searcher searcher(index->view());
  const auto quality = searcher.known_items(kLongEnough, far_deadline());
  CHECK_FALSE(quality.cut_short);
  tell("by title", quality.by_title);
  tell("Arabic by English", quality.arabic_by_english);
  tell("English by Arabic", quality.english_by_arabic);
  Recount recount(searcher);
  check_same(quality.by_title, recount.by_title());
  check_same(quality.arabic_by_english, recount.of_versions(Language::english, Language::arabic));
  check_same(quality.english_by_arabic, recount.of_versions(Language::arabic, Language::english));
  CHECK(quality.by_title.drawn <= searchd::kMostDrawn);
  CHECK(quality.by_title.asked >= 50);
  CHECK(quality.by_title.among_first > quality.by_title.asked / 2);
  CHECK(quality.arabic_by_english.asked >= 10);
  CHECK(quality.english_by_arabic.asked >= 10);
  CHECK(quality.state == searcher.search(tests::asking(""), far_deadline()).state);
}

TEST_CASE("every k-th document is drawn, so that there are no more than a hundred") {
  struct Row {
    int documents, drawn;
  };
  for (const auto& row : {Row{0, 0}, {1, 1}, {100, 100}, {101, 51}, {250, 84}}) {
    CAPTURE(row.documents);
    tests::SmallIndex index(tests::small_vocabulary());
    index.archive().begin_batch();
    for (int number = 0; number < row.documents; ++number)
      index.put_json(news(std::to_string(number), "Report " + std::to_string(1000 + number)));
    index.archive().commit_batch();
    index.update();
    const auto quality = measured(index);
    CHECK(quality.by_title.drawn == row.drawn);
    CHECK(quality.by_title == KnownItems{row.drawn, row.drawn, row.drawn, row.drawn, double(row.drawn)});
    CHECK(quality.by_title.mean_reciprocal_rank() == (row.drawn == 0 ? 0 : 1));
    CHECK(quality.drawn() == row.drawn);
  }
}

TEST_CASE("where two documents have one title either is the one that was meant") {
  tests::SmallIndex index(tests::small_vocabulary());
  index.put_json(news("1", "Weekly digest"));
  index.put_json(news("2", "WEEKLY  digest"));
  index.update();
  CHECK(measured(index).by_title == KnownItems{2, 2, 2, 2, 2});
}

TEST_CASE("a document of the same words in another order is another one") {
  tests::SmallIndex index(tests::small_vocabulary());
  index.put_json(news("1", "Weekly digest"));
  index.put_json(R"({"kind":"news","key":"test:2","title":"Digest weekly","body":"Weekly digest.\n"})");
  index.update();
  CHECK(measured(index).by_title == KnownItems{2, 2, 1, 2, 1.5});
}

TEST_CASE("a document without a title that can be asked for is drawn, and not asked for") {
  tests::SmallIndex index(tests::small_vocabulary());
  index.put_json(news("1", ""));
  index.put_json(news("2", "Of the and"));
  index.put_json(news("3", "Mosul"));
  index.update();
  const auto own = measured(index).by_title;
  CHECK(own.drawn == 3);
  CHECK(own.asked == 1);
  CHECK(own.first == 1);
}

TEST_CASE("a version is found by the title in the other language, where the searches go across") {
  tests::SmallIndex index(tests::small_vocabulary());
  index.put_json(news("en", "Stability in Mosul", R"(,"translation":"test:ar")"));
  index.put_json(news("ar", "الاستقرار في الموصل", R"(,"lang":"ar")"));
  index.put_json(news("other", "France"));
  index.update();
  auto quality = measured(index);
  CHECK(quality.arabic_by_english.drawn == 1);
  CHECK(quality.english_by_arabic.drawn == 1);
  CHECK(quality.arabic_by_english.asked == 1);
  CHECK(quality.asked() == 5);

  index.rebuild(indexer::Schema::plain);
  quality = measured(index);
  CHECK(quality.by_title.asked == 3);
  CHECK(quality.arabic_by_english.drawn == 0);
  CHECK(quality.english_by_arabic.drawn == 0);
}

TEST_CASE("what was cut short by the request's own deadline is measured again by the next who asks") {
  tests::SmallIndex index(tests::small_vocabulary());
  for (int number = 0; number < 100; ++number)
    index.put_json(news(std::to_string(number), "Report " + std::to_string(1000 + number)));
  index.update();
  searchd::Searcher searcher(index.view());
  searcher.search(tests::asking("report"), far_deadline());
  try {
    const auto hurried =
        searcher.known_items(kLongEnough, std::chrono::steady_clock::now() + std::chrono::milliseconds(1));
    CHECK(hurried.by_title.asked <= 100);
    CHECK(hurried.is_final != hurried.cut_short);
  } catch (const searchd::SearchTimeout&) {  // not even its warming up was done by then
    MESSAGE("it had no time at all");
  }
  CHECK(searcher.known_items(kLongEnough, far_deadline()).by_title == KnownItems{100, 100, 100, 100, 100});
}

TEST_CASE("it ends when its time is up, and what came of it is told until the index changes") {
  tests::SmallIndex index(tests::small_vocabulary());
  index.put_json(news("1", "Mosul"));
  index.update();
  const auto view = index.view();
  searchd::Searcher searcher(view), other(view);
  const auto none = searcher.known_items(std::chrono::milliseconds(0), far_deadline());
  CHECK(none.cut_short);
  CHECK(none.is_final);
  CHECK(none.by_title.drawn == 1);
  CHECK(none.asked() == 0);
  CHECK(other.known_items(kLongEnough, far_deadline()).asked() == 0);

  index.put_json(news("2", "Raqqa"));
  index.update();
  CHECK(measured(index).asked() == 2);  // another view, as if it was seen that the index changed
}
