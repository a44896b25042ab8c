// The text of a document on its page, beside that of its version in the other language, with what was asked
// for marked.
#include <algorithm>
#include <utility>

#include "analyzers/utf8.h"
#include "searchd/views/direction.h"
#include "searchd/views/page_data.h"

namespace searchd {
namespace {

constexpr int kMostMarkLinks = 40;  // how many more there are is told

/// Of `marks`, those within the code points [begin, end), counted from `begin`.
Marks within(const Marks& marks, std::uint32_t begin, std::uint32_t end) {
  Marks inside;
  for (const auto& [first, last] : marks) {
    if (last > begin && first < end)
      inside.emplace_back(std::max(first, begin) - begin, std::min(last, end) - begin);
  }
  return inside;
}

Data paragraphs_of(std::string_view body, const Marks& marks, int& number) {
  auto paragraphs = empty_list();
  std::uint32_t begin = 0;
  while (!body.empty()) {
    const auto length = std::min(body.find('\n'), body.size());
    const auto line = body.substr(0, length);
    body.remove_prefix(std::min(length + 1, body.size()));
    const auto end = begin + static_cast<std::uint32_t>(analyzers::code_points_in(line));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      Data item;
      item["paragraph_parts"] = marked_parts(line, within(marks, begin, end), &number);
      paragraphs.push_back(std::move(item));
    }
    begin = end + 1;
  }
  return paragraphs;
}

// A summary that only repeats the beginning of the text is not shown twice.
Data summary_of(const corpus::Document& document, const Marks& marks, int& number) {
  const bool repeats = document.body.compare(0, document.summary.size(), document.summary) == 0;
  return repeats ? empty_list() : marked_parts(document.summary, marks, &number);
}

Data mark_links(int marks, const Messages& messages) {
  auto links = empty_list();
  for (int number = 1; number <= std::min(marks, kMostMarkLinks); ++number) {
    Data item;
    item.set("mark_href", "#m" + std::to_string(number));
    item.set("mark_number", messages.number(number));
    item.set("mark_label", messages.format("marks.place", {{"number", std::int64_t{number}}}));
    links.push_back(std::move(item));
  }
  return links;
}

}  // namespace

void set_document_text(Data& data, const DocumentView& shown, const PageView& view) {
  const auto& document = shown.document;
  const auto& messages = view.messages;
  int number = 0;
  if (!document.title.empty()) data["doc_title_parts"] = marked_parts(document.title, shown.marks.title);
  data.set("has_title_parts", !document.title.empty());
  set_list(data, "summary_parts", summary_of(document, shown.marks.summary, number));
  set_list(data, "paragraphs", paragraphs_of(document.body, shown.marks.body, number));
  data.set("no_text", document.body.empty() && document.summary.empty());
  const bool twin = shown.twin && !(shown.twin->body.empty() && shown.twin->summary.empty());
  data.set("has_twin_text", twin);
  if (twin) {
    set_list(data, "twin_summary_parts", summary_of(*shown.twin, shown.twin_marks.summary, number));
    set_list(data, "twin_paragraphs", paragraphs_of(shown.twin->body, shown.twin_marks.body, number));
  }
  set_text(data, "marks_text",
           number == 0 ? "" : messages.format("marks.count", {{"count", std::int64_t{number}}}));
  set_list(data, "marks", mark_links(number, messages));
  set_text(data, "marks_more",
           number <= kMostMarkLinks
               ? ""
               : messages.format("marks.more", {{"count", std::int64_t{number - kMostMarkLinks}}}));
}

}  // namespace searchd
