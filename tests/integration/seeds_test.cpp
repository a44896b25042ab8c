// The main job on real input: captures of the site go in through the real programs, answers come out over
// HTTP.
#include <httplib.h>

#include <doctest/doctest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/places.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_directory.h"

namespace {

using nlohmann::json;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

const fs::path kSeeds = fs::path(tests::shared_folder()) / "seeds";

// The seeds imported, indexed and served once for all cases below.
class SeedsServed {
 public:
  SeedsServed() : data_(directory_ / "data") {
    imported = import_seeds();
    searchd_ = std::make_unique<tests::RunningProgram>(
        std::vector<std::string>{tests::searchd_program(), "--data", data_.string(), "--port", "0"});
    const auto line = searchd_->wait_for_line("http://127.0.0.1:", 60s);
    REQUIRE(line.has_value());
    const auto port = line->substr(line->rfind(':') + 1);
    client_ = std::make_unique<httplib::Client>("127.0.0.1", std::stoi(port));
  }

  tests::ProgramResult import_seeds() const {
    return tests::run_program({tests::indexer_program(), "--data", data_.string(), "--min-free-percent", "0",
                               "import", kSeeds.string()});
  }

  json get(const std::string& path, const httplib::Params& parameters) {
    const auto response = client_->Get(httplib::append_query_params(path, parameters).c_str());
    REQUIRE_MESSAGE(response, path);
    INFO(response->body);
    REQUIRE(response->status == 200);
    return json::parse(response->body);
  }
  json search(httplib::Params parameters) {
    parameters.emplace("per_page", "100");
    return get("/api/v1/search", parameters);
  }

  fs::path data() const { return data_; }

  tests::ProgramResult imported;

 private:
  tests::TemporaryDirectory directory_;
  fs::path data_;
  std::unique_ptr<tests::RunningProgram> searchd_;
  std::unique_ptr<httplib::Client> client_;
};

SeedsServed* served() {
  if (!fs::is_directory(kSeeds)) {
    MESSAGE("skipped: there are no seeds at ", kSeeds.string());
    return nullptr;
  }
  static SeedsServed seeds;
  return &seeds;
}

std::set<std::string> ids_of(const json& answer) {
  std::set<std::string> ids;
  for (const auto& hit : answer.at("hits")) ids.insert(hit.at("id").get<std::string>());
  return ids;
}

bool has_title_with(const json& answer, const std::string& part) {
  for (const auto& hit : answer.at("hits")) {
    if (hit.at("title").get<std::string>().find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("captures import without a problem, and a second time without a change") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  INFO(seeds->imported.out, seeds->imported.err);
  CHECK(seeds->imported.exit_code == 0);

  const auto before = seeds->search({});
  const auto again = seeds->import_seeds();
  CHECK(again.exit_code == 0);
  const auto after = seeds->search({});
  CHECK(after.at("revision") == before.at("revision"));
  CHECK(after.at("total") == before.at("total"));
}

TEST_CASE("the digest items about the leader's death and the protection money are found by his name") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  const auto answer = seeds->search({{"q", "baghdadi"}, {"kind", "digest_item"}});
  CHECK(has_title_with(answer, "paid rival for protection"));
  CHECK(has_title_with(answer, "New Daesh leader declared"));
  CHECK(has_title_with(answer, "Pledges of allegiance"));
  for (const auto& hit : answer.at("hits")) CHECK(hit.at("kind") == "digest_item");
}

TEST_CASE("two spellings of one name find the same documents") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  const auto one = ids_of(seeds->search({{"q", "Qurayshi"}}));
  const auto other = ids_of(seeds->search({{"q", "Quraishi"}}));
  CHECK(one.size() >= 2);
  CHECK(one == other);
}

TEST_CASE("the outlet facet lists the newspapers that digest items name") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  const auto answer = seeds->search({{"facets", "outlet"}});
  std::set<std::string> labels;
  for (const auto& value : answer.at("facets").at("outlet").at("values")) {
    labels.insert(value.at("label").at("en").get<std::string>());
  }
  const std::set<std::string> expected{
      "Metro",    "The New York Times", "The National",     "BBC",          "Al Jazeera", "Al-Sharq Al-Awsat",
      "The Hill", "Al-Arabiya",         "Evening Standard", "The Telegraph"};
  CHECK(labels == expected);
}

TEST_CASE("an Arabic name finds the Arabic post") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  const auto answer = seeds->search({{"q", "الكاظمي"}, {"lang", "ar"}});
  REQUIRE(answer.at("total") == 1);
  CHECK(answer.at("hits")[0].at("kind") == "social_post");
}

TEST_CASE("the Africa Focus Group is found first in its joint statement or its launch") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  const auto answer = seeds->search({{"q", "Africa Focus Group"}});
  REQUIRE(answer.at("total") >= 2);
  const auto& first = answer.at("hits")[0];
  const auto title = first.at("title").get<std::string>();
  const bool is_statement = title ==
                            "Joint Statement of the Co-Chairs of the Global Coalition to Defeat Daesh/ISIS "
                            "Africa Focus Group";
  const bool is_launch =
      first.at("passages").dump().find("announced the launch of the Coalition’s Africa Focus Group") !=
      std::string::npos;
  CHECK_MESSAGE((is_statement || is_launch), title);
}

TEST_CASE("standing text alone finds nothing") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  // The sentence is printed on every page; no document of the seeds has all its words.
  const auto answer = seeds->search({{"q", "stabilisation restoration of essential public services"}});
  for (const auto& hit : answer.at("hits")) {
    CHECK(hit.dump().find("restoration of essential public services to areas") == std::string::npos);
  }
  const auto all =
      seeds->search({{"q", "stabilisation restoration of essential public services"}, {"match", "all"}});
  CHECK(all.at("total") == 0);
}

TEST_CASE("the ledger shows every stated number of members with its evidence") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  const auto ledger = seeds->get("/api/v1/ledger", {});
  std::set<std::pair<int, std::string>> stated;
  for (const auto& entry : ledger.at("entries")) {
    stated.emplace(entry.at("members").get<int>(), entry.at("evidence").get<std::string>());
  }
  const std::set<std::pair<int, std::string>> expected{{80, "boilerplate"}, {80, "welcome"},
                                                       {81, "boilerplate"}, {82, "boilerplate"},
                                                       {85, "boilerplate"}, {75, "statement"}};
  CHECK(stated == expected);
}

TEST_CASE("each of the eleven articles of the press list is a document of its own") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  const char* const articles[] = {
      "Coalition Response to Amnesty Report",
      "Coalition congratulates Iraqi people, security forces",
      "Coalition Partner Canada announces support",
      "Opening Remarks at the Global Coalition to Defeat Daesh Ministerial",
      "Guiding Principles from the Global Coalition",
      "Global Coalition to meet in Kuwait",
      "Rehabilitation of the Power Infrastructure in Mosul",
      "Readout of the Meeting of the Small Group",
      "Iraqi Forces Launch Offensive",
      "Syrian Democratic Forces Liberate Raqqa",
      "Life After Daesh",
  };
  for (const auto* title : articles) {
    CAPTURE(title);
    const auto answer = seeds->search({{"q", "\"" + std::string(title) + "\""}});
    REQUIRE(answer.at("total") >= 1);
    const auto kind = answer.at("hits")[0].at("kind").get<std::string>();
    CHECK((kind == "statement" || kind == "news"));
    CHECK(answer.at("hits")[0].at("title").get<std::string>().find(title) == 0);
  }
  const auto caption = seeds->search({{"q", "\"Iraqi Flag flies during recent election\""}});
  for (const auto& hit : caption.at("hits")) {
    CHECK(hit.at("title").get<std::string>() == "Coalition congratulates Iraqi people, security forces");
  }
}

TEST_CASE("what one capture printed twice is one document with two occurrences") {
  auto* seeds = served();
  if (seeds == nullptr) return;
  const auto answer = seeds->search({{"q", "\"Al-Qaim restored to life\""}});
  REQUIRE(answer.at("total") == 1);
  const auto document =
      seeds->get("/api/v1/documents/" + answer.at("hits")[0].at("id").get<std::string>(), {});
  CHECK(document.at("occurrences").size() == 2);
}
