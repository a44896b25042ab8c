// libcurl lives here. Redirections are followed by ourselves, so that each step is judged.
#include "corpus/live/web_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <new>
#include <utility>

#include "corpus/live/web_address.h"

namespace corpus {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr int kMostRedirections = 5;
constexpr std::size_t kLargestHead = 64U << 10U;  // bytes of header fields of one answer
constexpr std::chrono::hours kLongestRest{24};    // that is granted to a site, whatever it asks for
constexpr milliseconds kFirstPause{1000};         // between two tries; doubled each time

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Fields = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Handle open_curl() {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  Handle handle(kReady == CURLE_OK ? curl_easy_init() : nullptr, &curl_easy_cleanup);
  if (!handle) throw FetchError("the network library cannot be started");
  return handle;
}

// What one answer may take, and what has come of it.
struct Transfer {
  std::string body;
  std::uint64_t largest = 0;
  std::size_t head = 0;
  bool too_large = false;
  bool stopped = false;
  const WebClient::Pause* pause = nullptr;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* transfer) {
  auto& taking = *static_cast<Transfer*>(transfer);
  taking.too_large = taking.body.size() + size > taking.largest;
  if (taking.too_large) return 0;
  taking.body.append(bytes, size);
  return size;
}

std::size_t take_field(char*, std::size_t, std::size_t size, void* transfer) {
  auto& taking = *static_cast<Transfer*>(transfer);
  taking.head += size;
  taking.too_large = taking.head > kLargestHead;
  return taking.too_large ? 0 : size;
}

int look_up(void* transfer, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& taking = *static_cast<Transfer*>(transfer);
  taking.stopped = !(*taking.pause)(milliseconds(0));
  return taking.stopped ? 1 : 0;
}

std::string field(CURL* curl, const char* name) {
  curl_header* found = nullptr;
  return curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK ? found->value
                                                                                : std::string();
}

// WordPress names itself in one Link field and the next page in another.
std::string next_page(CURL* curl) {
  curl_header* found = nullptr;
  for (std::size_t i = 0; curl_easy_header(curl, "Link", i, CURLH_HEADER, -1, &found) == CURLHE_OK; ++i) {
    auto next = next_in_link_header(found->value);
    if (!next.empty()) return next;
  }
  return {};
}

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good = error == std::errc() && end == text.data() + text.size() && number >= 0;
  return good ? std::optional(number) : std::nullopt;
}

bool may_pass(int status) { return status == 408 || status == 429 || status >= 500; }

bool is_redirection(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string utc(SiteAtRest::Instant instant) {
  const std::time_t time = std::chrono::system_clock::to_time_t(instant);
  std::tm parts{};
  std::array<char, 32> text{};
  if (::gmtime_r(&time, &parts) == nullptr) return {};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

// Failures of the line that may not come again. A certificate that is wrong stays wrong.
bool may_pass(CURLcode code) {
  return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_PARTIAL_FILE ||
         code == CURLE_OPERATION_TIMEDOUT || code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR ||
         code == CURLE_SEND_ERROR || code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM;
}

}  // namespace

class WebClient::Work {
 public:
  Work(WebManners manners, Pause pause)
      : manners_(std::move(manners)), pause_(std::move(pause)), curl_(open_curl()) {}

  WebAnswer get(const std::string& address, const Validators& validators, bool fresh) {
    heed_rest(address);
    std::string at = address;
    for (int step = 0; step <= kMostRedirections; ++step) {
      WebAnswer answer = get_patiently(at, validators, fresh);
      if (!is_redirection(answer.status)) return answer;
      at = next_step(at);
    }
    throw FetchError(address + " is redirected more than " + std::to_string(kMostRedirections) + " times");
  }

  std::int64_t requests() const { return requests_; }

 private:
  // One address, as often as it takes.
  WebAnswer get_patiently(const std::string& address, const Validators& validators, bool fresh) {
    for (int attempt = 1;; ++attempt) {
      std::string failure;
      WebAnswer answer = get_once(address, validators, fresh, failure);
      if (failure.empty()) return answer;
      const auto asked = retry_after();
      if (asked > manners_.longest_wait) {
        rest(asked, address + " asks to come back in " + std::to_string(asked.count()) +
                        " seconds, more than are waited for (" +
                        std::to_string(manners_.longest_wait.count()) + ")");
      }
      if (attempt >= manners_.tries) {
        const auto what = address + " " + failure + ", " + std::to_string(attempt) + " times";
        if (asked.count() > 0) rest(asked, what);
        throw FetchError(what);
      }
      wait(asked.count() > 0 ? milliseconds(asked) : kFirstPause * (1 << (attempt - 1)));
    }
  }

  // What the last answer names in Retry-After; 0: nothing, or there was no answer.
  std::chrono::seconds retry_after() const {
    long status = 0;
    curl_off_t asked = 0;
    const bool is_told =
        curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status) == CURLE_OK && status != 0 &&
        curl_easy_getinfo(curl_.get(), CURLINFO_RETRY_AFTER, &asked) == CURLE_OK && asked > 0;
    return std::chrono::seconds(is_told ? asked : 0);
  }

  [[noreturn]] void rest(std::chrono::seconds asked, const std::string& what) {
    const std::chrono::seconds granted = std::min<std::chrono::seconds>(asked, kLongestRest);
    rest_until_ = Clock::now() + granted;
    rest_told_ = std::chrono::system_clock::now() + granted;
    throw SiteAtRest(what + ": ask again after " + utc(rest_told_), rest_told_);
  }

  void heed_rest(const std::string& address) const {
    if (Clock::now() >= rest_until_) return;
    throw SiteAtRest(address + " was not asked: the site asked to be left alone until " + utc(rest_told_),
                     rest_told_);
  }

  // `failure` says what went wrong where it is worth another try.
  WebAnswer get_once(const std::string& address, const Validators& validators, bool fresh,
                     std::string& failure) {
    take_turn();
    Transfer transfer;
    transfer.largest = manners_.largest_answer;
    transfer.pause = &pause_;
    const auto fields = fields_of(validators, fresh);
    prepare(address, fields, transfer);
    const auto code = curl_easy_perform(curl_.get());
    if (transfer.stopped) throw FetchStopped();
    if (transfer.too_large) {
      throw AnswerTooLarge(address + " answers with more than " +
                           std::to_string(manners_.largest_answer >> 20U) + " MB");
    }
    if (code != CURLE_OK) {
      const std::string why = std::string("gave no answer: ") +
                              (problem_[0] != '\0' ? problem_.data() : curl_easy_strerror(code));
      if (!may_pass(code)) throw FetchError(address + " " + why);
      failure = why;
      return {};
    }
    return answer_of(address, std::move(transfer), validators, failure);
  }

  WebAnswer answer_of(const std::string& address, Transfer transfer, const Validators& validators,
                      std::string& failure) const {
    long status = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
    WebAnswer answer;
    answer.status = static_cast<int>(status);
    if (may_pass(answer.status)) {
      failure = "answered " + std::to_string(status);
      return answer;
    }
    const bool asked_for_change = !validators.etag.empty() || !validators.last_modified.empty();
    const bool known = status == 200 || (status == 304 && asked_for_change) ||
                       is_redirection(answer.status) || (status >= 400 && status < 500);
    if (!known) throw FetchError(address + " answered " + std::to_string(status));
    answer.address = address;
    answer.body = std::move(transfer.body);
    answer.validators = {field(curl_.get(), "ETag"), field(curl_.get(), "Last-Modified")};
    answer.next = next_page(curl_.get());
    answer.total = number_in(field(curl_.get(), "X-WP-Total"));
    answer.pages = number_in(field(curl_.get(), "X-WP-TotalPages"));
    const auto date = curl_getdate(field(curl_.get(), "Date").c_str(), nullptr);
    answer.time = date > 0 ? date : std::time(nullptr);
    return answer;
  }

  static Fields fields_of(const Validators& validators, bool fresh) {
    Fields fields(nullptr, &curl_slist_free_all);
    const auto add = [&fields](const std::string& text) {
      auto* longer = curl_slist_append(fields.get(), text.c_str());
      if (longer == nullptr) throw std::bad_alloc();
      (void)fields.release();  // the list's head stays what it was, or is new
      fields.reset(longer);
    };
    add("Accept: application/json");
    if (fresh) add("Cache-Control: no-cache");
    if (!validators.etag.empty()) add("If-None-Match: " + validators.etag);
    if (!validators.last_modified.empty()) add("If-Modified-Since: " + validators.last_modified);
    return fields;
  }

  void prepare(const std::string& address, const Fields& fields, Transfer& transfer) {
    CURL* curl = curl_.get();
    curl_easy_reset(curl);  // connections stay
    problem_.assign(CURL_ERROR_SIZE, '\0');
    const auto set = [&](CURLoption option, auto value) {
      if (curl_easy_setopt(curl, option, value) != CURLE_OK) {
        throw FetchError("the network library lacks what is needed to ask " + address);
      }
    };
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!manners_.authorities.empty()) set(CURLOPT_CAINFO, manners_.authorities.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(manners_.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(manners_.whole.count()));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    set(CURLOPT_USERAGENT, manners_.name.c_str());
    set(CURLOPT_HTTPHEADER, fields.get());
    set(CURLOPT_ERRORBUFFER, problem_.data());
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, &take_field);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &look_up);
    set(CURLOPT_XFERINFODATA, &transfer);
  }

  std::string next_step(const std::string& from) const {
    char* location = nullptr;
    curl_easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &location);
    const auto to = location == nullptr ? std::nullopt : web_address(location);
    if (!to) throw FetchError(from + " is redirected to what is no address on the web");
    if (!is_same_site(from, *to)) {
      throw FetchError(from + " is redirected to another site, " + *to +
                       ": where that is right, name that address");
    }
    return *to;
  }

  // So many requests a second, whatever they are for.
  void take_turn() {
    const auto now = Clock::now();
    if (now < next_turn_) wait(std::chrono::ceil<milliseconds>(next_turn_ - now));
    ++requests_;
    next_turn_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                    std::chrono::duration<double>(1.0 / manners_.requests_per_second));
  }

  void wait(milliseconds time) const {
    if (!pause_(time)) throw FetchStopped();
  }

  const WebManners manners_;
  const Pause pause_;
  Handle curl_;
  std::string problem_;  // the library writes here what went wrong
  Clock::time_point next_turn_, rest_until_;
  SiteAtRest::Instant rest_told_;  // rest_until_ by the clock on the wall
  std::int64_t requests_ = 0;
};

WebClient::WebClient(WebManners manners, Pause pause)
    : work_(std::make_unique<Work>(std::move(manners), std::move(pause))) {}
WebClient::~WebClient() = default;

WebAnswer WebClient::get(const std::string& address, const Validators& validators, bool fresh) {
  return work_->get(address, validators, fresh);
}

std::int64_t WebClient::requests() const { return work_->requests(); }

}  // namespace corpus
