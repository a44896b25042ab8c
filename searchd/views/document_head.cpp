// What programs read in the head of a document's page: reference managers, search engines, catalogues.
#include "searchd/views/formats/one_line.h"

#include <utility>

#include "searchd/views/formats/reference.h"
#include "searchd/views/json_writer.h"
#include "searchd/views/page_data.h"

namespace searchd {
namespace {

constexpr std::size_t kDescription = 200;  // code points: search engines show no more

// "2018/02/13", as the tags of Google Scholar and Zotero have it; empty where the day is not known.
std::string slashed(const corpus::PublicationDate& date) {
  auto text = iso_of(date);
  for (auto& c : text) c = c == '-' ? '/' : c;
  return text;
}

std::string description_of(const corpus::Document& document) {
  const auto& text = document.summary.empty() ? document.body : document.summary;
  return cut_to_code_points(for_one_line(text.substr(0, 8 * kDescription)), kDescription);
}

// The page's own address, whole where it is known.
std::string address_of(const Reference& reference, const PageView& view) {
  return reference.permalink.empty() ? document_address(view.language, reference.id) : reference.permalink;
}

// A script element ends at "</script" whatever stands around it: no sign of HTML is left as it is, and of
// quotation marks none but JSON's own.
std::string fit_for_script(const std::string& json) {
  std::string fit;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    switch (c) {
      case '\\': fit += json[++at] == '"' ? "\\u0022" : std::string{'\\', json[at]}; break;
      case '<': fit += "\\u003C"; break;
      case '>': fit += "\\u003E"; break;
      case '&': fit += "\\u0026"; break;
      default: fit += c;
    }
  }
  return fit;
}

void write_body(JsonWriter& json, std::string_view name, std::string_view type, const std::string& called) {
  json.name(name);
  json.begin_object();
  json.member("@type", type);
  json.member("name", called);
  json.end_object();
}

void write_times(JsonWriter& json, const corpus::Document& document, const Reference& reference) {
  const auto published = iso_of(reference.date);
  if (!published.empty()) json.member("datePublished", published);
  const auto modified = iso_of(sound_date(document.modified));
  if (!modified.empty()) json.member("dateModified", modified);
}

void write_neighbour(JsonWriter& json, std::string_view name, const std::optional<DocumentLink>& link,
                     const std::string& public_url) {
  if (!link) return;
  json.name(name);
  json.begin_object();
  json.member("@type", "CreativeWork");
  json.member("name", for_one_line(link->title));
  json.member("url", public_url + document_address(PageLanguage::english, link->id));
  json.end_object();
}

}  // namespace

std::string document_json_ld(const DocumentView& shown, const Reference& reference,
                             const std::string& public_url, const PageView& view) {
  JsonWriter json;
  json.begin_object();
  json.member("@context", "https://schema.org");
  json.member("@type", "NewsArticle");
  json.member("headline", reference.title);
  json.member("identifier", reference.id);
  json.member("url", address_of(reference, view));
  if (reference.has_one_language()) json.member("inLanguage", html_language(reference.language));
  write_times(json, shown.document, reference);
  write_body(json, "author", "Organization", reference.author);
  write_body(json, "archivedAt", "ArchiveOrganization", citation_words(view.language).archive);
  if (!reference.source_url.empty()) json.member("isBasedOn", reference.source_url);
  json.texts("keywords", reference.keywords);
  write_neighbour(json, "isPartOf", shown.parent, public_url);
  write_neighbour(json, "workTranslation", shown.translation, public_url);
  json.end_object();
  return fit_for_script(json.take());
}

void set_document_head(Data& data, const corpus::Document& document, const Reference& reference,
                       const PageView& view) {
  const std::string language =
      reference.has_one_language() ? std::string(html_language(reference.language)) : std::string();
  auto tags = empty_list();
  const auto add = [&tags](const char* name, const std::string& content) {
    if (content.empty()) return;
    Data tag;
    tag.set("tag_name", name);
    tag.set("tag_content", content);
    tags.push_back(std::move(tag));
  };
  const auto& archive = citation_words(view.language).archive;
  const auto address = address_of(reference, view);
  add("description", description_of(document));
  add("citation_title", reference.title);
  add("citation_author", reference.author);
  add("citation_publication_date", slashed(reference.date));
  add("citation_language", language);
  add("citation_public_url", address);
  add("citation_publisher", reference.author);
  for (const auto& keyword : reference.keywords) add("citation_keywords", keyword);
  add("DC.title", reference.title);
  add("DC.creator", reference.author);
  add("DC.publisher", archive);
  add("DC.date", iso_of(reference.date));
  add("DC.language", language);
  add("DC.identifier", address);
  add("DC.source", reference.source_url);
  add("DC.type", "Text");
  for (const auto& keyword : reference.keywords) add("DC.subject", keyword);
  set_list(data, "head_tags", std::move(tags));
}

}  // namespace searchd
