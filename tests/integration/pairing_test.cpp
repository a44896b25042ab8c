// Two versions of one text that nobody links: found by `indexer pair`, shown by searchd, kept by an export.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "corpus/document.h"
#include "corpus/writer_lock.h"
#include "tests/support/indexer_desk.h"
#include "tests/support/raw_client.h"

using namespace std::chrono_literals;
using nlohmann::json;
using tests::Desk;
using tests::read_file;
using tests::says;

namespace {

constexpr const char* kLines =
    R"({"key":"en","kind":"news","lang":"en","title":"Denmark repairs the bridges of Ramadi","published":{"date":"2017-05-09"},"body":"Denmark will repair 14 bridges in Ramadi and Fallujah at a cost of 3,750,000 dollars. The engineers met the governor of Anbar on Tuesday; 260 workers of the city begin with the bridge beside the hospital, and Japan pays for the electricity.\n"}
{"key":"ar","kind":"news","lang":"ar","title":"الدنمارك تصلح جسور الرمادي","published":{"date":"2017-05-09"},"body":"ستصلح الدنمارك 14 جسراً في الرمادي والفلوجة بكلفة 3,750,000 دولار. والتقى المهندسون محافظ الأنبار يوم الثلاثاء، ويبدأ 260 عاملاً من المدينة بالجسر المجاور للمستشفى، وتدفع اليابان ثمن الكهرباء.\n"}
{"key":"en other","kind":"news","lang":"en","title":"Schools open again in Mosul","published":{"date":"2017-05-09"},"body":"Ninety schools opened in Mosul this week. Teachers said that 41,000 children came on the first morning, and Norway sends books and desks.\n"}
{"key":"ar other","kind":"news","lang":"ar","title":"تدريب الطيارين في الأردن","published":{"date":"2017-05-09"},"body":"أنهى 33 طياراً تدريبهم في قاعدة في الأردن، وقدمت بلجيكا أربع طائرات.\n"}
)";

std::string imported(const Desk& desk, const char* name, const std::string& lines) {
  const auto file = desk.file(name);
  std::ofstream(file, std::ios::binary) << lines;
  const auto result = desk.run({"import", file});
  CHECK_MESSAGE(result.exit_code == 0, result.out << result.err);
  return file;
}

// Without dictionaries: whether they are installed must not matter.
tests::ProgramResult pair(const Desk& desk, std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"pair", "--dictionaries", ""});
  return desk.run(more);
}

std::string id_of(const char* key) { return corpus::document_id_of(key); }

/// searchd on the data folder of a desk.
struct Serving {
  explicit Serving(const Desk& desk)
      : program({tests::searchd_program(), "--data", desk.data().string(), "--port", "0", "--quiet",
                 "--dictionaries", ""}) {
    const auto line = program.wait_for_line("serving ", 60s);
    REQUIRE(line.has_value());
    port = std::atoi(line->substr(line->rfind(':') + 1).c_str());
  }
  std::string page(const std::string& target) const { return tests::get(port, target); }
  json answer(const std::string& target) const { return json::parse(tests::body_of(page(target))); }

  tests::RunningProgram program;
  int port = 0;
};

}  // namespace

TEST_CASE("two versions that nobody links are found, shown with the reasons, and survive an export") {
  const Desk desk;
  imported(desk, "four.jsonl", kLines);
  const auto before = desk.run({"export"}).out;

  const auto looked = pair(desk, {"--dry-run"});
  CHECK(looked.exit_code == 0);
  CHECK_MESSAGE(says(looked.out, id_of("ar") + '\t' + id_of("en") + '\t'), looked.out);
  CHECK(says(looked.out, "numbers: "));
  CHECK(says(looked.out, "read 4 documents: 1 pairs, nothing stored"));
  const auto as_json = json::parse(pair(desk, {"--dry-run", "--json"}).out);
  REQUIRE(as_json["twins"].size() == 1);
  CHECK(as_json["twins"][0]["english"] == id_of("en"));
  CHECK(desk.run({"export"}).out == before);

  const auto made = pair(desk);
  CHECK(made.exit_code == 0);
  CHECK(says(made.out, "read 4 documents: 1 pairs; 1 made, 0 with other evidence, 0 dropped, 0 unchanged"));
  CHECK(says(made.out, "index: 2 documents written"));
  CHECK(made.err.empty());
  const auto again = pair(desk);
  CHECK(says(again.out, "0 made, 0 with other evidence, 0 dropped, 1 unchanged"));
  CHECK(says(again.out, "index: 0 documents written"));
  CHECK(json::parse(pair(desk, {"--json"}).out) == json{{"documents", 4},
                                                        {"pairs", 1},
                                                        {"stored", true},
                                                        {"made", 0},
                                                        {"changed", 0},
                                                        {"dropped", 0},
                                                        {"unchanged", 1}});
  CHECK(desk.run({"check"}).exit_code == 0);
  CHECK(desk.stats()["archive"]["found_twins"] == 1);

  const Serving serving(desk);
  const auto hits = serving.answer("/api/v1/search?q=bridges&cross=off")["hits"];
  REQUIRE(hits.size() == 1);
  CHECK(hits[0]["translation"]["id"] == id_of("ar"));
  const auto translation = serving.answer("/api/v1/documents/" + id_of("ar"))["translation"];
  CHECK(translation["id"] == id_of("en"));
  CHECK(translation["evidence"] == "found");
  CHECK(translation["score"] == as_json["twins"][0]["score"]);
  CHECK(translation["order"] == as_json["twins"][0]["order"]);
  CHECK(translation["reasons"] == as_json["twins"][0]["reasons"]);
  CHECK(says(serving.page("/d/" + id_of("en")), "found by its words"));
  CHECK(says(serving.page("/ar/d/" + id_of("en")), "استُدلّ عليها بكلماتها"));
  CHECK_FALSE(says(serving.page("/d/" + id_of("en other")), "found by its words"));

  const auto text = desk.run({"export"}).out;
  CHECK(says(text, R"({"type":"twins","arabic":")" + id_of("ar")));
  const Desk copy;
  imported(copy, "copy.jsonl", text);
  CHECK(copy.run({"export"}).out == text);
  CHECK(copy.run({"check"}).exit_code == 0);
  CHECK(says(pair(copy).out, "0 made, 0 with other evidence, 0 dropped, 1 unchanged"));
  CHECK(copy.run({"export"}).out == text);
}

TEST_CASE("what a source states takes the place of what was found, as soon as it is imported") {
  const Desk desk;
  imported(desk, "four.jsonl", kLines);
  REQUIRE(pair(desk).exit_code == 0);
  std::string stating = std::string(kLines).substr(0, std::string(kLines).find('\n'));
  stating.insert(1, R"("translation":"ar other",)");
  imported(desk, "stating.jsonl", stating + '\n');
  const Serving serving(desk);
  const auto translation = serving.answer("/api/v1/documents/" + id_of("en"))["translation"];
  CHECK(translation["id"] == id_of("ar other"));
  CHECK(translation["evidence"] == "stated");
  CHECK(translation["score"].is_null());
  CHECK(translation["reasons"].empty());
  CHECK(serving.answer("/api/v1/documents/" + id_of("ar"))["translation"].is_null());
  CHECK_FALSE(says(serving.page("/d/" + id_of("en")), "found by its words"));
  CHECK(desk.run({"check"}).exit_code == 0);
}

TEST_CASE("what pair cannot do ends with 1, a wrong call with 2") {
  const Desk desk;
  CHECK(pair(desk).exit_code == 1);
  CHECK(pair(desk, {"--dry-run"}).exit_code == 1);
  CHECK(pair(desk, {"--no-such-flag"}).exit_code == 2);
  imported(desk, "four.jsonl", kLines);
  const corpus::WriterLock held(desk.data(), "test");
  const auto refused = pair(desk);
  CHECK(refused.exit_code == 1);
  CHECK(says(refused.err, "test"));
  CHECK_MESSAGE(pair(desk, {"--dry-run"}).exit_code == 0, "who only looks waits for nobody");
}
