// The answers that docs/api.md and README.md show are the answers of the sample archive.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/index_directory.h"
#include "searchd/http/parameters.h"
#include "searchd/search/searcher.h"
#include "searchd/views/json.h"
#include "tests/support/places.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_directory.h"

using nlohmann::json;

namespace {

constexpr std::string_view kCut = "…";

std::string text_of(const std::string& file) {
  std::ifstream stream(tests::root_folder() + "/" + file);
  REQUIRE(stream.good());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// What stands in `text` between the first `begin` at or after `from` and the next `end`.
std::string between(const std::string& text, const std::string& begin, const std::string& end,
                    std::size_t from = 0) {
  const auto at = text.find(begin, from);
  REQUIRE_MESSAGE(at != std::string::npos, begin);
  const auto first = at + begin.size();
  const auto last = text.find(end, first);
  REQUIRE_MESSAGE(last != std::string::npos, end);
  return text.substr(first, last - first);
}

/// The sample archive as the program imports it, asked as an address asks.
class Sample {
 public:
  Sample() {
    std::vector<std::string> command{tests::indexer_program(), "--data", folder_.path().string(),
                                     "--min-free-percent",     "0",      "import"};
    for (const auto& entry : std::filesystem::directory_iterator(tests::sample_folder())) {
      if (entry.path().extension() == ".jsonl") command.push_back(entry.path().string());
    }
    const auto run = tests::run_program(command);
    REQUIRE_MESSAGE(run.exit_code == 0, run.err);
    view_ = std::make_shared<searchd::IndexView>(indexer::IndexDirectory(folder_ / "index"));
  }

  json answer(const std::string& target) const {
    const auto parsed = searchd::parse_search(target.substr(target.find('?') + 1), vocabulary_);
    REQUIRE(parsed.faults.empty());
    const auto results = searchd::Searcher(view_).search(
        parsed.request, std::chrono::steady_clock::now() + std::chrono::minutes(5));
    return json::parse(searchd::search_json(parsed.request, results, ""));
  }

 private:
  tests::TemporaryDirectory folder_;
  analyzers::Vocabulary vocabulary_ = analyzers::Vocabulary::load(tests::vocabulary_folder());
  std::shared_ptr<searchd::IndexView> view_;
};

bool is_cut(const std::string& shown) { return shown.ends_with(kCut); }

void check_shown(const json& shown, const json& real, const std::string& place);

void check_list(const json& shown, const json& real, const std::string& place) {
  const bool cut = !shown.empty() && shown.back() == kCut;
  const auto count = shown.size() - (cut ? 1 : 0);
  if (cut) {
    CHECK_MESSAGE(real.size() > count, place);
  } else {
    CHECK_MESSAGE(real.size() == count, place);
  }
  for (std::size_t i = 0; i < std::min(count, real.size()); ++i) {
    check_shown(shown[i], real[i], place + "/" + std::to_string(i));
  }
}

void check_fields(const json& shown, const json& real, const std::string& place) {
  // The page says of these that they change with the archive and the ranking.
  static const std::set<std::string> kChanging = {"revision", "took_ms", "documents_in_all", "score"};
  for (const auto& [name, value] : shown.items()) {
    REQUIRE_MESSAGE(real.contains(name), place << "/" << name << " is shown, and not answered");
    if (kChanging.count(name) > 0) {
      CHECK(real[name].is_number());
    } else {
      check_shown(value, real[name], place + "/" + name);
    }
  }
  for (const auto& field : real.items()) {
    CHECK_MESSAGE(shown.contains(field.key()), place << "/" << field.key() << " is answered, and not shown");
  }
}

void check_shown(const json& shown, const json& real, const std::string& place) {
  CAPTURE(place);
  REQUIRE(std::string(shown.type_name()) == real.type_name());
  if (shown.is_object()) return check_fields(shown, real, place);
  if (shown.is_array()) return check_list(shown, real, place);
  if (shown.is_string() && is_cut(shown.get<std::string>())) {
    const auto text = shown.get<std::string>();
    CHECK(real.get<std::string>().starts_with(text.substr(0, text.size() - kCut.size())));
    return;
  }
  CHECK(shown == real);
}

}  // namespace

TEST_CASE("the search that docs/api.md shows is answered as it shows") {
  const auto page = text_of("docs/api.md");
  const auto target = between(page, "\nGET ", "\n");
  const auto shown = json::parse(between(page, "```json\n", "```"));
  check_shown(shown, Sample().answer(target), "");
}

TEST_CASE("the search that README.md shows finds what it shows") {
  const auto page = text_of("README.md");
  const auto answer = Sample().answer(between(page, "curl -s 'http://127.0.0.1:8080", "'"));
  std::istringstream shown(between(page, ".outlets])'\n", "\n\n"));
  std::string total;
  shown >> total;
  CHECK(std::stoi(total) == answer["total"].get<int>());
  std::size_t row = 0;
  for (std::string line; std::getline(shown >> std::ws, line); ++row) {
    const auto& hit = answer["hits"].at(row);
    CHECK(json::parse(line) == json::array({hit["date"]["value"], hit["title"], hit["outlets"]}));
  }
  CHECK(row == answer["hits"].size());
}
