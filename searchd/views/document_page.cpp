// The page of one document: its text, and how we know what we say about it.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analyzers/membership.h"
#include "analyzers/salience.h"
#include "analyzers/utf8.h"
#include "searchd/search/filter_fields.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"
#include "searchd/views/text_fragment.h"

namespace searchd {
namespace {

constexpr std::size_t kMostQuotes = 6;   // different words shown for a tag
constexpr std::size_t kMostEvents = 12;  // different dates that a text speaks of
constexpr std::size_t kLongestFingerprint = 16;

/// A text's code points, so that spans can be cut out of it.
std::u32string code_points(std::string_view text) {
  std::u32string points;
  analyzers::for_each_code_point(text, [&](char32_t c) { points += c; });
  return points;
}

std::string utf8(std::u32string_view points) {
  std::string text;
  for (const char32_t c : points) analyzers::append_code_point(text, c);
  return text;
}

/// The three searchable fields of a document in code points: taken apart once for all its tags.
class Fields {
 public:
  explicit Fields(const corpus::Document& document)
      : title_(code_points(document.title)),
        summary_(code_points(document.summary)),
        body_(code_points(document.body)) {}

  std::string words(const analyzers::Span& span) const {
    const auto& field = points_of(span.field);
    if (span.begin >= span.end || span.begin >= field.size()) return {};
    return utf8(std::u32string_view(field).substr(span.begin, span.end - span.begin));
  }

 private:
  const std::u32string& points_of(analyzers::TextField field) const {
    if (field == analyzers::TextField::title) return title_;
    return field == analyzers::TextField::summary ? summary_ : body_;
  }

  std::u32string title_, summary_, body_;
};

// The words of the first of `spans` in the page that the document is from; empty where there is none.
std::string at_source(const corpus::Document& document, const std::vector<analyzers::Span>& spans) {
  const auto address = safe_link(document.url);
  if (spans.empty() || address.empty()) return {};
  const auto& span = spans.front();
  const auto& text = span.field == analyzers::TextField::title     ? document.title
                     : span.field == analyzers::TextField::summary ? document.summary
                                                                   : document.body;
  return at_place(address, text, span.begin);
}

// The words that were asked for in the page that the document is from; empty where none of them is in it.
std::string words_at_source(const DocumentView& shown) {
  const auto& document = shown.document;
  const auto address = safe_link(document.url);
  if (address.empty()) return {};
  if (!shown.marks.body.empty()) return at_place(address, document.body, shown.marks.body.front().first);
  if (!shown.marks.summary.empty())
    return at_place(address, document.summary, shown.marks.summary.front().first);
  return {};
}

// “Italy”, “Italian” (in 5 places)
std::string reason_of(const analyzers::Tag& tag, const Fields& fields, const Messages& messages) {
  if (tag.rule == "decision") return messages.text("tag.by_decision");
  if (tag.spans.empty()) return messages.text("tag.by_source");
  std::vector<std::string> quotes;
  for (const auto& span : tag.spans) {
    const auto words = fields.words(span);
    const bool fresh = !words.empty() && std::count(quotes.begin(), quotes.end(), words) == 0;
    if (fresh && quotes.size() < kMostQuotes) quotes.push_back(words);
  }
  std::string list;
  for (const auto& quote : quotes) {
    if (!list.empty()) list += comma_of(messages);
    list += messages.text("mark.open_quote") + isolated(quote) + messages.text("mark.close_quote");
  }
  if (quotes.empty()) return tag.rule;  // spans of another version of the text: the rule is still true
  const auto places = static_cast<std::int64_t>(tag.spans.size());
  return messages.format("tag.by_words", {{"words", Messages::SetApart{list}}}) + " (" +
         messages.format("tag.places", {{"count", places}}) + ")";
}

// People and groups are no filters yet: their label is searched for.
std::string address_of(const analyzers::Tag& tag, const std::string& label, const PageView& view) {
  if (filter_field(tag.type) != nullptr) return tag_address(tag, view);
  return search_address(view.language, search_for(label));
}

// Since when a partner is a member; that nobody says so is said too.
std::string member_since_of(const analyzers::Tag& tag, const PageView& view) {
  const auto* entry = view.vocabulary.find(tag.type, tag.id);
  if (tag.type != analyzers::EntryType::partner || entry == nullptr) return {};
  const auto membership = analyzers::membership_of(*entry);
  if (!membership) return view.messages.text("tag.member_unknown");
  const auto from = name_of_date(membership->from, view.messages);
  if (membership->from == membership->to) return view.messages.format("tag.member_on", {{"date", from}});
  return view.messages.format("tag.member_between",
                              {{"from", from}, {"to", name_of_date(membership->to, view.messages)}});
}

Data reasons_of(const corpus::Document& document, const PageView& view) {
  const Fields fields(document);
  const auto saliences = analyzers::saliences_of(
      document.tags, {document.title, document.summary, document.body, /*digest_item=*/false});
  auto reasons = empty_list();
  for (std::size_t i = 0; i < document.tags.size(); ++i) {
    const auto& tag = document.tags[i];
    const auto label = tag_label(tag, view);
    Data item;
    item.set("why_href", address_of(tag, label, view));
    item.set("why_label", label);
    item.set("why_type", view.messages.text("tag." + std::string(analyzers::entry_type_name(tag.type))));
    const auto salience = std::string(analyzers::salience_name(saliences[i].salience));
    item.set("why_salience", view.messages.text("salience." + salience));
    item.set("why_text", reason_of(tag, fields, view.messages));
    set_text(item, "why_since", member_since_of(tag, view));
    set_text(item, "why_source", at_source(document, tag.spans));
    reasons.push_back(std::move(item));
  }
  return reasons;
}

// Each date once, by the words that name it first.
Data events_of(const corpus::Document& document, const Messages& messages) {
  auto list = empty_list();
  std::set<std::string> shown;
  for (const auto& event : document.events) {
    const auto days = corpus::to_string(event);
    if (shown.size() == kMostEvents) break;
    if (!shown.insert(days).second) continue;
    Data item;
    set_text(item, "event_iso", iso_of(corpus::date_of(event)));
    item.set("event_text", messages.date(corpus::date_of(event)));
    item.set("event_why",
             messages.format(
                 "document.event_words",
                 {{"words", event.words},
                  {"rule", messages.text("event." + std::string(corpus::date_rule_name(event.rule)))}}));
    list.push_back(std::move(item));
  }
  return list;
}

Data occurrences_of(const corpus::Document& document) {
  auto list = empty_list();
  for (const auto& occurrence : document.occurrences) {
    Data item;
    const auto link = safe_link(occurrence.source);
    set_text(item, "seen_href", link);
    item.set("seen_file", link.empty());
    item.set("seen_shown",
             link.empty() ? occurrence.source.substr(0, 7 + kLongestFingerprint) : occurrence.source);
    set_text(item, "seen_anchor", occurrence.anchor);
    list.push_back(std::move(item));
  }
  return list;
}

Data links_of(const std::vector<DocumentLink>& links, const PageView& view) {
  auto list = empty_list();
  for (const auto& link : links) {
    Data item;
    item.set("item_href", document_address(view.language, link.id));
    set_title(item, "item_title", list_title(link, view.messages), view);
    item.set("item_lang", std::string(html_language(link.language)));
    list.push_back(std::move(item));
  }
  return list;
}

Data similar_of(const std::vector<SimilarDocument>& documents, const PageView& view) {
  auto list = empty_list();
  for (const auto& similar : documents) {
    const auto& link = similar.link;
    Data item;
    item.set("similar_href", document_address(view.language, link.id));
    set_title(item, "similar_title", list_title(link, view.messages), view);
    item.set("similar_lang", std::string(html_language(link.language)));
    item.set("similar_kind", view.messages.text("kind." + std::string(corpus::kind_name(link.kind))));
    set_text(item, "similar_twin", similar.is_translation ? view.messages.text("document.same_text") : "");
    list.push_back(std::move(item));
  }
  return list;
}

// Says that not all of them are listed; empty where they are.
std::string shown_of(const std::vector<DocumentLink>& links, std::int64_t total, const Messages& messages) {
  const auto shown = static_cast<std::int64_t>(links.size());
  if (shown >= total) return {};
  return messages.format("document.items_shown", {{"shown", shown}, {"total", total}});
}

Data hashtags_of(const corpus::Document& document, PageLanguage language) {
  auto list = empty_list();
  for (const auto& hashtag : document.hashtags) {
    Data item;
    item.set("hashtag", hashtag);
    item.set("hashtag_href", search_address(language, search_for("#" + hashtag)));
    list.push_back(std::move(item));
  }
  return list;
}

// What leads to the page of its versions; empty where there is but one, or nobody knows.
std::string history_link(const DocumentView& shown, const Messages& messages) {
  const auto count = static_cast<std::int64_t>(shown.versions.size()) + shown.versions_left_out;
  return count < 2 ? std::string() : messages.format("history.link", {{"count", count}});
}

}  // namespace

std::string tag_label(const analyzers::Tag& tag, const PageView& view) {
  const auto* entry = view.vocabulary.find(tag.type, tag.id);
  return entry == nullptr ? tag.id : name_in(*entry, view.language);
}

Data document_data(const DocumentView& shown, const PageView& view, Data data) {
  const auto& document = shown.document;
  const auto& messages = view.messages;
  set_document(data, document, view);
  set_links(data, shown.parent, shown.translation, view);
  set_text(
      data, "twin_found",
      shown.translation && shown.document.twin_evidence ? view.messages.text("document.twin_found") : "");
  set_text(data, "no_twin", no_twin_text(document, shown.translation, messages));
  set_document_text(data, shown, view);
  set_text(data, "words_href", words_at_source(shown));
  data.set("no_text", document.body.empty() && document.summary.empty());
  const bool dated = document.published.precision != corpus::DatePrecision::unknown;
  data.set("no_date", !dated);
  set_text(data, "date_words",
           dated && !document.published.words.empty()
               ? messages.format("document.date_words", {{"words", document.published.words}})
               : "");
  data.set("language_label",
           messages.text("language." + std::string(analyzers::language_code(document.language))));
  const bool is_digest = !shown.items.empty();
  data.set("items_heading", messages.text(is_digest ? "document.items" : "document.siblings"));
  const auto& links = is_digest ? shown.items : shown.siblings;
  set_list(data, "items", links_of(links, view));
  set_text(data, "items_shown",
           shown_of(links, is_digest ? shown.items_total : shown.siblings_total, messages));
  set_list(data, "similar", similar_of(shown.similar.value_or(std::vector<SimilarDocument>()), view));
  set_list(data, "hashtags", hashtags_of(document, view.language));
  set_list(data, "why", reasons_of(document, view));
  set_list(data, "occurrences", occurrences_of(document));
  set_text(data, "modified_text", messages.date(document.modified));
  set_text(data, "modified_words",
           document.modified.words.empty()
               ? ""
               : messages.format("document.date_words", {{"words", document.modified.words}}));
  set_text(data, "history_text", history_link(shown, messages));
  data.set("history_href", history_address(view.language, document.id));
  set_list(data, "events", events_of(document, messages));
  return data;
}

}  // namespace searchd
