// Which route answers a request, and the one place where a failed answer becomes a status.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index_schema.h"
#include "searchd/http/parameters.h"
#include "searchd/http/reply.h"
#include "searchd/http/request_head.h"
#include "searchd/http/result_cache.h"
#include "searchd/http/sending_places.h"
#include "searchd/search/turns.h"
#include "searchd/worker.h"

namespace searchd {

/// Who reads the answer: a program (JSON), or a person (a page).
enum class Audience { program, reader };

struct RouteEntry;

/// A request on its way through a route.
struct Exchange {
  const RequestHead& head;
  std::string_view rest;  // of the path, behind a route that ends in '/'; still percent-encoded
  Audience audience;
  std::string request_id;  // random: names the request in a problem and in the log
  std::chrono::steady_clock::time_point began;
  PageLanguage language = PageLanguage::english;  // that its address names; for a page that is none, likely
  const RouteEntry* entry = nullptr;              // the route of its address; null: it is none (routes.h)
};

/// The parameters of an API request are wrong: 400 with all of them.
class InvalidParameters : public std::runtime_error {
 public:
  explicit InvalidParameters(std::vector<ParameterFault> faults);
  const std::vector<ParameterFault>& faults() const { return faults_; }

 private:
  std::vector<ParameterFault> faults_;
};

/// There is no such document or address: 404.
class NotFound : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// As many whole results are being sent as may be: 503 with Retry-After.
class TooManyExports : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How many whole results beyond 256 KB are sent at once. Each holds, beside its connection, a reader of the
/// index (some descriptors and blocks in memory), four bytes for each document found and the generation it
/// reads.
inline constexpr int kMostExports = 8;
/// Parts of the sitemap likewise; they have places of their own.
inline constexpr int kMostSitemaps = 4;
/// How many of both are found, put in order or written at once, whoever reads them: that takes a processor.
inline constexpr int kMostMadeAtOnce = 2;

/// Answers every request. Safe from any thread; never throws.
class Router {
 public:
  /// `public_url`: what stands before addresses in links ("https://example.org", no slash at its end; empty:
  /// they are relative). The Host header is never used. `results_kept`: bytes of answers to searches that are
  /// kept (ResultCache). Throws ViewError.
  Router(std::shared_ptr<IndexView> index, WorkerPool& workers, std::string public_url,
         std::size_t results_kept = 0);

  Reply answer(const RequestHead& head) noexcept;
  Reply answer(const HeadFault& fault) noexcept;

  // --- for the routes ---
  IndexView& index() { return *index_; }
  WorkerPool& workers() { return workers_; }
  const std::string& public_url() const { return public_url_; }
  ResultCache& results() { return results_; }
  /// A turn to find a whole result and make its beginning. Throws TooManyExports.
  std::shared_ptr<void> take_turn(const Exchange& exchange);
  enum class Sending { whole_result, sitemap };
  /// `source` as the body of the answer: its first 256 KB are made here, and where that is not all, it has a
  /// place among those that are being sent. Of HEAD nothing is made. Throws TooManyExports, and IndexChanging
  /// where what it reads is gone.
  std::shared_ptr<BodySource> begin_sending(std::unique_ptr<BodySource> source, const Exchange& exchange,
                                            Sending what);
  std::string opensearch(PageLanguage language);
  std::string problem_page(PageLanguage language, std::string_view name);

 private:
  struct Failure;
  Reply guarded(const RequestHead& head);
  Reply refused(const HeadFault& fault);
  Reply page_of_crowd(PageLanguage language);
  Reply reply_of(const Failure& failure, const Exchange& exchange);
  std::string error_page(const Failure& failure, const Exchange& exchange, PageLanguage language);
  static Failure starting();

  std::shared_ptr<IndexView> index_;
  WorkerPool& workers_;
  const std::string public_url_;
  ResultCache results_;
  const std::shared_ptr<Turns> turns_ = std::make_shared<Turns>(kMostMadeAtOnce);
  SendingPlaces export_places_{kMostExports}, sitemap_places_{kMostSitemaps};
  std::mutex pages_mutex_;
  Pages pages_;                           // for errors, which must be told when no worker is free
  std::vector<std::string> crowd_pages_;  // by language, made once: the thread that lets all in sends them
};

/// How long after its request a search has to be done, and how much of that it may wait for a worker.
inline constexpr std::chrono::milliseconds kSearchTime{1'500};
inline constexpr std::chrono::milliseconds kQueueTime{1'000};

/// "W/\"...\"": names an answer by all it depends on.
std::string entity_tag(std::string_view route, std::string_view state, std::string_view address);
/// Whether If-None-Match names `tag`.
bool is_known_to_sender(const RequestHead& head, std::string_view tag);
/// What an answer depends on. Two with the same name are alike but for the time they took.
struct AnswerName {
  std::string_view route;
  std::string state;    // of the index
  std::string address;  // all that was asked, in the one form that says it
};
/// `address` of `request`, and what an index of `schema` tells beside it: an answer that says that there is
/// no other language is not for who never asked for it.
std::string answer_address(std::string address, const SearchRequest& request, indexer::Schema schema);
/// An answer as a search made it.
struct MadeAnswer {
  Reply reply;
  std::string state;      // of the index that answered
  bool is_whole = false;  // nothing was left out of it for want of time
};
/// The answer `name` to this request: 304 where the sender has it, else the one that is kept, else what
/// `make` makes, which is kept where it is whole and of the state that `name` says. Throws what `make`
/// throws.
Reply answer_once(Router& router, const Exchange& exchange, const AnswerName& name,
                  const std::function<MadeAnswer()>& make);
/// An answer that may be kept a minute, with its tag; a 304 without body where the sender has it already.
Reply cacheable(const RequestHead& head, std::string content_type, std::string body, const std::string& tag);
/// The language a reader prefers, by Accept-Language: of those that pages have the heaviest, the first of
/// equals; English where none is named.
PageLanguage preferred_language(std::string_view accept_language);

/// Refuses every parameter. Throws InvalidParameters.
void refuse_parameters(const Exchange& exchange);
/// Of what must name whole addresses: the Host header is not to be trusted. Throws NotFound where the server
/// was not told its own.
void want_public_url(const Router& router);
/// A link of the header of that name: where `address` is, and in which relation it stands ("canonical").
std::string link_header(const std::string& base, const std::string& address, const char* relation);
/// Whether a browser asks, which shows pages.
bool wants_page(const RequestHead& head);

/// The document that `encoded` (an id, a former one, an address or another key, as it stands in a path)
/// names, with `extras`. Throws NotFound, and as Searcher::document().
DocumentView find_document(Searcher& searcher, std::string_view encoded, Searcher::Deadline deadline,
                           const DocumentExtras& extras = {});
/// 410 with what is left of a withdrawn document.
Reply tombstone(const DocumentView& view, const std::string& base);
/// The same as a page.
Reply gone_page(Pages& pages, const corpus::Document& document, PageLanguage language);
/// An answer that is at `address`.
Reply redirect(int status, std::string address);
/// Whether `text` is an id as the archive makes them: an address or another key that ends in ".txt" or
/// "/history" is none.
bool is_document_id(std::string_view text);
/// What stands behind "/d/", where it asks for the versions of a document.
struct AskedHistory {
  std::string_view id;
  bool as_json = false;
};
std::optional<AskedHistory> asked_history(std::string_view rest);
Reply answer_history_page(Router& router, const Exchange& exchange, PageLanguage language,
                          std::string_view id);
Reply answer_history_json(Router& router, const Exchange& exchange, std::string_view id);
/// What stands behind "/d/", where it asks for a document in another form than its page.
struct AskedFormat {
  std::string_view id;
  DocumentFormat format;
};
std::optional<AskedFormat> asked_format(std::string_view rest);
Reply answer_document_format(Router& router, const Exchange& exchange, PageLanguage language,
                             const AskedFormat& asked);

// The routes (api.cpp, suggest.cpp, site.cpp, operations.cpp). Each throws what Router turns into a status.
using Route = Reply (*)(Router&, const Exchange&);
Reply answer_api_search(Router& router, const Exchange& exchange);
Reply answer_api_document(Router& router, const Exchange& exchange);
Reply answer_api_timeline(Router& router, const Exchange& exchange);
Reply answer_api_timeline_csv(Router& router, const Exchange& exchange);
Reply answer_api_ledger(Router& router, const Exchange& exchange);
Reply answer_api_analyze(Router& router, const Exchange& exchange);
Reply answer_api_suggest(Router& router, const Exchange& exchange);
Reply answer_api_export(Router& router, const Exchange& exchange);
Reply answer_export_csv(Router& router, const Exchange& exchange);
Reply answer_export_json_lines(Router& router, const Exchange& exchange);
Reply answer_export_ris(Router& router, const Exchange& exchange);
Reply answer_export_bibtex(Router& router, const Exchange& exchange);
Reply answer_export_csl(Router& router, const Exchange& exchange);
Reply answer_sitemap(Router& router, const Exchange& exchange);
Reply answer_sitemap_part(Router& router, const Exchange& exchange);
Reply answer_feed_atom(Router& router, const Exchange& exchange);
Reply answer_feed_rss(Router& router, const Exchange& exchange);
Reply answer_feed_json(Router& router, const Exchange& exchange);
Reply answer_opensearch(Router& router, const Exchange& exchange);
Reply answer_home(Router& router, const Exchange& exchange);
Reply answer_search_page(Router& router, const Exchange& exchange);
Reply answer_partners(Router& router, const Exchange& exchange);
Reply answer_partner(Router& router, const Exchange& exchange);
Reply answer_topics(Router& router, const Exchange& exchange);
Reply answer_topic(Router& router, const Exchange& exchange);
Reply answer_digests(Router& router, const Exchange& exchange);
Reply answer_help(Router& router, const Exchange& exchange);
Reply answer_about(Router& router, const Exchange& exchange);
Reply answer_facet_page(Router& router, const Exchange& exchange);
Reply answer_document_page(Router& router, const Exchange& exchange);
Reply answer_problem_page(Router& router, const Exchange& exchange);
Reply answer_static_file(Router& router, const Exchange& exchange);
Reply answer_favicon(Router& router, const Exchange& exchange);
Reply answer_robots(Router& router, const Exchange& exchange);
Reply answer_health(Router& router, const Exchange& exchange);
Reply answer_ready(Router& router, const Exchange& exchange);
Reply answer_version(Router& router, const Exchange& exchange);

}  // namespace searchd
