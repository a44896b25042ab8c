#include "searchd/views/page_data.h"

#include <algorithm>
#include <utility>

#include "analyzers/utf8.h"
#include "searchd/search/filter_fields.h"
#include "searchd/views/direction.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

// "date read in the text", and before it what is not known of the date.
std::string certainty_of(const corpus::PublicationDate& date, const Messages& messages) {
  using corpus::DatePrecision;
  if (date.precision == DatePrecision::unknown) return messages.text("date.undated");
  const auto evidence = messages.text("certainty." + std::string(corpus::date_evidence_name(date.evidence)));
  if (date.precision == DatePrecision::interval) return messages.text("date.interval") + " · " + evidence;
  if (date.precision == DatePrecision::month) return messages.text("date.month_only") + " · " + evidence;
  if (date.precision == DatePrecision::year) return messages.text("date.year_only") + " · " + evidence;
  return evidence;
}

// For search engines: the page in each language, and the one for whoever speaks neither. All of them name
// all.
Data editions(const std::string& public_url, const PageFrame& frame) {
  auto list = empty_list();
  if (frame.addresses.empty()) return list;
  const auto add = [&](const std::string& name, PageLanguage wanted) {
    Data edition;
    edition.set("edition_lang", name);
    edition.set("edition_href", public_url + frame.addresses.at(place_of(wanted)));
    list.push_back(std::move(edition));
  };
  for (const auto each : page_languages()) add(page_language_code(each), each);
  add("x-default", PageLanguage::english);
  return list;
}

// The links to the page in the other languages, each called as its readers call it.
Data other_editions(PageLanguage language, const PageFrame& frame) {
  auto list = empty_list();
  const auto& links = frame.links.empty() ? frame.addresses : frame.links;
  if (links.empty()) return list;
  for (const auto each : page_languages()) {
    if (each == language) continue;
    Data other;
    other.set("other_href", links.at(place_of(each)));
    other.set("other_lang", page_language_code(each));
    other.set("other_dir", std::string(html_direction(each)));
    other.set("other_name", page_language_name(each));
    list.push_back(std::move(other));
  }
  return list;
}

void add_part(Data& parts, const std::string& text, bool marked, int* number) {
  if (text.empty()) return;
  Data part;
  part.set("part", text);
  part.set("marked", marked);
  set_text(part, "mark_id", marked && number != nullptr ? "m" + std::to_string(++*number) : "");
  parts.push_back(std::move(part));
}

}  // namespace

std::string iso_of(const corpus::PublicationDate& date) {
  return date.precision == corpus::DatePrecision::interval ? std::string() : corpus::to_string(date);
}

void set_text(Data& data, const std::string& name, const std::string& text) {
  if (text.empty()) {
    data.set(name, false);
  } else {
    data.set(name, text);
  }
}

Data empty_list() { return Data(Data::type::list); }

void set_list(Data& data, const std::string& name, Data list) {
  data.set("has_" + name, list.is_non_empty_list());
  data[name] = std::move(list);
}

std::string_view html_language(analyzers::Language language) {
  switch (language) {
    case analyzers::Language::arabic: return "ar";
    case analyzers::Language::english: return "en";
    case analyzers::Language::mixed: return "mul";
    case analyzers::Language::other: return "und";
  }
  return "und";
}

std::string_view html_direction(PageLanguage language) { return is_right_to_left(language) ? "rtl" : "ltr"; }

Data frame_data(PageLanguage language, const std::string& public_url, const PageFrame& frame) {
  Data data;
  data.set("page_lang", page_language_code(language));
  data.set("page_dir", std::string(html_direction(language)));
  data.set("title", frame.title);
  data.set("stylesheet", stylesheet().address);
  data.set("script", script().address);
  data.set("page_path", path_of(language));
  data.set("home", home_address(language));
  data.set("everything", search_address(language, search_for({})));
  data.set("partners_href", entries_address(language, analyzers::EntryType::partner));
  data.set("topics_href", entries_address(language, analyzers::EntryType::topic));
  data.set("digests_href", digests_address(language));
  data.set("help_href", help_address(language));
  data.set("about_href", about_address(language));
  data.set("action", search_address(language, search_for({})));
  data.set("typed", frame.typed);
  data.set("noindex", !frame.for_search_engines);
  const bool has_address = !frame.addresses.empty();
  set_text(data, "canonical", has_address ? public_url + frame.addresses.at(place_of(language)) : "");
  set_list(data, "others", other_editions(language, frame));
  set_list(data, "editions", editions(public_url, frame));
  set_text(data, "json_href", frame.json_address);
  set_text(data, "opensearch", public_url.empty() ? "" : opensearch_address(language));
  data.set("footer_index", false);
  set_list(data, "kept", empty_list());
  return data;
}

void set_title(Data& data, const std::string& name, const ShownTitle& title, const PageView& view) {
  const bool none = title.kind == ShownTitle::Kind::none;
  data.set(name, title.text);
  set_text(data, name + "_class", title.kind == ShownTitle::Kind::given ? "" : "untitled");
  set_text(data, name + "_lang", none ? page_language_code(view.language) : "");
  set_text(data, name + "_dir", none ? std::string(html_direction(view.language)) : "");
}

void set_document(Data& data, const corpus::Document& document, const PageView& view) {
  const auto& messages = view.messages;
  data.set("doc_id", document.id);
  data.set("doc_lang", std::string(html_language(document.language)));
  data.set("doc_dir", direction_of(document.language));
  data.set("doc_href", document_address(view.language, document.id));
  set_title(data, "doc_title", whole_title(document, messages), view);
  data.set("kind_label", messages.text("kind." + std::string(corpus::kind_name(document.kind))));
  set_text(data, "date_text", messages.date(document.published));
  set_text(data, "date_iso", iso_of(document.published));
  data.set("certainty", certainty_of(document.published, messages));

  const auto link = safe_link(document.url);
  set_text(data, "source_href", link);
  data.set("source_shown", document.url);
  data.set("source_text", messages.format("results.source_at", {{"host", host_of(link)}}));

  auto outlets = empty_list();
  for (const auto& tag : document.tags) {
    if (tag.type != analyzers::EntryType::outlet) continue;
    Data outlet;
    outlet.set("outlet_href", tag_address(tag, view));
    outlet.set("outlet_label", name_of_value(FacetField::outlet, tag.id, view.vocabulary, messages));
    outlets.push_back(std::move(outlet));
  }
  set_list(data, "outlets", std::move(outlets));
}

void set_links(Data& data, const std::optional<DocumentLink>& parent,
               const std::optional<DocumentLink>& translation, const PageView& view) {
  data.set("twin_href", false);
  data.set("parent_href", false);
  if (translation) {
    data.set("twin_href", document_address(view.language, translation->id));
    set_title(data, "twin_title", list_title(*translation, view.messages), view);
    data.set("twin_lang", std::string(html_language(translation->language)));
    data.set("twin_dir", direction_of(translation->language));
    data.set("twin_in", view.messages.text("results.twin." +
                                           std::string(analyzers::language_code(translation->language))));
  }
  if (parent) {
    data.set("parent_href", document_address(view.language, parent->id));
    set_title(data, "parent_title", list_title(*parent, view.messages), view);
    data.set("parent_lang", std::string(html_language(parent->language)));
  }
}

std::string no_twin_text(const corpus::Document& document, const std::optional<DocumentLink>& translation,
                         const Messages& messages) {
  if (translation) return {};
  if (document.language == analyzers::Language::arabic) return messages.text("document.no_english");
  if (document.language == analyzers::Language::english) return messages.text("document.no_arabic");
  return {};
}

Data marked_parts(std::string_view text, const Marks& marks, int* number) {
  auto parts = empty_list();
  std::string part;
  std::uint32_t at = 0;
  auto mark = marks.begin();
  bool inside = false;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    if (inside && at >= mark->second) {
      add_part(parts, part, true, number);
      part.clear();
      inside = false;
      ++mark;
    }
    while (!inside && mark != marks.end() && mark->second <= at) ++mark;
    if (!inside && mark != marks.end() && mark->first <= at) {
      add_part(parts, part, false, number);
      part.clear();
      inside = true;
    }
    analyzers::append_code_point(part, c);
    ++at;
  });
  add_part(parts, part, inside, number);
  return parts;
}

bool is_unsearchable(const SearchRequest& request, const Interpretation& interpretation) {
  return !request.typed.empty() && interpretation.parsed.empty() && !interpretation.ignored.empty();
}

std::string tag_address(const analyzers::Tag& tag, const PageView& view) {
  if (view.vocabulary.find(tag.type, tag.id) == nullptr)  // a filter takes what the vocabulary knows
    return search_address(view.language, search_for(tag.id));
  SearchRequest request = search_for({});
  if (const auto* filter = filter_field(tag.type)) request.filters.*filter->values = {tag.id};
  return search_address(view.language, request);
}

}  // namespace searchd
