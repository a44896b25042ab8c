#include "searchd/views/pages.h"

#include <array>
#include <chrono>
#include <map>

#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"
#include "searchd/views/template.h"
#include "views_embedded.h"

namespace searchd {
namespace {

/// All that speaks one language.
struct Speaker {
  explicit Speaker(PageLanguage language)
      : messages(language),
        home("home", messages),
        results("results", messages),
        document("document", messages),
        gone("gone", messages),
        error("error", messages),
        problem("problem", messages) {}

  Messages messages;
  Template home, results, document, gone, error, problem;
};

std::string page_title(const std::string& what, const Messages& messages) {
  return what + messages.text("page.title_end");
}

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

struct Pages::Parts {
  explicit Parts(std::string url)
      : public_url(std::move(url)), english(PageLanguage::english), arabic(PageLanguage::arabic) {}

  Speaker& speaker(PageLanguage language) { return language == PageLanguage::arabic ? arabic : english; }

  std::string public_url;
  Speaker english, arabic;
};

Pages::Pages(std::string public_url) : parts_(std::make_unique<Parts>(std::move(public_url))) {}
Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;

std::string Pages::results(PageLanguage language, const SearchRequest& request, const SearchResults& results,
                           const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes,
                           const std::string& today) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  auto searched = request;
  if (is_unsearchable(request, results.interpretation)) searched.typed.clear();
  const auto sentence = sentence_of(searched, results.total, vocabulary, messages);
  const auto page =
      request.page > 1 ? messages.format("sentence.page", {{"page", std::int64_t{request.page}}}) : "";
  PageFrame frame;
  frame.title = page_title(sentence + page, messages);
  frame.address = search_address(language, request);
  frame.other_address = search_address(other_language(language), request);
  frame.json_address = api_search_address(request);
  frame.typed = request.typed;
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, true));
  data.set("sentence", sentence);
  data.set("footer_index", messages.format("page.footer_index", {{"documents", results.documents_in_all},
                                                                 {"revision", results.revision}}));
  const PageView view{language, messages, vocabulary};
  set_use(data, request, {sentence, today, parts_->public_url, results.total, results.revision}, view);
  return speaker.results.render(results_data(request, results, notes, today, view, std::move(data)));
}

std::string Pages::home(PageLanguage language, const Home& home, const analyzers::Vocabulary& vocabulary) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  PageFrame frame;
  frame.title = messages.text("home.title");
  frame.address = home_address(language);
  frame.other_address = home_address(other_language(language));
  frame.for_search_engines = true;
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  data.set("footer_index",
           messages.format("page.footer_index", {{"documents", home.everything.documents_in_all},
                                                 {"revision", home.everything.revision}}));
  return speaker.home.render(home_data(home, {language, messages, vocabulary}, std::move(data)));
}

std::string Pages::document(PageLanguage language, const DocumentView& shown,
                            const analyzers::Vocabulary& vocabulary, const std::string& typed,
                            const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  PageFrame frame;
  frame.title = page_title(isolated(list_title(shown.document, messages).text), messages);
  frame.address = document_address(language, shown.document.id);
  frame.other_address = document_address(other_language(language), shown.document.id);
  frame.json_address = api_document_address(shown.document.id);
  frame.other_address = marked_address(frame.other_address, typed);
  frame.typed = typed;
  frame.for_search_engines = true;
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  const PageView view{language, messages, vocabulary};
  data.set("is_document", true);
  set_list(data, "notes", note_items(notes, messages));
  set_text(data, "back_href", typed.empty() ? "" : search_address(language, search_for(typed)));
  set_document_head(data, shown, parts_->public_url, view);
  set_citations(data, shown.document, parts_->public_url, view);
  return with_json_ld(speaker.document.render(document_data(shown, view, std::move(data))),
                      document_json_ld(shown, parts_->public_url, view));
}

std::string Pages::gone(PageLanguage language, const corpus::Document& document) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  PageFrame frame;
  frame.title = page_title(messages.text("gone.title"), messages);
  frame.address = document_address(language, document.id);
  frame.other_address = document_address(other_language(language), document.id);
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
  frame.other_address = page.other_address.empty() ? search_address(other_language(language), search_for({}))
                                                   : page.other_address;
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  data.set("status_text", messages.format("error.status", {{"status", std::to_string(page.status)}}));
  data.set("error_title", messages.text(key + ".title"));
  data.set("error_text", messages.text(key + ".text"));
  set_text(data, "error_detail", page.detail);
  set_text(data, "error_number",
           page.request_id.empty() ? "" : messages.format("error.number", {{"id", page.request_id}}));
  return speaker.error.render(data);
}

std::string Pages::problem(PageLanguage language, std::string_view name) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const std::string key = "problem." + std::string(name);
  if (!messages.has(key + ".title")) return {};
  PageFrame frame;
  frame.title = page_title(messages.text(key + ".title"), messages);
  frame.other_address = search_address(other_language(language), search_for({}));
  auto data = frame_data(language, parts_->public_url, frame);
  data.set("skip_text", with_skip_text(messages, false));
  data.set("problem_title", messages.text(key + ".title"));
  data.set("problem_text", messages.text(key + ".text"));
  data.set("problem_type", "/problems/" + std::string(name));
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

std::string views_fingerprint() { return std::string(views::kFingerprint); }

std::string_view favicon() { return views::embedded("views/static/favicon.svg"); }

}  // namespace searchd
