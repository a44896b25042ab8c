// "Use this search" on its page: its address, its feeds, its documents as files, and how to cite it.
#include "searchd/views/page_data.h"

#include <utility>

#include "searchd/views/sentence.h"

namespace searchd {
namespace {

void add_link(Data& list, const std::string& name, const std::string& href, bool file) {
  Data item;
  item.set("use_name", name);
  item.set("use_href", href);
  item.set("use_file", file);
  list.push_back(std::move(item));
}

void add_program_links(Data& links, const SearchRequest& request, const PageView& view) {
  add_link(links, view.messages.text("use.feed"),
           feed_address(FeedFormat::atom, view.language, first_page_of(request)), false);
  constexpr std::pair<ExportFormat, const char*> kFiles[] = {{ExportFormat::csv, "CSV"},
                                                             {ExportFormat::json_lines, "JSON Lines"},
                                                             {ExportFormat::ris, "RIS"},
                                                             {ExportFormat::bibtex, "BibTeX"},
                                                             {ExportFormat::csl_json, "CSL-JSON"}};
  for (const auto& [format, name] : kFiles) add_link(links, name, export_address(format, request), true);
  add_link(links, "JSON (API)", api_search_address(request), false);
}

}  // namespace

void set_feeds(Data& data, const SearchRequest& request, const std::string& sentence, const PageView& view) {
  auto feeds = empty_list();
  for (const auto format : {FeedFormat::atom, FeedFormat::rss, FeedFormat::json}) {
    Data feed;
    feed.set("feed_type", std::string(media_type_of(format)));
    feed.set("feed_title", sentence);
    feed.set("feed_href", feed_address(format, view.language, first_page_of(request)));
    feeds.push_back(std::move(feed));
  }
  set_list(data, "feeds", std::move(feeds));
}

void set_use(Data& data, const SearchRequest& request, const std::optional<SearchRequest>& asked,
             const UsedSearch& used, const PageView& view) {
  auto links = empty_list();
  const auto address = search_address(view.language, found_alone(request));
  add_link(links, view.messages.text("use.address"), address, false);
  if (asked) add_program_links(links, *asked, view);
  data["use_links"] = std::move(links);
  set_text(data, "save_href", asked ? export_address(ExportFormat::csv, *asked) : "");
  data.set("save_text", view.messages.format("use.save", {{"count", used.total}}));
  set_text(data, "use_files", asked ? view.messages.format("use.files", {{"count", used.total}}) : "");
  data.set("use_citation",
           view.messages.format("use.citation", {{"sentence", used.sentence},
                                                 {"revision", used.revision},
                                                 {"day", name_of_date(used.today, view.messages)},
                                                 {"address", used.public_url + address}}));
}

}  // namespace searchd
