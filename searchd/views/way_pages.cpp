// The pages beside a search: partners, topics, weekly digests, help, what the archive holds, values of a
// facet.
#include "searchd/views/page_parts.h"

#include <utility>

#include "searchd/views/sentence.h"

namespace searchd {
namespace {

/// `address_in(language)` is where the page is in each language. Search engines may keep it.
template <typename AddressIn>
PageFrame frame_of(const std::string& what, const Messages& messages, AddressIn address_in) {
  PageFrame frame;
  frame.title = page_title(what, messages);
  frame.addresses = in_each_language(address_in);
  frame.for_search_engines = true;
  return frame;
}

/// What all these pages say beside their own: the notes on what was asked, the archive that `results` are of.
Data way_data(PageLanguage language, const std::string& public_url, const PageFrame& frame,
              const std::vector<PageNote>& notes, const SearchResults& results, const Messages& messages) {
  auto data = frame_data(language, public_url, frame);
  data.set("skip_text", messages.text("page.skip_document"));
  set_list(data, "notes", note_items(notes, messages));
  set_footer(data, results, messages);
  return data;
}

}  // namespace

std::string Pages::entries(PageLanguage language, const EntryList& list,
                           const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const std::string type(analyzers::entry_type_name(list.type));
  auto frame = frame_of(messages.text(type + ".all"), messages,
                        [&](PageLanguage in) { return entries_address(in, list.type); });
  for (const auto& address : frame.addresses) frame.links.push_back(named_address(address, list.named));
  frame.for_search_engines = list.named.empty();
  auto data = way_data(language, parts_->public_url, frame, notes, list.everything, messages);
  return speaker.entries.render(entries_data(list, {language, messages, vocabulary}, std::move(data)));
}

std::string Pages::entry(PageLanguage language, const EntryRecord& record,
                         const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const auto name = isolated(name_in(*vocabulary.find(record.type, record.id), language));
  const auto frame =
      frame_of(name, messages, [&](PageLanguage in) { return entry_address(in, record.type, record.id); });
  auto data = way_data(language, parts_->public_url, frame, notes, record.documents, messages);
  return speaker.entry.render(entry_data(record, {language, messages, vocabulary}, std::move(data)));
}

std::string Pages::digests(PageLanguage language, const DigestList& list,
                           const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const auto what =
      messages.text("ways.digests") + (list.year == 0 ? "" : comma_of(messages) + std::to_string(list.year));
  const auto frame =
      frame_of(what, messages, [&](PageLanguage in) { return digests_address(in, list.year, list.page); });
  auto data = way_data(language, parts_->public_url, frame, notes, list.all, messages);
  return speaker.digests.render(digests_data(list, {language, messages, vocabulary}, std::move(data)));
}

std::vector<SearchRequest> Pages::help_examples(PageLanguage language) const {
  return help_requests(parts_->speaker(language).messages);
}

std::string Pages::help(PageLanguage language, const HelpExamples& examples,
                        const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const auto frame = frame_of(messages.text("help.heading"), messages, help_address);
  auto data = way_data(language, parts_->public_url, frame, notes, examples.found.front(), messages);
  return speaker.help.render(help_data(examples, language, messages, std::move(data)));
}

std::string Pages::about(PageLanguage language, const About& about, const analyzers::Vocabulary& vocabulary,
                         const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const auto frame = frame_of(messages.text("about.heading"), messages, about_address);
  auto data = way_data(language, parts_->public_url, frame, notes, about.everything, messages);
  return speaker.about.render(about_data(about, {language, messages, vocabulary}, std::move(data)));
}

std::string Pages::facet(PageLanguage language, const FacetList& list,
                         const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes) {
  auto& speaker = parts_->speaker(language);
  const auto& messages = speaker.messages;
  const auto what = messages.text("facet." + std::string(facet_name(list.field))) + ": " +
                    sentence_of(list.request, list.results.total, vocabulary, messages);
  auto frame = frame_of(what, messages, [&](PageLanguage in) {
    return facet_address(in, list.field, list.request, list.by_name, list.named);
  });
  frame.for_search_engines = false;  // there are too many
  frame.typed = list.request.typed;
  auto data = way_data(language, parts_->public_url, frame, notes, list.results, messages);
  return speaker.facet.render(facet_list_data(list, {language, messages, vocabulary}, std::move(data)));
}

}  // namespace searchd
