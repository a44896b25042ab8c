#include "tests/support/made_up_archive.h"

#include <array>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/document_json.h"

namespace tests {
namespace {

constexpr std::array<std::string_view, 24> kEnglish = {
    "Mosul", "the Coalition", "stabilisation", "partners", "Iraq",      "families", "returned",
    "Daesh", "financing",     "schools",       "Jordan",   "ministers", "met",      "in",
    "Raqqa", "and",           "reopened",      "hospital", "demining",  "women",    "Germany",
    "U.S.",  "support",       "#DefeatDaesh"};
constexpr std::array<std::string_view, 24> kArabic = {
    "الموصل", "التحالف", "الدولي",  "العراق", "النازحين",  "عودة",    "داعش",  "المدارس",
    "الأردن", "وزراء",   "اجتماع",  "في",     "الرقة",     "و",       "إعادة", "المستشفى",
    "تمويل",  "النساء",  "ألمانيا", "دعم",    "المقاتلين", "الأجانب", "سوريا", "#دحر_داعش"};
constexpr std::array<corpus::Kind, 6> kKinds = {corpus::Kind::news,        corpus::Kind::statement,
                                                corpus::Kind::digest_item, corpus::Kind::social_post,
                                                corpus::Kind::page,        corpus::Kind::podcast};

using Random = std::minstd_rand;

std::string words(Random& random, bool arabic, std::size_t count) {
  const auto& from = arabic ? kArabic : kEnglish;
  std::string text;
  for (std::size_t word = 0; word < count; ++word) {
    if (!text.empty()) text.push_back(' ');
    text.append(from[random() % from.size()]);
  }
  return text;
}

std::string key_of(std::uint32_t number) { return "made-up:" + std::to_string(number); }

corpus::PublicationDate date_of(Random& random) {
  corpus::PublicationDate date;
  const auto choice = random() % 4;
  if (choice == 0) return date;
  const auto year = std::chrono::year{static_cast<int>(2014 + random() % 12)};
  const auto month = std::chrono::month{choice == 1 ? 1U : static_cast<unsigned>(1 + random() % 12)};
  const auto day = std::chrono::day{choice == 3 ? static_cast<unsigned>(1 + random() % 28) : 1U};
  date.first_day = year / month / day;
  constexpr std::array kPrecisions = {corpus::DatePrecision::unknown, corpus::DatePrecision::year,
                                      corpus::DatePrecision::month, corpus::DatePrecision::day};
  date.precision = kPrecisions[choice];
  date.evidence = corpus::DateEvidence::metadata;
  date.words = corpus::to_string(date);
  return date;
}

}  // namespace

corpus::Document made_up_document(std::uint32_t number, std::uint32_t edition) {
  Random random(number * 2654435761U + 1);
  corpus::Document document;
  const bool arabic = number % 2 == 1;
  document.key = key_of(number);
  document.id = corpus::document_id_of(document.key);
  document.kind = number % 40 == 0 ? corpus::Kind::digest : kKinds[random() % kKinds.size()];
  document.language = arabic ? analyzers::Language::arabic : analyzers::Language::english;
  document.published = date_of(random);
  document.title = words(random, arabic, 4 + random() % 5) + " " + std::to_string(number);
  document.body = words(random, arabic, 10 + random() % 40) + ".\n";
  if (edition > 0) document.body += "Edition " + std::to_string(edition) + ".\n";
  if (document.kind == corpus::Kind::digest_item) document.parent = key_of(number - number % 40);
  if (number % 10 == 1) document.translation = key_of(number - 1);
  return document;
}

void write_made_up(const std::filesystem::path& file, std::uint32_t first, std::uint32_t last,
                   std::uint32_t edition) {
  std::ofstream out(file, std::ios::binary);
  for (auto number = first; number < last; ++number) {
    out << corpus::to_json_line(made_up_document(number, edition)) << '\n';
  }
  out.close();
  if (!out) throw std::runtime_error("cannot write " + file.string());
}

void put_made_up(corpus::Archive& archive, std::uint32_t first, std::uint32_t last, std::uint32_t edition) {
  corpus::Provenance provenance{"made-up.jsonl", "json-lines", "2026-11-21T08:50:25Z", "test", ""};
  archive.begin_batch();
  for (auto number = first; number < last; ++number) {
    corpus::Record record;
    record.document = made_up_document(number, edition);
    record.parent_key = std::exchange(record.document.parent, "");
    record.translation_key = std::exchange(record.document.translation, "");
    record.raw_sha256 = corpus::sha256_hex(record.document.body);
    archive.put(record, provenance);
  }
  archive.commit_batch();
}

}  // namespace tests
