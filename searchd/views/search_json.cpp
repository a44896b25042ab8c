#include <optional>

#include "searchd/views/addresses.h"
#include "searchd/views/json.h"
#include "searchd/views/json_parts.h"
#include "searchd/views/json_writer.h"
#include "searchd/views/timeline_text.h"

namespace searchd {
namespace {

/// Writes one answer.
class SearchAnswer {
 public:
  SearchAnswer(const SearchRequest& request, const SearchResults& results, std::string_view base)
      : request_(request), results_(results), base_(base) {}

  std::string write() {
    json_.begin_object();
    write_query();
    json_.member("revision", results_.revision);
    json_.member("took_ms", rounded(results_.took_ms, 1e2));
    json_.member("total", results_.total);
    json_.member("total_relation", "exact");
    json_.member("sort", sort_name(results_.sort));
    json_.member("page", request_.page);
    json_.member("per_page", request_.per_page);
    json_.member("documents_in_all", results_.documents_in_all);
    list("hits", results_.hits);
    json_.name("facets");
    json_.begin_object();
    for (const auto& facet : results_.facets) write(facet);
    json_.end_object();
    if (results_.timeline) write_timeline(json_, *results_.timeline);
    write(results_.suggestions);
    write_links();
    json_.end_object();
    return json_.take();
  }

 private:
  void address(std::string_view name, const std::string& path) { write_address(json_, name, base_, path); }

  template <typename Items>
  void list(std::string_view name, const Items& items) {
    write_list(json_, name, items, [this](const auto& item) { write(item); });
  }

  // --- the question ---

  void write_query() {
    json_.name("query");
    json_.begin_object();
    json_.member("q", request_.typed);
    address("canonical", search_address(PageLanguage::english, request_));
    json_.name("interpretation");
    write(results_.interpretation);
    json_.end_object();
  }

  void write(const Interpretation& interpretation) {
    json_.begin_object();
    json_.member("parsed", interpretation.parsed);
    list("terms", interpretation.terms);
    list("also_searched", interpretation.also_searched);
    write_off_switch(interpretation);
    json_.texts("ignored", interpretation.ignored);
    list("repairs", interpretation.repairs);
    json_.end_object();
  }

  void write(const Interpretation::Term& term) {
    json_.begin_object();
    json_.member("typed", term.typed);
    json_.texts("matched", term.matched);
    json_.texts("why", term.why);
    json_.end_object();
  }

  void write(const Interpretation::AlsoSearched& other) {
    json_.begin_object();
    json_.member("typed", other.typed);
    json_.member("shown", other.shown);
    json_.member("source", other.source);
    json_.end_object();
  }

  void write(const Repair& repair) {
    json_.begin_object();
    json_.member("code", repair.code);
    json_.member("typed", repair.typed);
    json_.member_or_null("suggestion", repair.suggestion);
    json_.end_object();
  }

  // Where words of the other language were searched: the same search without them.
  void write_off_switch(const Interpretation& interpretation) {
    if (interpretation.also_searched.empty()) return json_.member("off_switch", nullptr);
    auto without = request_;
    without.cross = false;
    without.page = 1;
    address("off_switch", api_search_address(without));
  }

  // --- hits ---

  void write(const Hit& hit) {
    const auto& document = hit.document;
    json_.begin_object();
    write_head(json_, document, base_);
    write("title_marks", hit.title_marks);
    json_.member("kind", corpus::kind_name(document.kind));
    write_date(json_, "date", document.published);
    write_tag_lists(json_, document);
    write_link(json_, "parent", hit.parent, base_);
    write_link(json_, "translation", hit.translation, base_);
    json_.member("score", rounded(hit.score, 1e4));
    json_.member("occurrences", document.occurrences.size());
    json_.name("passages");
    json_.begin_array();
    if (!hit.passage.text.empty()) write(hit.passage);
    if (hit.second_passage) write(*hit.second_passage);
    json_.end_array();
    if (hit.explanation) write(*hit.explanation);
    json_.end_object();
  }

  void write(std::string_view name, const Marks& marks) {
    json_.name(name);
    json_.begin_array();
    for (const auto& [begin, end] : marks) {
      json_.begin_array();
      json_.value(begin);
      json_.value(end);
      json_.end_array();
    }
    json_.end_array();
  }

  void write(const analyzers::Passage& passage) {
    json_.begin_object();
    json_.member("text", passage.text);
    write("marks", passage.marks);
    json_.member("cut_before", passage.cut_before);
    json_.member("cut_after", passage.cut_after);
    json_.end_object();
  }

  void write(const Explanation& explanation) {
    json_.name("explain");
    json_.begin_array();
    for (const auto& part : explanation.parts) {
      json_.begin_object();
      json_.member_or_null("typed", part.typed);
      json_.member("why", part.why);
      json_.member("score", rounded(part.score, 1e4));
      list("terms", part.terms);
      if (part.why == "recency") json_.member("factor", rounded(explanation.recency_factor, 1e6));
      json_.end_object();
    }
    json_.end_array();
  }

  void write(const Explanation::Term& term) {
    const auto count = [this](std::string_view name, std::uint32_t number) {
      if (number == 0) return json_.member(name, nullptr);
      json_.member(name, number);
    };
    json_.begin_object();
    json_.member("term", term.matched);
    count("count", term.count);
    count("documents", term.documents);
    json_.end_object();
  }

  // --- facets ---

  void write(const Facet& facet) {
    json_.name(facet_name(facet.field));
    json_.begin_object();
    list("values", facet.values);
    json_.member("values_in_all", facet.values_in_all);
    const bool months = facet.field == FacetField::month;
    json_.member(months ? "undated" : "missing", facet.missing);
    if (months) json_.member("year_only", facet.year_only);
    json_.end_object();
  }

  void write(const FacetValue& value) {
    json_.begin_object();
    json_.member("value", value.value);
    if (request_.labels) {
      json_.name("label");
      json_.begin_object();
      json_.member("en", value.label_en);
      json_.member("ar", value.label_ar);
      json_.end_object();
    }
    json_.member("count", value.count);
    json_.member("selected", value.selected);
    json_.end_object();
  }

  // --- what else there is ---

  void write(const Suggestions& suggestions) {
    json_.name("suggestions");
    json_.begin_object();
    list("did_you_mean", suggestions.did_you_mean);
    list("filters", suggestions.filters);
    list("relaxations", suggestions.relaxations);
    json_.end_object();
  }

  void begin_suggestion(const SearchRequest& request, std::int64_t count) {
    json_.begin_object();
    json_.member("q", request.typed);
    json_.member("count", count);
    address("link", api_search_address(request));
  }

  void write(const Suggestions::Correction& correction) {
    begin_suggestion(correction.request, correction.count);
    json_.member("why", correction.why);
    json_.end_object();
  }

  void write(const Suggestions::Filter& filter) {
    begin_suggestion(filter.request, filter.count);
    const bool is_date = !filter.date.empty();
    json_.member("field", is_date ? "date" : analyzers::entry_type_name(filter.type));
    json_.member("value", is_date ? filter.date : filter.id);
    json_.member("typed", filter.typed);
    json_.end_object();
  }

  void write(const Suggestions::Relaxation& relaxation) {
    begin_suggestion(relaxation.request, relaxation.count);
    json_.member("remove", relaxation.kind);
    if (relaxation.field) {
      json_.member("what", facet_name(*relaxation.field));
    } else if (!relaxation.what.empty()) {
      json_.member("what", relaxation.what);
    }
    json_.end_object();
  }

  void write_links() {
    json_.name("links");
    json_.begin_object();
    address("self", api_search_address(request_));
    write_page_link("next", request_.page + 1);
    write_page_link("prev", request_.page - 1);
    json_.end_object();
  }

  // The same request's page `page`; null where there is none.
  void write_page_link(std::string_view name, int page) {
    const auto before = static_cast<std::int64_t>(page - 1) * request_.per_page;
    const bool is_there =
        page == 1 || (page > 1 && before < results_.total && page * request_.per_page <= kDeepestResult);
    if (!is_there) return json_.member(name, nullptr);
    auto other = request_;
    other.page = page;
    address(name, api_search_address(other));
  }

  const SearchRequest& request_;
  const SearchResults& results_;
  std::string_view base_;
  JsonWriter json_;
};

}  // namespace

std::string search_json(const SearchRequest& request, const SearchResults& results, std::string_view base) {
  return SearchAnswer(request, results, base).write();
}

}  // namespace searchd
