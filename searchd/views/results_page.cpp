// The page of a search: its sentence, notes, cards and paging.
#include <algorithm>
#include <utility>

#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"
#include "searchd/views/text_fragment.h"

namespace searchd {
namespace {

constexpr int kMostTags = 8;  // on a card; its page shows all

// A parameter by the name that its field has on the page; by its own where the page has no such field.
std::string field_name(const std::string& parameter, const Messages& messages) {
  for (const auto& [name, key] : {std::pair{"partner", "facet.partner"},
                                  {"topic", "facet.topic"},
                                  {"kind", "facet.kind"},
                                  {"lang", "facet.language"},
                                  {"outlet", "facet.outlet"},
                                  {"place", "facet.place"},
                                  {"from", "dates.from"},
                                  {"to", "dates.to"},
                                  {"dates", "dates.heading"},
                                  {"sort", "sort.label"},
                                  {"q", "field.q"},
                                  {"page", "field.page"},
                                  {"per_page", "field.per_page"}}) {
    if (parameter == name) return messages.text(key);
  }
  return parameter;
}

std::string note_text(const PageNote& note, const Messages& messages) {
  std::string key = "note." + note.code;
  if (!note.suggestion.empty() && messages.has(key + "_near")) key += "_near";
  if (!messages.has(key)) key = "note.unknown_value";
  const std::vector<Messages::Argument> arguments = {{"field", field_name(note.name, messages)},
                                                     {"name", note.name},
                                                     {"value", note.value},
                                                     {"suggestion", note.suggestion}};
  for (const auto& plain : messages.plain_texts()) {
    if (plain.first == key) return plain.second;
  }
  return messages.format(key, arguments);
}

// Every repair has a sentence; where something near was found, another one that names it.
std::string repair_text(const Repair& repair, const Messages& messages) {
  std::string key = "note.repair." + repair.code;
  if (!repair.suggestion.empty() && messages.has(key + "_near")) key += "_near";
  if (!messages.has(key)) key = "note.repair";
  for (const auto& plain : messages.plain_texts()) {
    if (plain.first == key) return plain.second;
  }
  return messages.format(key, {{"typed", repair.typed}, {"suggestion", repair.suggestion}});
}

void set_notes(Data& data, const std::vector<PageNote>& notes, const Interpretation& interpretation,
               const Messages& messages) {
  auto list = note_items(notes, messages);
  const auto add = [&list](const std::string& text) {
    Data item;
    item.set("note", text);
    list.push_back(std::move(item));
  };
  for (const auto& repair : interpretation.repairs) {
    add(repair_text(repair, messages));
  }
  if (!interpretation.ignored.empty() && (interpretation.parsed.empty() || interpretation.cut)) {
    const auto count = static_cast<std::int64_t>(interpretation.ignored.size());
    const Messages::SetApart words{listed(interpretation.ignored, messages)};
    add(interpretation.parsed.empty()
            ? messages.format("note.nothing_searched", {{"words", words}})
            : messages.format("note.ignored", {{"count", count}, {"words", words}}));
  }
  set_list(data, "notes", std::move(list));
}

// What could not be read as a date stays in its box, to be mended there.
void keep_wrong_dates(Data& data, const std::vector<PageNote>& notes) {
  for (const auto* name : {"from", "to"}) {
    const auto wrong = std::find_if(notes.begin(), notes.end(), [&](const PageNote& note) {
      return note.name == name && note.code.compare(0, 5, "date_") == 0 && note.code != "date_order";
    });
    data.set(std::string(name) + "_wrong", wrong != notes.end());
    if (wrong == notes.end()) continue;
    data.set(name, wrong->value);
    data.set("dates_idle", false);
  }
}

Data tags_of(const corpus::Document& document, const PageView& view) {
  auto tags = empty_list();
  int shown = 0;
  for (const auto& tag : document.tags) {
    const bool filters = tag.type == analyzers::EntryType::partner || tag.type == analyzers::EntryType::topic;
    if (!filters || ++shown > kMostTags) continue;
    const auto field = tag.type == analyzers::EntryType::partner ? FacetField::partner : FacetField::topic;
    Data item;
    item.set("tag_type", std::string(analyzers::entry_type_name(tag.type)));
    item.set("tag_href", tag_address(tag, view));
    item.set("tag_label", name_of_value(field, tag.id, view.vocabulary, view.messages));
    tags.push_back(std::move(item));
  }
  return tags;
}

Data passage_of(const analyzers::Passage& passage) {
  Data shown;
  shown.set("cut_before", passage.cut_before);
  shown.set("cut_after", passage.cut_after);
  shown["passage_parts"] = marked_parts(passage.text, passage.marks);
  return shown;
}

Data passages_of(const Hit& hit) {
  Data passages(Data::type::list);
  if (!hit.passage.text.empty()) passages.push_back(passage_of(hit.passage));
  if (hit.second_passage) passages.push_back(passage_of(*hit.second_passage));
  return passages;
}

Data card_of(const Hit& hit, const SearchRequest& request, const PageView& view) {
  Data card;
  set_document(card, hit.document, view);
  const auto page = document_address(view.language, hit.document.id);
  card.set("doc_href", found_address(page, request));
  card.set("cite_href", page + "#cite");
  card.set("similar_href", page + "#similar");
  if (!request.typed.empty())
    set_text(card, "source_href", at_passage(safe_link(hit.document.url), hit.passage));
  set_links(card, hit.parent, hit.translation, view);
  // Told to those who may not be able to read it.
  const bool own = hit.document.language == archive_language_of(view.language);
  set_text(card, "no_twin", own ? "" : no_twin_text(hit.document, hit.translation, view.messages));
  const auto title = list_title(hit.document, view.messages);
  set_title(card, "doc_title", title, view);
  card["title_parts"] =
      marked_parts(title.text, title.kind == ShownTitle::Kind::given ? hit.title_marks : Marks());
  set_list(card, "passages", passages_of(hit));
  set_list(card, "tags", tags_of(hit.document, view));
  set_explanation(card, hit, view);
  return card;
}

std::string page_address(SearchRequest request, int page, PageLanguage language) {
  request.page = page;
  return search_address(language, request);
}

Data page_item(const SearchRequest& request, int page, const PageView& view) {
  Data item;
  item.set("page_gap", false);
  item.set("page_href", page_address(request, page, view.language));
  item.set("page_number", view.messages.number(page));
  item.set("page_label", view.messages.format("paging.page", {{"page", std::int64_t{page}}}));
  item.set("page_current", page == request.page);
  return item;
}

Data page_gap() {
  Data gap;
  gap.set("page_gap", true);
  gap.set("page_href", false);
  return gap;
}

// The first, the last, and two on each side of this one.
void set_paging(Data& data, const SearchRequest& request, std::int64_t total, const PageView& view) {
  const std::int64_t pages = (total + request.per_page - 1) / request.per_page;
  const int last = static_cast<int>(std::min<std::int64_t>(pages, kDeepestResult / request.per_page));
  auto list = empty_list();
  int before = 0;
  for (int page = 1; page <= last; ++page) {
    const bool near = page == 1 || page == last || std::abs(page - request.page) <= 2;
    if (!near) continue;
    if (page != before + 1) list.push_back(page_gap());
    list.push_back(page_item(request, page, view));
    before = page;
  }
  data["pages"] = std::move(list);
  data.set("has_pages", last > 1);
  set_text(data, "previous_href",
           request.page > 1 && request.page <= last + 1
               ? page_address(request, request.page - 1, view.language)
               : "");
  set_text(data, "next_href",
           request.page < last ? page_address(request, request.page + 1, view.language) : "");
}

}  // namespace

Data note_items(const std::vector<PageNote>& notes, const Messages& messages) {
  auto list = empty_list();
  for (const auto& note : notes) {
    Data item;
    item.set("note", note_text(note, messages));
    list.push_back(std::move(item));
  }
  return list;
}

Data results_data(const SearchRequest& request, const SearchResults& results,
                  const std::vector<PageNote>& notes, const std::string& today, const PageView& view,
                  Data data) {
  set_notes(data, notes, results.interpretation, view.messages);
  set_suggestions(data, results.suggestions, view);
  set_chips(data, request, view);
  set_filters(data, request, results, today, view);
  keep_wrong_dates(data, notes);
  set_timeline(data, request, results, view);
  data.set("timeline_level", std::string("3"));  // it stands under the heading of the results
  auto hits = empty_list();
  for (const auto& hit : results.hits) hits.push_back(card_of(hit, request, view));
  set_list(data, "hits", std::move(hits));
  data.set("first_number", std::to_string((request.page - 1) * request.per_page + 1));
  set_paging(data, request, results.total, view);
  set_understood(data, request, results.interpretation, view);
  return data;
}

}  // namespace searchd
