// The page that says what the archive holds, and how well it is known.
#include <string>
#include <utility>
#include <vector>

#include "searchd/search/filter_fields.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

/// One line of a table: a count, and a search that finds as many where there is one.
struct Figure {
  std::string name, href;
  std::int64_t count = 0;
};

Data figures_table(const std::string& id, const std::string& name, const std::vector<Figure>& figures,
                   std::int64_t of, const Messages& messages) {
  auto rows = empty_list();
  for (const auto& figure : figures) {
    Data row;
    row.set("figure_name", figure.name);
    set_text(row, "figure_href", figure.href);
    row.set("figure_count", messages.number(figure.count));
    row.set("figure_number", std::to_string(figure.count));
    row.set("figure_share",
            of == 0 ? messages.percent(0)
                    : messages.percent(static_cast<double>(figure.count) / static_cast<double>(of)));
    rows.push_back(std::move(row));
  }
  Data table;
  table.set("table_id", "about-" + id);
  table.set("table_name", name);
  table["figures"] = std::move(rows);
  return table;
}

const Facet* facet_of(const About& about, FacetField field) {
  for (const auto& facet : about.everything.facets) {
    if (facet.field == field) return &facet;
  }
  return nullptr;
}

std::string filtered_address(FacetField field, const std::string& value, PageLanguage language) {
  auto request = search_for({});
  request.filters.*filter_field(field)->values = {value};
  return search_address(language, request);
}

std::vector<Figure> values_of(const About& about, FacetField field, const PageView& view) {
  std::vector<Figure> figures;
  const auto* facet = facet_of(about, field);
  if (facet == nullptr) return figures;
  for (const auto& value : facet->values) {
    figures.push_back({name_of_value(field, value.value, view.vocabulary, view.messages),
                       filtered_address(field, value.value, view.language), value.count});
  }
  return figures;
}

std::vector<Figure> dates_of(const IndexFigures& figures, const Messages& messages) {
  std::vector<Figure> rows;
  for (const auto& [name, count] : {std::pair{"day", figures.dated_to_day},
                                    {"interval", figures.dated_to_interval},
                                    {"month", figures.dated_to_month},
                                    {"year", figures.dated_to_year},
                                    {"unknown", figures.undated}}) {
    rows.push_back({messages.text("about.date_" + std::string(name)), "", count});
  }
  return rows;
}

// With a tag of each type and without one.
std::vector<Figure> tags_of(const About& about, const PageView& view) {
  std::vector<Figure> rows;
  for (const auto field : {FacetField::partner, FacetField::topic, FacetField::outlet, FacetField::place}) {
    const auto* facet = facet_of(about, field);
    if (facet == nullptr) continue;
    const std::string name(facet_name(field));
    rows.push_back({view.messages.text("about.with_" + name), "", about.everything.total - facet->missing});
    rows.push_back({view.messages.text("filters.missing." + name),
                    filtered_address(field, "_missing", view.language), facet->missing});
  }
  return rows;
}

// Of the documents that were asked for, how many were found, and what was not measured is left out.
Data found_table(const KnownItemQuality& quality, const Messages& messages) {
  struct Row {
    const char* name;
    std::int64_t found;
    const KnownItems& of;
  };
  const auto &own = quality.by_title, &arabic = quality.arabic_by_english,
             &english = quality.english_by_arabic;
  auto rows = empty_list();
  for (const auto& row :
       {Row{"first", own.first, own}, Row{"among_first", own.among_first, own},
        Row{"arabic", arabic.among_first, arabic}, Row{"english", english.among_first, english}}) {
    if (row.of.asked == 0) continue;
    Data figure;
    figure.set("found_name", messages.text("about.quality_" + std::string(row.name)));
    figure.set("found_count", messages.number(row.found));
    figure.set("found_number", std::to_string(row.found));
    figure.set("found_of", messages.number(row.of.asked));
    figure.set("found_of_number", std::to_string(row.of.asked));
    figure.set("found_share",
               messages.percent(static_cast<double>(row.found) / static_cast<double>(row.of.asked)));
    rows.push_back(std::move(figure));
  }
  return rows;
}

// How well what is known to be here is found again.
void set_quality(Data& data, const KnownItemQuality& quality, const Messages& messages) {
  const bool has_any = quality.asked() > 0 || quality.cut_short;
  data.set("has_quality", has_any);
  if (!has_any) return;
  data.set("quality_asked", messages.format("about.quality_asked", {{"count", quality.asked()}}));
  set_text(data, "quality_cut",
           quality.cut_short ? messages.format("about.quality_cut", {{"count", quality.drawn()}}) : "");
  data.set("has_found", quality.asked() > 0);
  data["found"] = found_table(quality, messages);
  const auto rank = messages.decimal(quality.by_title.mean_reciprocal_rank());
  set_text(data, "quality_rank",
           quality.by_title.asked == 0 ? "" : messages.format("about.quality_rank", {{"value", rank}}));
}

}  // namespace

Data about_data(const About& about, const PageView& view, Data data) {
  const auto& messages = view.messages;
  const auto& figures = about.figures;
  const auto total = about.everything.total;
  auto request = search_for({});
  request.interval = Interval::year;
  data.set("holds", messages.format("home.heading", {{"count", total}}));
  set_timeline(data, request, about.everything, view);
  auto tables = empty_list();
  const auto add = [&](const char* id, const std::vector<Figure>& rows) {
    if (!rows.empty())
      tables.push_back(figures_table(id, messages.text("about." + std::string(id)), rows, total, messages));
  };
  add("languages", values_of(about, FacetField::language, view));
  add("kinds", values_of(about, FacetField::kind, view));
  add("versions",
      {{messages.text("about.with_version"), "", figures.with_translation},
       {messages.text("about.without_version"), "", figures.documents - figures.with_translation}});
  add("dates", dates_of(figures, messages));
  add("tags", tags_of(about, view));
  data["tables"] = std::move(tables);
  set_quality(data, about.quality, messages);
  data.set("revision", messages.format("about.revision", {{"revision", about.everything.revision}}));
  set_text(
      data, "built",
      figures.built.empty()
          ? ""
          : messages.format("about.built", {{"date", name_of_date(figures.built.substr(0, 10), messages)},
                                            {"time", figures.built.substr(0, 16).substr(11) + " UTC"}}));
  data.set("schema", messages.text(figures.schema == indexer::Schema::plain ? "about.plain" : "about.full"));
  data.set("partners_href", entries_address(view.language, analyzers::EntryType::partner));
  return data;
}

}  // namespace searchd
