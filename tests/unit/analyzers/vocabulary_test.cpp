// The vocabulary: how its files are read, what is refused, and whether our own files are complete.
#include "analyzers/vocabulary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "analyzers/language.h"
#include "analyzers/utf8.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"

using namespace analyzers;

namespace {

constexpr EntryType kAllTypes[] = {EntryType::partner, EntryType::topic,  EntryType::place,
                                   EntryType::person,  EntryType::outlet, EntryType::group};

const std::string kPeopleHeader =
    "=== "
    "people.tsv\nid\toffice\tspeaks_for\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tsurnames_en\tsurnames_"
    "ar\talso\t"
    "not_names\n";
const std::string kPartnersHeader =
    "=== "
    "partners.tsv\nid\tkind\tiso2\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tadjectives_en\tadjectives_ar\t"
    "acronyms\tcapitals\tnot_names\tmember_since\tverified\tsource\n";
const std::string kTopicsHeader = "=== topics.tsv\nid\tlabel_en\tlabel_ar\tphrases_en\tphrases_ar\n";
const std::string kOutletsHeader = "=== outlets.tsv\nid\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tacronyms\n";

std::string outlets(const std::string& lines) { return kOutletsHeader + lines; }

// What from_text() says about `text`; empty where it finds nothing wrong.
std::string fault_of(const std::string& text) {
  try {
    Vocabulary::from_text(text);
    return {};
  } catch (const VocabularyError& error) {
    return error.what();
  }
}

bool has_arabic(const std::string& text) {
  bool found = false;
  for_each_code_point(text, [&found](char32_t c) { found = found || is_arabic_letter(c); });
  return found;
}

const Name* name_of(const Entry& entry, const std::string& text) {
  const auto found = std::find_if(entry.names.begin(), entry.names.end(),
                                  [&text](const Name& name) { return name.text == text; });
  return found == entry.names.end() ? nullptr : &*found;
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("a vocabulary text with a fault is refused, and the message names file, line and remedy") {
  struct Row {
    const char* why;
    std::string text;
    const char* says;
  };
  const Row rows[] = {
      {"no section", "id\tlabel", "begins each file with a line such as"},
      {"an unknown file", "=== songs.tsv\n", "no file \"songs.tsv\""},
      {"the same file twice", outlets("a\tA\tأ\t\t\t\n") + outlets("b\tB\tب\t\t\t\n"), "twice"},
      {"nothing in a file", "=== outlets.tsv\n", "outlets.tsv: is empty"},
      {"another header", "=== outlets.tsv\nid\tlabel\n", "outlets.tsv:1: the first line names the columns"},
      {"columns missing", outlets("bbc\tBBC\tبي\n"), "outlets.tsv:2: 3 columns instead of 6"},
      {"columns too many", outlets("bbc\tBBC\tبي\t\t\t\t\n"), "outlets.tsv:2: 7 columns instead of 6"},
      {"capitals in an id", outlets("BBC\tBBC\tبي\t\t\t\n"), "\"BBC\" is no id"},
      {"a space in an id", outlets("the hill\tThe Hill\tهيل\t\t\t\n"), "\"the hill\" is no id"},
      {"an id that ends in a hyphen", outlets("bbc-\tBBC\tبي\t\t\t\n"), "\"bbc-\" is no id"},
      {"no id", outlets("\tBBC\tبي\t\t\t\n"), "\"\" is no id"},
      {"an id twice", outlets("a\tA\tأ\t\t\t\n# x\na\tB\tب\t\t\t\n"),
       "outlets.tsv:4: the id \"a\" stands already in line 2"},
      {"no English label", outlets("a\t\tأ\t\t\t\n"), "outlets.tsv:2: label_en is empty"},
      {"no Arabic label", outlets("a\tA\t\t\t\t\n"), "outlets.tsv:2: label_ar is empty"},
      {"an empty name", outlets("a\tA\tأ\tAlpha||Beta\t\t\n"), "a name in names_en is empty"},
      {"a name of two things", outlets("a\tA\tأ\tNews\t\t\nb\tB\tب\tNews\t\t\n"),
       "outlets.tsv:3: the name \"News\""},
      {"a label of two things", outlets("a\tA\tأ\t\t\t\nb\tA\tب\t\t\t\n"), "outlets.tsv:3: the name \"A\""},
      {"an unknown condition", outlets("a\tA\tأ\tMetro {loud}\t\t\n"), "{loud} is no condition"},
      {"near nothing", outlets("a\tA\tأ\tMetro {near }\t\t\n"), "is no condition"},
      {"a brace that was not opened", outlets("a\tA\tأ\tMetro}\t\t\n"), "a } without {"},
      {"a brace that was not closed", outlets("a\tA\tأ\tMetro {case\t\t\n"), "cannot be part of a name"},
      {"a name of conditions alone", outlets("a\tA\tأ\t{case}\t\t\n"), "is empty"},
      {"a tilde outside topics", outlets("a\tA\tأ\tsea ~ sky\t\t\n"), "cannot be part of a name"},
      {"a phrase without its other half", kTopicsHeader + "a\tA\tأ\tsea ~\t\n", "needs words on both sides"},
      {"a semicolon behind a tilde", kTopicsHeader + "a\tA\tأ\tsea ~ sky/;cloud\t\n",
       "a ; cannot stand behind a ~"},
      {"a membership that is no date", kPartnersHeader + "a\tstate\t\tA\tأ\t\t\t\t\t\t\t\tsoon\tyes\tx\n",
       "partners.tsv:2: \"soon\" in member_since must look like"},
      {"a membership without its source", kPartnersHeader + "a\tstate\t\tA\tأ\t\t\t\t\t\t\t\t2014\tyes\t\n",
       "partners.tsv:2: member_since needs a source"},
      {"bytes that are no UTF-8", outlets("a\tA\xff\tأ\t\t\t\n"), "outlets.tsv:2: not valid UTF-8"},
      {"a control sign", outlets("a\tA\x01\tأ\t\t\t\n"),
       "outlets.tsv:2: not valid UTF-8, or with control signs"},
      {"a person who speaks for nobody known", kPeopleHeader + "a\t\tatlantis\tA\tأ\t\t\t\t\t\t\n",
       "people.tsv:2: there is no partner \"atlantis\""},
      {"a reference to nothing", kPeopleHeader + "a\t\t\tA\tأ\t\t\t\t\tperson:b\t\n",
       "there is no person \"b\""},
      {"a reference without its type", kPeopleHeader + "a\t\t\tA\tأ\t\t\t\t\tbbc\t\n",
       "must look like partner:iraq"},
      {"a reference of an unknown type", kPeopleHeader + "a\t\t\tA\tأ\t\t\t\t\tcolour:red\t\n",
       "must look like"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto says = row.says;
    CHECK_MESSAGE(fault_of(row.text).find(says) != std::string::npos, fault_of(row.text));
  }
}

TEST_CASE("all faults are told at once, up to twenty") {
  std::string lines;
  for (int i = 0; i < 25; ++i) lines += "Bad Id\n";
  const auto told = fault_of(outlets(lines));
  CHECK(told.find("outlets.tsv:2: ") != std::string::npos);
  CHECK(told.find("outlets.tsv:21: ") != std::string::npos);
  CHECK(told.find("outlets.tsv:22: ") == std::string::npos);
  CHECK(told.find("and 5 more faults") != std::string::npos);
}

TEST_CASE("names carry their rule, their capitals and their conditions") {
  const auto vocabulary = Vocabulary::from_text(
      outlets("metro\tMetro\tمترو\tMetro {case}|London Metro {near newspaper/paper; case}\t\tMTR\n") +
      kTopicsHeader + "schools\tSchools\tمدارس\tback to school|rebuild ~ school/university\t\n");
  const auto* metro = vocabulary.find(EntryType::outlet, "metro");
  REQUIRE(metro != nullptr);
  REQUIRE(name_of(*metro, "Metro") != nullptr);
  CHECK(name_of(*metro, "Metro")->case_sensitive);
  CHECK(name_of(*metro, "Metro")->context.empty());
  CHECK(name_of(*metro, "London Metro")->case_sensitive);
  CHECK(name_of(*metro, "London Metro")->context == "near newspaper/paper");
  CHECK(name_of(*metro, "MTR")->rule == "acronym");
  CHECK(name_of(*metro, "MTR")->case_sensitive);
  CHECK_MESSAGE(name_of(*metro, "مترو")->rule == "name", "a label that no column lists is a name too");
  CHECK(metro->names.size() == 4);

  const auto* schools = vocabulary.find(EntryType::topic, "schools");
  REQUIRE(schools != nullptr);
  CHECK(name_of(*schools, "back to school")->rule == "phrase");
  CHECK(name_of(*schools, "rebuild")->rule == "words");
  CHECK(name_of(*schools, "rebuild")->context == "with school/university");
  CHECK(name_of(*schools, "Schools")->rule == "label");
}

TEST_CASE("a file may have comments, empty lines, Windows line ends and a byte order mark") {
  const tests::TemporaryDirectory directory;
  const auto ours = Vocabulary::load(tests::vocabulary_folder());
  for (const auto* file : {"partners.tsv", "topics.tsv", "places.tsv", "people.tsv", "groups.tsv"}) {
    std::filesystem::copy_file(std::filesystem::path(tests::vocabulary_folder()) / file, directory / file);
  }
  write(directory / "outlets.tsv",
        "\xEF\xBB\xBF# papers\r\n\r\nid\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tacronyms\r\nbbc\tBBC\tبي بي "
        "سي\t\t\t");
  const auto vocabulary = Vocabulary::load(directory / ".");
  CHECK(vocabulary.entries(EntryType::outlet).size() == 1);
  CHECK(vocabulary.find(EntryType::outlet, "bbc")->label_ar == "بي بي سي");
  CHECK(vocabulary.entries(EntryType::partner).size() == ours.entries(EntryType::partner).size());
}

TEST_CASE("a folder that lacks a file says which") {
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(Vocabulary::load(directory / "."), doctest::Contains("partners.tsv: cannot be read"),
                       VocabularyError);
}

TEST_CASE("a fault in a file is told with the file's path") {
  const tests::TemporaryDirectory directory;
  for (const auto* file :
       {"partners.tsv", "topics.tsv", "places.tsv", "people.tsv", "groups.tsv", "outlets.tsv"}) {
    std::filesystem::copy_file(std::filesystem::path(tests::vocabulary_folder()) / file, directory / file);
  }
  std::ofstream(directory / "topics.tsv", std::ios::app) << "Sports\tSports\tرياضة\t\t\n";
  CHECK_THROWS_WITH_AS(Vocabulary::load(directory / "."),
                       doctest::Contains("/topics.tsv:30: \"Sports\" is no id"), VocabularyError);
}

TEST_CASE("the text of a vocabulary gives the vocabulary again") {
  const auto loaded = Vocabulary::load(tests::vocabulary_folder());
  const auto again = Vocabulary::from_text(loaded.text());
  CHECK(again.text() == loaded.text());
  for (const auto type : kAllTypes) {
    CAPTURE(entry_type_name(type));
    const auto before = loaded.entries(type);
    const auto after = again.entries(type);
    REQUIRE(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      CHECK(before[i].id == after[i].id);
      CHECK(before[i].facts == after[i].facts);
      CHECK(before[i].names.size() == after[i].names.size());
    }
  }
  CHECK(Vocabulary::from_text("").entries(EntryType::partner).empty());
  CHECK(Vocabulary().text().empty());
}

TEST_CASE("the words for types are read back") {
  for (const auto type : kAllTypes) CHECK(entry_type_from_name(entry_type_name(type)) == type);
  CHECK_FALSE(entry_type_from_name("Partner").has_value());
  CHECK_FALSE(entry_type_from_name("").has_value());
}

TEST_CASE("every entry of ours has a slug, both labels and a name in each language") {
  const auto vocabulary = Vocabulary::load(tests::vocabulary_folder());
  for (const auto type : kAllTypes) {
    std::set<std::string> ids;
    for (const auto& entry : vocabulary.entries(type)) {
      CAPTURE(entry_type_name(type));
      CAPTURE(entry.id);
      CHECK(ids.insert(entry.id).second);
      CHECK(entry.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
      CHECK_FALSE(entry.label_en.empty());
      CHECK(has_arabic(entry.label_ar));
      CHECK_FALSE(has_arabic(entry.label_en));
      int english = 0;
      int arabic = 0;
      for (const auto& name : entry.names) {
        if (name.rule == "not" || name.rule == "label") continue;
        (has_arabic(name.text) ? arabic : english) += 1;
      }
      CHECK(english > 0);
      CHECK(arabic > 0);
    }
  }
}

TEST_CASE("no two entries of a type share a name") {
  const auto vocabulary = Vocabulary::load(tests::vocabulary_folder());
  for (const auto type : kAllTypes) {
    if (type == EntryType::topic) continue;  // one phrase may speak of two topics
    std::map<std::string, std::string> owners;
    for (const auto& entry : vocabulary.entries(type)) {
      for (const auto& name : entry.names) {
        const auto [owner, is_new] = owners.emplace(name.text, entry.id);
        CAPTURE(name.text);
        CAPTURE(entry.id);
        CHECK(owner->second == entry.id);
      }
    }
  }
}

TEST_CASE("our files are as full as they must be") {
  const auto vocabulary = Vocabulary::load(tests::vocabulary_folder());
  CHECK(vocabulary.entries(EntryType::partner).size() >= 85);
  CHECK(vocabulary.entries(EntryType::topic).size() >= 20);
  CHECK(vocabulary.entries(EntryType::place).size() >= 80);
  CHECK(vocabulary.entries(EntryType::person).size() >= 60);
  CHECK(vocabulary.entries(EntryType::outlet).size() >= 50);
  CHECK(vocabulary.entries(EntryType::group).size() >= 40);
  for (const auto& partner : vocabulary.entries(EntryType::partner)) {
    CAPTURE(partner.id);
    const auto& kind = partner.facts.at("kind");
    CHECK((kind == "state" || kind == "organisation"));
    CHECK((kind == "state") == (partner.facts.at("iso2").size() == 2));
    const auto& verified = partner.facts.at("verified");
    CHECK((verified == "yes" || verified == "no"));
  }
}
