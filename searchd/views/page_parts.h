// What all pages are rendered with: the texts and templates of all languages.
#pragma once

#include <deque>
#include <string>
#include <utility>

#include "searchd/views/messages.h"
#include "searchd/views/page_data.h"
#include "searchd/views/pages.h"
#include "searchd/views/template.h"

namespace searchd {

/// All that speaks one language.
struct Speaker {
  explicit Speaker(PageLanguage language)
      : messages(language),
        home("home", messages),
        results("results", messages),
        document("document", messages),
        history("history", messages),
        gone("gone", messages),
        error("error", messages),
        problem("problem", messages),
        entries("entries", messages),
        entry("entry", messages),
        digests("digests", messages),
        help("help", messages),
        about("about", messages),
        facet("facet", messages) {}

  Messages messages;
  Template home, results, document, history, gone, error, problem, entries, entry, digests, help, about,
      facet;
};

struct Pages::Parts {
  explicit Parts(std::string url) : public_url(std::move(url)) {
    for (const auto language : page_languages()) speakers.emplace_back(language);
  }

  Speaker& speaker(PageLanguage language) { return speakers[place_of(language)]; }

  std::string public_url;
  std::deque<Speaker> speakers;  // by place_of()
};

/// The title of a page about `what`.
inline std::string page_title(const std::string& what, const Messages& messages) {
  return what + messages.text("page.title_end");
}

/// The last line of a page: how many documents the index that answered has, and its revision.
inline void set_footer(Data& data, const SearchResults& results, const Messages& messages) {
  data.set("footer_index", messages.format("page.footer_index", {{"documents", results.documents_in_all},
                                                                 {"revision", results.revision}}));
}

}  // namespace searchd
