// The routes of the ways into the archive: partners, topics, weekly digests, help, what it holds, values of a
// facet.
#include <chrono>
#include <limits>
#include <utility>

#include "searchd/http/page_reply.h"
#include "searchd/http/percent.h"
#include "searchd/search/filter_fields.h"
#include "searchd/views/addresses.h"
#include "searchd/views/timeline_text.h"

namespace searchd {
namespace {

using analyzers::EntryType;

constexpr std::size_t kLongestId = 200;
constexpr int kDigestsOnPage = 110;  // a year of them in two languages
// A third of what a request may take: the rest of the page is made in what is left.
constexpr std::chrono::milliseconds kQualityTime{500};

SearchRequest counting(std::vector<FacetField> facets) {
  return with_titles_alone(search_for({}), 1, std::move(facets));
}

EntryList list_of(EntryType type, const std::string& named, Searcher& searcher, Searcher::Deadline deadline) {
  auto request = counting({filter_field(type)->field});
  request.facet_limit = std::numeric_limits<int>::max();
  EntryList list{type, searcher.search(request, deadline), {}, named};
  if (type == EntryType::partner) list.ledger = searcher.ledger();
  return list;
}

// The first document of a result, where its date is known.
std::optional<Hit> dated(SearchResults results) {
  const bool known =
      !results.hits.empty() && results.hits[0].document.published.precision != corpus::DatePrecision::unknown;
  return known ? std::optional(std::move(results.hits[0])) : std::nullopt;
}

EntryRecord record_of(EntryType type, const std::string& id, Searcher& searcher,
                      Searcher::Deadline deadline) {
  const auto beside = type == EntryType::partner ? FacetField::topic : FacetField::partner;
  auto documents = counting({beside, FacetField::kind, FacetField::language});
  documents.filters.*filter_field(type)->values = {id};
  documents.timeline = true;
  auto statements = documents;
  documents.per_page = 2 * kNewestOfEntry;
  statements.filters.kinds = {std::string(corpus::kind_name(corpus::Kind::statement))};
  statements.facets.clear();
  statements.timeline = false;
  auto first = statements;
  first.sort = Sort::oldest;
  auto found = searcher.search_all({documents, first, statements}, deadline);
  return {type, id, std::move(found[0]), dated(std::move(found[1])), dated(std::move(found[2]))};
}

// The digests of a year: of the one asked for, or the newest that has any.
DigestList digests_of(const ParsedDigests& asked, Searcher& searcher, Searcher::Deadline deadline) {
  auto all = counting({});
  all.filters.kinds = {std::string(corpus::kind_name(corpus::Kind::digest))};
  auto shown = all;
  all.interval = Interval::year;
  DigestList list;
  list.all = searcher.search(all, deadline);
  const auto& years = list.all.timeline->periods;
  if (years.empty()) return list;
  const auto year_of = [](const Timeline::Period& period) {
    return std::stoi(text_of(period, Interval::year).from);
  };
  list.year = year_of(years.back());
  auto period = years.back();
  for (const auto& known : years) {
    if (year_of(known) != asked.year) continue;
    period = known;
    list.year = asked.year;
  }
  shown = request_for(shown, period, Interval::year);
  shown.items = true;
  shown.sort = Sort::newest;
  shown.per_page = kDigestsOnPage;
  shown.page = list.page = asked.page;
  list.shown = searcher.search(shown, deadline);
  list.pages = static_cast<int>((list.shown.total + kDigestsOnPage - 1) / kDigestsOnPage);
  if (list.shown.state != list.all.state) list.all.state.clear();  // of two states: to be asked again
  return list;
}

HelpExamples examples_of(std::vector<SearchRequest> asked, Searcher& searcher, Searcher::Deadline deadline) {
  auto requests = asked;
  for (auto& request : requests) {
    request = with_titles_alone(std::move(request), 1);
    request.repair = true;  // as the page of that search does
  }
  auto found = searcher.search_all(requests, deadline);
  return {std::move(asked), std::move(found)};
}

About about_of(Searcher& searcher, Searcher::Deadline deadline) {
  auto request = counting({FacetField::language, FacetField::kind, FacetField::partner, FacetField::topic,
                           FacetField::outlet, FacetField::place});
  request.interval = Interval::year;
  About about{searcher.search(request, deadline), searcher.figures(),
              searcher.known_items(kQualityTime, deadline)};
  const auto& state = about.everything.state;
  const bool is_of_one_state = about.figures.state == state && about.quality.state == state;
  if (!is_of_one_state) about.everything.state.clear();
  return about;
}

Reply answer_list(Router& router, const Exchange& exchange, EntryType type) {
  const auto language = exchange.language;
  const auto parsed = parse_named(exchange.head.query);
  const PageToMake page{type == EntryType::partner ? "partners" : "topics",
                        named_address(entries_address(language, type), parsed.named), parsed.faults};
  return answer_page(router, exchange, page, [&](Worker& worker, const auto& vocabulary, auto deadline) {
    const auto list = list_of(type, parsed.named, worker.searcher, deadline);
    return MadePage{worker.pages.entries(language, list, vocabulary, notes_of(parsed.faults)),
                    list.everything.state};
  });
}

Reply answer_entry(Router& router, const Exchange& exchange, EntryType type) {
  const auto language = exchange.language;
  const auto id = percent_decoded(exchange.rest, UrlPart::path).text;
  if (id.empty() || id.size() > kLongestId) throw NotFound("nothing has this name");
  const PageToMake page{type == EntryType::partner ? "partner" : "topic", entry_address(language, type, id),
                        parse_no_parameters(exchange.head.query)};
  return answer_page(router, exchange, page, [&](Worker& worker, const auto& vocabulary, auto deadline) {
    if (vocabulary.find(type, id) == nullptr) throw NotFound("nothing has this name");
    const auto record = record_of(type, id, worker.searcher, deadline);
    return MadePage{worker.pages.entry(language, record, vocabulary, notes_of(page.faults)),
                    record.documents.state};
  });
}

}  // namespace

Reply answer_partners(Router& router, const Exchange& exchange) {
  return answer_list(router, exchange, EntryType::partner);
}

Reply answer_partner(Router& router, const Exchange& exchange) {
  return answer_entry(router, exchange, EntryType::partner);
}

Reply answer_topics(Router& router, const Exchange& exchange) {
  return answer_list(router, exchange, EntryType::topic);
}

Reply answer_topic(Router& router, const Exchange& exchange) {
  return answer_entry(router, exchange, EntryType::topic);
}

Reply answer_digests(Router& router, const Exchange& exchange) {
  const auto language = exchange.language;
  const auto parsed = parse_digests(exchange.head.query);
  const PageToMake page{"digests", digests_address(language, parsed.year, parsed.page), parsed.faults};
  return answer_page(router, exchange, page, [&](Worker& worker, const auto& vocabulary, auto deadline) {
    const auto list = digests_of(parsed, worker.searcher, deadline);
    if (parsed.year != 0 && parsed.year != list.year) throw NotFound("there are no digests of this year");
    if (list.page > 1 && list.page > list.pages) throw NotFound("there are not so many pages");
    return MadePage{worker.pages.digests(language, list, vocabulary, notes_of(parsed.faults)),
                    list.all.state};
  });
}

Reply answer_help(Router& router, const Exchange& exchange) {
  const auto language = exchange.language;
  const PageToMake page{"help", help_address(language), parse_no_parameters(exchange.head.query)};
  return answer_page(router, exchange, page, [&](Worker& worker, const auto&, auto deadline) {
    const auto examples = examples_of(worker.pages.help_examples(language), worker.searcher, deadline);
    return MadePage{worker.pages.help(language, examples, notes_of(page.faults)),
                    examples.found.front().state};
  });
}

Reply answer_about(Router& router, const Exchange& exchange) {
  const auto language = exchange.language;
  const PageToMake page{"about", about_address(language), parse_no_parameters(exchange.head.query)};
  return answer_page(router, exchange, page, [&](Worker& worker, const auto& vocabulary, auto deadline) {
    const auto about = about_of(worker.searcher, deadline);
    return MadePage{worker.pages.about(language, about, vocabulary, notes_of(page.faults)),
                    about.everything.state, about.quality.is_final};
  });
}

Reply answer_facet_page(Router& router, const Exchange& exchange) {
  const auto language = exchange.language;
  const auto field = facet_from_name(exchange.rest);
  if (!field) throw NotFound("there is no such filter");
  const auto parsed = parse_facet_list(exchange.head.query, *router.index().current().vocabulary);
  auto request = kept_search(parsed.search.request);
  request.repair = true;
  const PageToMake page{"facet", facet_address(language, *field, request, parsed.by_name, parsed.named),
                        parsed.search.faults};
  return answer_page(router, exchange, page, [&](Worker& worker, const auto& vocabulary, auto deadline) {
    auto counted = with_titles_alone(request, 1, {*field});
    counted.facet_limit = std::numeric_limits<int>::max();
    counted.interval.reset();
    counted.explain = false;
    const FacetList list{*field, request, worker.searcher.search(counted, deadline), parsed.by_name,
                         parsed.named};
    return MadePage{worker.pages.facet(language, list, vocabulary, notes_of(page.faults)),
                    list.results.state};
  });
}

}  // namespace searchd
