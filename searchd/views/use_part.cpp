// "Use this search" on its page: its address, its documents as files, and how to cite it.
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

void add_link(Data& list, const std::string& name, const std::string& href, bool file) {
  Data item;
  item.set("use_name", name);
  item.set("use_href", href);
  item.set("use_file", file);
  list.push_back(item);
}

}  // namespace

void set_use(Data& data, const SearchRequest& request, const UsedSearch& used, const PageView& view) {
  auto links = empty_list();
  const auto address = search_address(view.language, searched_alone(request));
  add_link(links, view.messages.text("use.address"), address, false);
  constexpr std::pair<ExportFormat, const char*> kFiles[] = {{ExportFormat::csv, "CSV"},
                                                             {ExportFormat::json_lines, "JSON Lines"},
                                                             {ExportFormat::ris, "RIS"},
                                                             {ExportFormat::bibtex, "BibTeX"},
                                                             {ExportFormat::csl_json, "CSL-JSON"}};
  for (const auto& [format, name] : kFiles) add_link(links, name, export_address(format, request), true);
  add_link(links, "JSON (API)", api_search_address(request), false);
  data["use_links"] = std::move(links);
  data.set("use_files", view.messages.format("use.files", {{"count", used.total}}));
  data.set("use_citation",
           view.messages.format("use.citation", {{"sentence", used.sentence},
                                                 {"revision", used.revision},
                                                 {"day", name_of_date(used.today, view.messages)},
                                                 {"address", used.public_url + address}}));
}

}  // namespace searchd
