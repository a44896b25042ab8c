#include "searchd/views/pages.h"

#include <array>
#include <chrono>
#include <map>
#include <utility>

#include "searchd/views/feeds/feed.h"
#include "searchd/views/page_data.h"
#include "searchd/views/page_parts.h"
#include "searchd/views/sentence.h"
#include "searchd/views/suggest_json.h"
#include "views_embedded.h"

namespace searchd {
namespace {

// "2026-11-21T08:50:25Z" by its day.
std::string day_of(const std::string& instant, const Messages& messages) {
  return name_of_date(instant.substr(0, 10), messages);
}

// The one text that no template escapes: it stands for the comment that the layout has in its head, which
// comes before any text of a document, and no text can be a comment.
std::string with_json_ld(std::string page, const std::string& json) {
  constexpr std::string_view kPlace = "<!--json-ld-->";
  const auto at = page.find(kPlace);
  if (at == std::string::npos) throw ViewError("the layout has no place for JSON-LD");
  return page.replace(at, kPlace.size(), "<script type=\"application/ld+json\">" + json + "</script>");
}

StaticFile static_file(const std::string& extension, std::string content_type) {
  const auto bytes = views::embedded("views/static/app." + extension);
  return {"/static/app." + corpus::sha256_hex(bytes).substr(0, 12) + "." + extension, std::move(content_type),
          bytes};
}

std::string with_skip_text(const Messages& messages, bool is_search) {
  return messages.text(is_search ? "page.skip" : "page.skip_document");
}

}  // namespace

Pages::Pages(std::string public_url) : parts_(std::make_unique<Parts>(std::move(public_url))) {}
Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;

std::string Pages::results(PageLanguage language, const SearchRequest& request, const SearchResults& results,
                           const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes,
                           const std::string& today, const Instead& instead) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  auto searched = request;
  if (is_unsearchable(request, results.interpretation)) searched.typed.clear();
  const auto sentence = sentence_of(searched, results.total, vocabulary, messages);
  const auto page =
      request.page > 1 ? messages.format("sentence.page", {{"page", std::int64_t{request.page}}}) : "";
  PageFrame frame;
  frame.title = page_title(sentence + page, messages);
  frame.addresses = in_each_language([&](PageLanguage in) { return search_address(in, request); });
  // Programs are told what was searched of a question that is too long: theirs is not mended.
  const auto asked = as_searched(request, results.interpretation);
  if (asked) frame.json_address = api_search_address(*asked);
  frame.typed = request.typed;
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, true));
  data.set("sentence", sentence);
  set_footer(data, results, messages);
  const PageView view{language, messages, vocabulary};
  if (asked) set_feeds(data, *asked, sentence, view);
  set_use(data, request, asked, {sentence, today, parts_->public_url, results.total, results.revision}, view);
  set_nothing(data, request, results, instead, view);
  return speaker.results.render(results_data(request, results, notes, today, view, std::move(data)));
}

std::string Pages::home(PageLanguage language, const Home& home, const analyzers::Vocabulary& vocabulary,
                        const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  PageFrame frame;
  frame.title = messages.text("home.title");
  frame.addresses = in_each_language(home_address);
  frame.for_search_engines = true;
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  set_list(data, "notes", note_items(notes, messages));
  set_feeds(data, search_for({}), messages.text("site.name"), {language, messages, vocabulary});
  set_footer(data, home.everything, messages);
  return speaker.home.render(home_data(home, {language, messages, vocabulary}, std::move(data)));
}

std::string Pages::feed(PageLanguage language, FeedFormat format, const SearchRequest& request,
                        const NewlySeen& seen, const analyzers::Vocabulary& vocabulary) {
  const PageView view{language, parts_->speaker(language).messages, vocabulary};
  const auto feed = feed_of(format, request, seen, parts_->public_url, view);
  switch (format) {
    case FeedFormat::atom: return atom_text(feed);
    case FeedFormat::rss: return rss_text(feed);
    case FeedFormat::json: break;
  }
  return json_feed_text(feed);
}

std::string Pages::document(PageLanguage language, const DocumentView& shown,
                            const analyzers::Vocabulary& vocabulary, const SearchRequest& found_by,
                            const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  PageFrame frame;
  frame.title = page_title(isolated(list_title(shown.document, messages).text), messages);
  frame.addresses =
      in_each_language([&](PageLanguage in) { return document_address(in, shown.document.id); });
  frame.json_address = api_document_address(shown.document.id);
  for (const auto& address : frame.addresses) frame.links.push_back(found_address(address, found_by));
  frame.typed = found_by.typed;
  frame.for_search_engines = true;
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  const PageView view{language, messages, vocabulary};
  data.set("is_document", true);
  set_list(data, "notes", note_items(notes, messages));
  const bool was_found = !found_address("", found_by).empty();
  set_text(data, "back_href", was_found ? search_address(language, found_by) : "");
  const auto reference_in = [&](PageLanguage which) {
    return reference_of(shown.document, vocabulary, parts_->public_url, citation_words(which));
  };
  const auto reference = reference_in(language);
  set_document_head(data, shown.document, reference, view);
  set_citations(data, reference, reference_in(other_language(language)), view);
  return with_json_ld(speaker.document.render(document_data(shown, view, std::move(data))),
                      document_json_ld(shown, reference, parts_->public_url, view));
}

std::string Pages::history(PageLanguage language, const DocumentView& shown,
                           const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const auto& id = shown.document.id;
  PageFrame frame;
  frame.title = page_title(
      messages.format("history.of", {{"title", list_title(shown.document, messages).text}}), messages);
  frame.addresses = in_each_language([&](PageLanguage in) { return history_address(in, id); });
  frame.json_address = api_history_address(id);
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  set_list(data, "notes", note_items(notes, messages));
  return speaker.history.render(history_data(shown, {language, messages, vocabulary}, std::move(data)));
}

std::string Pages::gone(PageLanguage language, const corpus::Document& document) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  PageFrame frame;
  frame.title = page_title(messages.text("gone.title"), messages);
  frame.addresses = in_each_language([&](PageLanguage in) { return document_address(in, document.id); });
  frame.json_address = api_document_address(document.id);
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  set_document(data, document, {language, messages, analyzers::Vocabulary()});
  data.set("status_text", messages.format("error.status", {{"status", std::string("410")}}));
  const auto withdrawal = document.withdrawn.value_or(corpus::Withdrawal());
  data.set("reason", withdrawal.reason);
  data.set("withdrawn_iso", withdrawal.time);
  data.set("withdrawn_text", day_of(withdrawal.time, messages));
  return speaker.gone.render(data);
}

std::string Pages::error(PageLanguage language, const ErrorPage& page) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const std::string key = "error." + std::string(page.name);
  PageFrame frame;
  frame.title = page_title(messages.text(key + ".title"), messages);
  frame.links = page.addresses;
  if (frame.links.empty())
    frame.links = in_each_language([](PageLanguage in) { return search_address(in, search_for({})); });
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  data.set("status_text", messages.format("error.status", {{"status", std::to_string(page.status)}}));
  data.set("error_title", messages.text(key + ".title"));
  data.set("error_text", messages.text(key + ".text"));
  set_text(data, "error_detail", page.detail);
  set_error_help(data, page, {language, messages, analyzers::Vocabulary()});
  set_text(data, "error_number",
           page.request_id.empty() ? "" : messages.format("error.number", {{"id", page.request_id}}));
  return speaker.error.render(data);
}

std::string Pages::opensearch(PageLanguage language) {
  const auto& messages = parts_->speaker(language).messages;
  return opensearch_xml(parts_->public_url, language,
                        {messages.text("site.name"), messages.text("site.tagline")});
}

std::string Pages::problem(PageLanguage language, std::string_view name) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const std::string key = "problem." + std::string(name);
  if (!messages.has(key + ".title")) return {};
  PageFrame frame;
  frame.title = page_title(messages.text(key + ".title"), messages);
  frame.addresses = in_each_language([&](PageLanguage in) { return problem_address(in, name); });
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  data.set("problem_title", messages.text(key + ".title"));
  data.set("problem_text", messages.text(key + ".text"));
  data.set("problem_type", problem_address(PageLanguage::english, name));
  return speaker.problem.render(data);
}

const StaticFile& stylesheet() {
  static const auto file = static_file("css", "text/css; charset=utf-8");
  return file;
}

const StaticFile& script() {
  static const auto file = static_file("js", "text/javascript; charset=utf-8");
  return file;
}

std::string views_fingerprint() {
  std::string all(views::kFingerprint);
  for (const auto language : page_languages()) {
    for (const auto& [key, text] : messages_file_of(language).texts) all += key + '\n' + text + '\n';
  }
  return corpus::sha256_hex(all);
}

std::string_view favicon() { return views::embedded("views/static/favicon.svg"); }

}  // namespace searchd
