// The page of one partner or topic: who it is, and what the archive has of it.
#include <utility>

#include "analyzers/membership.h"
#include "searchd/search/filter_fields.h"
#include "searchd/views/direction.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

constexpr std::size_t kMostValues = 100;

struct Fact {
  std::string name, text, href, lang, dir, more;
};

Data fact_item(const Fact& fact) {
  Data item;
  item.set("fact_name", fact.name);
  item.set("fact_text", fact.text);
  set_text(item, "fact_href", fact.href);
  set_text(item, "fact_lang", fact.lang);
  set_text(item, "fact_dir", fact.dir);
  set_text(item, "fact_more", fact.more);
  return item;
}

std::string since_of(const analyzers::Entry& entry, const Messages& messages) {
  const auto membership = analyzers::membership_of(entry);
  if (!membership) return messages.text("partner.since_unknown");
  const auto from = name_of_date(membership->from, messages);
  if (membership->from == membership->to) return from;
  return messages.format("date.between", {{"first", from}, {"last", name_of_date(membership->to, messages)}});
}

void add_statement(Data& facts, const char* key, const std::optional<Hit>& hit, const PageView& view) {
  if (!hit) return;
  if (const auto* version = own_version(*hit, view)) {
    facts.push_back(fact_item({view.messages.text(key), list_title(*version, view.messages).text,
                               document_address(view.language, version->id),
                               std::string(html_language(version->language)), direction_of(version->language),
                               view.messages.date(hit->document.published)}));
    return;
  }
  const auto title = list_title(hit->document, view.messages);
  const bool own = title.kind == ShownTitle::Kind::none;  // in the page's language
  facts.push_back(fact_item(
      {view.messages.text(key), title.text, document_address(view.language, hit->document.id),
       own ? "" : std::string(html_language(hit->document.language)),
       own ? "" : direction_of(hit->document.language), view.messages.date(hit->document.published)}));
}

Data facts_of(const EntryRecord& record, const analyzers::Entry& entry, const PageView& view) {
  auto facts = empty_list();
  if (record.type == analyzers::EntryType::partner) {
    const auto* const kind = analyzers::is_organisation(entry) ? "partner.organisation" : "partner.state";
    facts.push_back(
        fact_item({view.messages.text("partner.kind"), view.messages.text(kind), "", "", "", ""}));
    facts.push_back(fact_item(
        {view.messages.text("partner.member_since"), since_of(entry, view.messages), "", "", "", ""}));
  }
  const bool only_one = record.first_statement && record.latest_statement &&
                        record.first_statement->document.id == record.latest_statement->document.id;
  add_statement(facts, only_one ? "entry.only_statement" : "entry.first_statement", record.first_statement,
                view);
  if (!only_one) add_statement(facts, "entry.latest_statement", record.latest_statement, view);
  return facts;
}

// What it is named with, and in which kinds of documents.
Data sections_of(const EntryRecord& record, const SearchRequest& request, const PageView& view) {
  auto sections = empty_list();
  for (const auto& facet : record.documents.facets) {
    const auto* filter = filter_field(facet.field);
    if (filter == nullptr) continue;
    const auto within = [&](const std::string& value) {
      auto narrower = request;
      narrower.filters.*filter->values = {value};
      return search_address(view.language, narrower);
    };
    auto values = value_items(facet, kMostValues, within, view);
    if (!values.is_non_empty_list()) continue;
    const std::string name(facet_name(facet.field));
    Data section;
    section.set("section_name", view.messages.text("facet." + name));
    section.set("section_id", "by-" + name);
    section["section_values"] = std::move(values);
    sections.push_back(std::move(section));
  }
  return sections;
}

}  // namespace

Data entry_data(const EntryRecord& record, const PageView& view, Data data) {
  const auto& entry = *view.vocabulary.find(record.type, record.id);
  const std::string prefix(analyzers::entry_type_name(record.type));
  auto request = search_for({});
  request.filters.*filter_field(record.type)->values = {record.id};
  const auto other = other_language(view.language);
  data.set("entry_name", name_in(entry, view.language));
  const auto& other_name = reads_arabic(view.language) ? entry.label_en : entry.label_ar;
  set_text(data, "entry_other", other_name == name_in(entry, view.language) ? "" : other_name);
  data.set("entry_other_lang", page_language_code(other));
  data.set("entry_other_dir", std::string(html_direction(other)));
  data.set("list_href", entries_address(view.language, record.type));
  data.set("list_name", view.messages.text(prefix + ".all"));
  set_list(data, "facts", facts_of(record, entry, view));
  set_timeline(data, request, record.documents, view);
  set_list(data, "sections", sections_of(record, request, view));
  set_list(data, "newest_documents", document_items(record.documents.hits, kNewestOfEntry, view));
  data.set("all_href", search_address(view.language, request));
  const auto sentence = sentence_of(request, record.documents.total, view.vocabulary, view.messages);
  data.set("all_text", sentence);
  set_feeds(data, request, sentence, view);
  data.set("feed_link", feed_address(FeedFormat::atom, view.language, request));
  data.set("is_empty", record.documents.total == 0);
  return data;
}

}  // namespace searchd
