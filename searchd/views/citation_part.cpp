// How to cite a document, on its page.
#include "searchd/views/formats/citation.h"

#include <utility>

#include "searchd/views/page_data.h"

namespace searchd {
namespace {

Data part_of(const CitationPart& part, analyzers::Language language) {
  Data item;
  item.set("cited", part.text);
  item.set("cited_italic", part.italic);
  // Signs between the parts belong to the sentence around them, and turn with it.
  item.set("cited_apart", part.role != CitationPart::Role::text);
  set_text(item, "cited_lang",
           part.role == CitationPart::Role::title ? std::string(html_language(language)) : "");
  set_text(item, "cited_href", part.role == CitationPart::Role::address ? safe_link(part.text) : "");
  return item;
}

// One of each style, in the language of `reference`.
Data citations_of(const Reference& reference, PageLanguage language, const Messages& messages) {
  auto citations = empty_list();
  for (const auto style : kCitationStyles) {
    Data item;
    item.set("citation_style", messages.text("cite.style_" + std::string(citation_style_name(style))));
    auto parts = empty_list();
    for (const auto& part : citation(reference, style, citation_words(language)))
      parts.push_back(part_of(part, reference.language));
    item["citation_parts"] = std::move(parts);
    citations.push_back(std::move(item));
  }
  return citations;
}

}  // namespace

void set_citations(Data& data, const Reference& reference, const Reference& in_other_language,
                   const PageView& view) {
  const auto other = other_language(view.language);
  data["citations"] = citations_of(reference, view.language, view.messages);
  data["other_citations"] = citations_of(in_other_language, other, view.messages);
  data.set("other_citations_lang", page_language_code(other));
  data.set("other_citations_dir", std::string(html_direction(other)));
  auto files = empty_list();
  constexpr std::pair<DocumentFormat, const char*> kFiles[] = {{DocumentFormat::ris, "RIS"},
                                                               {DocumentFormat::bibtex, "BibTeX"},
                                                               {DocumentFormat::csl_json, "CSL-JSON"},
                                                               {DocumentFormat::json, "JSON"}};
  const auto add = [&](DocumentFormat format, const std::string& name) {
    Data item;
    item.set("file_href", document_format_address(reference.id, format, view.language));
    item.set("file_name", name);
    files.push_back(std::move(item));
  };
  for (const auto& [format, name] : kFiles) add(format, name);
  add(DocumentFormat::text, view.messages.text("cite.as_text"));
  data["files"] = std::move(files);
}

}  // namespace searchd
