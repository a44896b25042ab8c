// What a page of results offers where no document was found.
#include "searchd/views/page_data.h"

#include <utility>

#include "searchd/views/suggest_json.h"

namespace searchd {
namespace {

Data names_of(const std::vector<Completion>& names, const PageView& view) {
  auto list = empty_list();
  for (const auto& name : names) {
    Data item;
    item.set("name_href", completion_address(name, view.language));
    item.set("name_text", name.text);
    item.set("name_dir", std::string(name.arabic ? "rtl" : "ltr"));
    item.set("name_lang", std::string(name.arabic ? "ar" : "en"));
    item.set("name_count", view.messages.format("meant.count", {{"count", name.documents}}));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

void set_nothing(Data& data, const SearchRequest& request, const SearchResults& results,
                 const Instead& instead, const PageView& view) {
  const bool nothing = results.total == 0;
  data.set("is_nothing", nothing);
  const bool beyond = !nothing && results.hits.empty();
  set_text(data, "beyond_href", beyond ? search_address(view.language, first_page_of(request)) : "");
  data.set("empty_words", !request.typed.empty());
  data.set("empty_phrase", request.typed.find('"') != std::string::npos);
  const auto asked = as_searched(request, results.interpretation);
  set_text(data, "empty_feed",
           asked ? feed_address(FeedFormat::atom, view.language, first_page_of(*asked)) : "");
  set_list(data, "near_names", names_of(instead.names, view));
  set_list(data, "newest", document_items(instead.newest, kNewestInstead, view));
}

}  // namespace searchd
