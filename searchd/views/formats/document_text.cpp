#include "searchd/views/formats/document_text.h"

#include "searchd/views/formats/citation.h"
#include "searchd/views/formats/one_line.h"

namespace searchd {

std::string document_text(const corpus::Document& document, const Reference& reference,
                          const CitationWords& words) {
  std::string text = reference.title + "\n\n";
  const auto line = [&text](const std::string& name, const std::string& value) {
    if (!value.empty()) text += name + ": " + value + '\n';
  };
  line(words.published, written_date(reference.date, DateOrder::day_first, words));
  line(words.kind, words.kinds.at(static_cast<std::size_t>(document.kind)));
  line(words.document_language, words.languages.at(static_cast<std::size_t>(document.language)));
  line(words.source, reference.source_url);
  line(words.archived, reference.id + (reference.permalink.empty() ? "" : " " + reference.permalink));
  text += '\n' + citation_text(reference, CitationStyle::apa, words) + '\n';
  const auto body = for_lines(document.body);
  const auto summary = for_lines(document.summary);
  const bool repeats = body.compare(0, summary.size() - (summary.empty() ? 0 : 1), summary, 0,
                                    summary.size() - (summary.empty() ? 0 : 1)) == 0;
  if (!repeats) text += '\n' + summary;
  if (!body.empty()) text += '\n' + body;
  return text;
}

}  // namespace searchd
