#include "searchd/views/feeds/feed.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "corpus/dates/date_text.h"
#include "searchd/views/formats/citation_words.h"
#include "searchd/views/formats/one_line.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

using analyzers::EntryType;

constexpr std::size_t kLongestSummary = 500;  // code points; the page shows all of it

// Who named things first under the host's name, and in which year (RFC 4151).
std::string tag_uri(const std::string& public_url, const std::string& what) {
  const auto host = host_of(public_url);
  return "tag:" + (host.empty() ? "localhost" : host) + ",2026:" + what;
}

Instant beginning_of(std::chrono::year_month_day day) {
  corpus::PublicationDate date;
  date.first_day = day;
  date.precision = corpus::DatePrecision::day;
  return corpus::to_string(date) + "T00:00:00Z";
}

Instant published_at(const corpus::PublicationDate& date) {
  if (corpus::instant_of(date.gmt)) return date.gmt;
  return date.precision == corpus::DatePrecision::day ? beginning_of(date.first_day) : Instant();
}

// When readers could first see it here, or when its source changed it since. Of an index that a former
// program wrote the first is not known: then what the source says must do.
Instant updated_at(const std::string& first_seen, const corpus::PublicationDate& published,
                   const corpus::PublicationDate& modified) {
  if (!first_seen.empty()) return std::max(first_seen, published_at(modified));
  const auto known = std::max(published_at(modified), published_at(published));
  if (!known.empty()) return known;
  if (published.precision != corpus::DatePrecision::unknown) return beginning_of(published.first_day);
  return Instant(kNoInstant);
}

// "und" and "mul" name no language that a reader could use.
std::string language_of(analyzers::Language language) {
  const bool one = language == analyzers::Language::arabic || language == analyzers::Language::english;
  return one ? std::string(html_language(language)) : std::string();
}

std::string summary_of(const corpus::Document& document) {
  const std::string_view text = document.summary.empty() ? document.body : document.summary;
  return shortened(for_one_line(cut_to_code_points(text, 2 * kLongestSummary)), kLongestSummary);
}

FeedItem item_of(const NewlySeen::Item& seen, const std::string& public_url, const PageView& view) {
  const auto& document = seen.document;
  FeedItem item;
  item.id = tag_uri(public_url, "d/" + query_encoded(document.id));
  item.title = for_one_line(list_title(document, view.messages).text);
  item.summary = summary_of(document);
  item.language = language_of(document.language);
  item.address = public_url + document_address(view.language, document.id);
  item.source = safe_link(for_one_line(document.url));
  if (seen.translation) {
    item.twin_address = public_url + document_address(view.language, seen.translation->id);
    item.twin_language = language_of(seen.translation->language);
  }
  const auto published = sound_date(document.published), modified = sound_date(document.modified);
  item.published = published_at(published);
  item.updated = updated_at(seen.first_sight.time, published, modified);
  const std::string kind(corpus::kind_name(document.kind));
  item.categories.emplace_back(kind, view.messages.text("kind." + kind));
  for (const auto& tag : document.tags) {
    if (tag.type != EntryType::partner && tag.type != EntryType::topic) continue;
    const auto field = tag.type == EntryType::partner ? FacetField::partner : FacetField::topic;
    item.categories.emplace_back(for_one_line(tag.id),
                                 for_one_line(name_of_value(field, tag.id, view.vocabulary, view.messages)));
  }
  item.first_sight = seen.first_sight;
  return item;
}

}  // namespace

Feed feed_of(FeedFormat format, const SearchRequest& request, const NewlySeen& seen,
             const std::string& public_url, const PageView& view) {
  const auto page_at = [&](std::int64_t page) {
    auto other = request;
    other.page = static_cast<int>(page);
    return public_url + feed_address(format, view.language, other);
  };
  const auto searched = searched_alone(request);
  Feed feed;
  feed.id = tag_uri(public_url, "search?" + canonical_query(searched));
  feed.title = sentence_of(searched, seen.total, view.vocabulary, view.messages) +
               view.messages.text("page.title_end");
  feed.description = view.messages.text("feed.description");
  feed.author = view.messages.text("cite.author");
  feed.language = page_language_code(view.language);
  feed.address = page_at(request.page);
  feed.page = public_url + search_address(view.language, searched);
  feed.icon = public_url + "/favicon.svg";
  feed.total = seen.total;
  feed.first_number = std::int64_t{request.page - 1} * kFeedDocuments + 1;
  const auto pages = std::min<std::int64_t>((seen.total + kFeedDocuments - 1) / kFeedDocuments,
                                            kDeepestResult / kFeedDocuments);
  feed.first = page_at(1);
  feed.last = page_at(std::max<std::int64_t>(pages, 1));
  if (request.page > 1) feed.previous = page_at(request.page - 1);
  if (request.page < pages) feed.next = page_at(request.page + 1);
  for (const auto& item : seen.items) feed.items.push_back(item_of(item, public_url, view));
  feed.updated = kNoInstant;
  for (const auto& item : feed.items) feed.updated = std::max(feed.updated, item.updated);
  return feed;
}

std::string rfc822(const Instant& instant) {
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto known = corpus::instant_of(instant);
  if (!known) return {};
  const auto on = std::chrono::floor<std::chrono::days>(*known);
  const std::chrono::year_month_day day(on);
  char text[40];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %.8s GMT", kDays[std::chrono::weekday(on).c_encoding()],
                static_cast<unsigned>(day.day()), kMonths[static_cast<unsigned>(day.month()) - 1],
                static_cast<int>(day.year()), instant.c_str() + 11);
  return text;
}

}  // namespace searchd
