// Totals, facets and pages of an index of several blocks with a delta, against a count document by document.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/index_schema.h"
#include "searchd/search/facets.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/searchd/random_database.h"

using searchd::Columns;
using searchd::Counter;
using searchd::FacetField;
using searchd::SearchRequest;
using searchd::Sort;
using tests::Dice;

namespace {

constexpr std::int32_t kFirstDay = 17'000;
constexpr unsigned kDays = 400;

struct Seen {
  std::string id, kind, language;
  std::set<std::string> partners;
  std::int32_t day = Columns::kUndated, last_day = Columns::kUndated;
  bool withdrawn = false;
};
using Documents = std::map<Xapian::docid, Seen>;

Seen some_document(unsigned number, Dice& dice) {
  Seen seen;
  const auto digits = std::to_string(number);
  seen.id = std::string(12 - digits.size(), '0') + digits;
  seen.kind = dice.one_in(4) ? "news" : "statement";
  seen.language = dice.one_in(3) ? "ar" : "en";
  while (dice.one_in(2)) seen.partners.insert("p" + std::to_string(dice.zipf(300)));
  if (!dice.one_in(5)) {
    seen.day = seen.last_day = kFirstDay + static_cast<std::int32_t>(dice.below(kDays));
    if (dice.one_in(3)) seen.last_day += static_cast<std::int32_t>(1 + dice.below(60));
  }
  seen.withdrawn = dice.one_in(20);
  return seen;
}

Xapian::Document slots_of(const Seen& seen) {
  Xapian::Document document;  // with something in each table: the index looks whether its files are there
  document.set_data("text");
  document.add_term("t");
  document.add_value(indexer::kIdSlot, seen.id);
  document.add_value(indexer::kKindSlot, seen.kind);
  document.add_value(indexer::kLanguageSlot, seen.language);
  const std::vector<std::string> partners(seen.partners.begin(), seen.partners.end());
  document.add_value(indexer::kPartnersSlot, indexer::join_ids(partners));
  if (seen.withdrawn) document.add_value(indexer::kWithdrawnSlot, "1");
  if (seen.day != Columns::kUndated) {
    document.add_value(indexer::kFirstDaySlot, Xapian::sortable_serialise(seen.day));
    document.add_value(indexer::kLastDaySlot, Xapian::sortable_serialise(seen.last_day));
    document.add_value(indexer::kPrecisionSlot, seen.day == seen.last_day ? "day" : "interval");
  }
  return document;
}

// Three blocks with gaps, and a delta of new documents and of new versions of some, with partners of its own.
Documents fill(const std::filesystem::path& generation, Dice& dice) {
  Documents documents;
  Xapian::WritableDatabase main(generation.string(), Xapian::DB_CREATE);
  for (unsigned number = 1; number <= 36'000; ++number) {
    if (number % 97 == 0) continue;
    const auto seen = documents[number] = some_document(number, dice);
    main.replace_document(number, slots_of(seen));
  }
  main.commit();
  Xapian::WritableDatabase delta(indexer::delta_folder(generation, main.get_revision()).string(),
                                 Xapian::DB_CREATE);
  delta.set_metadata(indexer::kRevisionKey, "1");
  auto number = indexer::first_number_in_delta(main);
  for (unsigned added = 1; added <= 300; ++added, ++number) {
    const bool is_new = added % 2 == 0;
    auto seen = some_document(is_new ? 100'000 + added : added, dice);
    seen.partners.insert("new" + std::to_string(added % 5));
    delta.replace_document(number, slots_of(seen));
    documents[number] = seen;
    if (is_new || documents.erase(added) == 0) continue;
    delta.set_metadata(indexer::kReplacedKeyPrefix + std::to_string(added), "1");
  }
  delta.commit();
  return documents;
}

SearchRequest random_request(Dice& dice) {
  SearchRequest request;
  auto& partners = request.filters.partners;
  if (dice.one_in(2)) partners.push_back("p" + std::to_string(dice.zipf(300)));
  if (dice.one_in(4)) partners.push_back("_missing");
  if (dice.one_in(4)) partners.push_back("new1");
  if (dice.one_in(3)) request.filters.kinds = {"news"};
  if (dice.one_in(3)) request.filters.languages = {"ar"};
  const auto day = [&dice] { return kFirstDay + static_cast<std::int32_t>(dice.below(kDays)); };
  if (dice.one_in(3)) request.dates.from = day();
  if (dice.one_in(3)) request.dates.to = day();
  request.dates.within = dice.one_in(2);
  request.facets = {FacetField::partner, FacetField::kind, FacetField::language, FacetField::month};
  request.facet_limit = 100'000;
  request.per_page = 10;
  request.page = 1 + static_cast<int>(dice.below(3));
  return request;
}

using Counts = std::map<std::string, std::int64_t>;

struct Expected {
  std::vector<Xapian::docid> found;
  Counts partners, kinds, languages, months;  // "": none, "rough": of no one month
};

std::string month_name_of(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return searchd::month_name(static_cast<int>(date.year()) * 12 + static_cast<int>(unsigned(date.month())) -
                             1);
}

std::string month_of(const Seen& seen) {
  if (seen.day == Columns::kUndated) return "";
  const auto month = month_name_of(seen.day);
  return month == month_name_of(seen.last_day) ? month : "rough";
}

bool is_inside(const Seen& seen, const SearchRequest& request) {
  const auto &from = request.dates.from, &to = request.dates.to;
  if (!from && !to) return true;
  if (seen.day == Columns::kUndated) return false;
  if (request.dates.within) return (!from || seen.day >= *from) && (!to || seen.last_day <= *to);
  return (!from || seen.last_day >= *from) && (!to || seen.day <= *to);
}

Expected expected_of(const Documents& documents, const std::set<Xapian::docid>& left_out,
                     const SearchRequest& request) {
  Expected expected;
  for (const auto& [number, seen] : documents) {
    if (seen.withdrawn || left_out.contains(number)) continue;
    const auto& asked = request.filters;
    const bool partner = asked.partners.empty() ||
                         std::ranges::any_of(asked.partners, [&, &its = seen.partners](const auto& value) {
                           return value == "_missing" ? its.empty() : its.contains(value);
                         });
    const bool kind = asked.kinds.empty() || seen.kind == "news";
    const bool language = asked.languages.empty() || seen.language == "ar";
    const bool dates = is_inside(seen, request);
    if (partner && kind && language && dates) expected.found.push_back(number);
    if (kind && language && dates) {
      for (const auto& value : seen.partners) ++expected.partners[value];
      if (seen.partners.empty()) ++expected.partners[""];
    }
    if (partner && language && dates) ++expected.kinds[seen.kind];
    if (partner && kind && dates) ++expected.languages[seen.language];
    if (partner && kind && language) ++expected.months[month_of(seen)];
  }
  return expected;
}

Counts counts_of(const searchd::Facet& facet) {
  Counts counts;
  for (const auto& value : facet.values) {
    if (value.count > 0) counts[value.value] = value.count;
  }
  if (facet.missing > 0) counts[""] = facet.missing;
  if (facet.year_only > 0) counts["rough"] = facet.year_only;
  return counts;
}

std::vector<Xapian::docid> page_of(const Documents& documents, std::vector<Xapian::docid> found, Sort sort,
                                   const SearchRequest& request) {
  std::ranges::sort(found, [&](Xapian::docid first, Xapian::docid second) {
    const auto &a = documents.at(first), &b = documents.at(second);
    if (a.day == b.day) return a.id < b.id;
    if (sort == Sort::newest) return a.day > b.day;  // undated last: their day is the least of all
    if (a.day == Columns::kUndated || b.day == Columns::kUndated) return b.day == Columns::kUndated;
    return a.day < b.day;
  });
  const auto begin = std::min(found.size(), static_cast<std::size_t>((request.page - 1) * request.per_page));
  const auto end = std::min(found.size(), begin + static_cast<std::size_t>(request.per_page));
  return {found.begin() + static_cast<std::ptrdiff_t>(begin),
          found.begin() + static_cast<std::ptrdiff_t>(end)};
}

// Facets list what the vocabulary knows: every partner here.
analyzers::Vocabulary vocabulary_of(const Documents& documents) {
  std::set<std::string> partners;
  for (const auto& [number, seen] : documents) partners.insert(seen.partners.begin(), seen.partners.end());
  std::string lines =
      "=== "
      "partners.tsv\nid\tkind\tiso2\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tadjectives_en\tadjectives_ar\t"
      "acronyms\tcapitals\tnot_names\tmember_since\tverified\tsource\n";
  for (const auto& id : partners)
    lines +=
        id + "\tstate\tFR\t" + id + "\t\u0645" + id + "\tName " + id + "\t\u0645" + id + "\t\t\t\t\t\t\t\t\n";
  return analyzers::Vocabulary::from_text(lines);
}

}  // namespace

TEST_CASE("blocks, a delta and what a question leaves out are counted as documents are one by one") {
  Dice dice(11);
  const tests::TemporaryDirectory directory;
  const auto generation = directory / "generation";
  const auto documents = fill(generation, dice);
  const indexer::IndexReader reader(generation);
  REQUIRE(reader.delta() != nullptr);
  const auto columns = Columns::load(reader);
  const auto vocabulary = vocabulary_of(documents);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(10);
  for (int round = 0; round < 120; ++round) {
    CAPTURE(round);
    const auto request = random_request(dice);
    const auto sort = dice.one_in(2) ? Sort::newest : Sort::oldest;
    Counter counter(columns, request, sort);
    std::set<Xapian::docid> left_out;
    if (const auto share = std::vector<unsigned>{1, 1, 3, 200}[dice.below(4)]; share > 1) {
      searchd::PlaceBits bits(columns.shown().places());
      for (const auto& [number, seen] : documents) {
        if (!dice.one_in(share)) left_out.insert(number);
      }
      for (const auto number : left_out) bits.set(number);
      counter.leave_out(std::move(bits));
    }
    counter.count_all(deadline);
    const auto expected = expected_of(documents, left_out, request);
    CHECK(counter.total() == static_cast<std::int64_t>(expected.found.size()));
    const auto facets = counter.facets(vocabulary, deadline);
    CHECK(counts_of(facets[0]) == expected.partners);
    CHECK(counts_of(facets[1]) == expected.kinds);
    CHECK(counts_of(facets[2]) == expected.languages);
    CHECK(counts_of(facets[3]) == expected.months);
    std::vector<Xapian::docid> page;
    for (const auto& found : counter.page()) page.push_back(found.document);
    CHECK(page == page_of(documents, expected.found, sort, request));
  }
}
