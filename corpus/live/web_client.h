// Asks a site over HTTP, politely and with limits: the one place that reaches out over the network.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace corpus {

/// What was asked for could not be had; the text names the address and the cause.
class FetchError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An answer was larger than it may be.
class AnswerTooLarge : public FetchError {
 public:
  using FetchError::FetchError;
};

/// The site has asked to be left alone for longer than is waited for: nothing is asked of it until then.
class SiteAtRest : public FetchError {
 public:
  using Instant = std::chrono::system_clock::time_point;
  SiteAtRest(const std::string& what, Instant until) : FetchError(what), until_(until) {}

  /// When it may be asked again; the same for all that are thrown until then.
  Instant until() const { return until_; }

 private:
  Instant until_;
};

/// The pause was ended: whoever runs this wants it to end.
class FetchStopped : public std::runtime_error {
 public:
  FetchStopped() : std::runtime_error("stopped") {}
};

/// How a site is asked.
struct WebManners {
  double requests_per_second = 2;
  std::chrono::milliseconds connect{10'000};                // for a connection to stand
  std::chrono::milliseconds whole{60'000};                  // for one answer
  std::uint64_t largest_answer = std::uint64_t{32} << 20U;  // bytes, unpacked
  int tries = 4;                           // of one request, where the site is busy or the line breaks
  std::chrono::seconds longest_wait{600};  // that a site may ask for; longer: SiteAtRest
  std::filesystem::path authorities;       // certificates that are trusted (PEM); empty: the system's
  std::string name = "sijill-indexer";     // User-Agent
};

/// By which a site can tell that an answer has not changed.
struct Validators {
  std::string etag, last_modified;  // as the site gave them; empty: none
};

struct WebAnswer {
  std::string address;  // that answered, after redirections
  int status = 0;       // 200, 304 or a refusal (4xx)
  std::string body;     // unpacked; empty for 304
  Validators validators;
  std::string next;                   // of rel="next" in Link, as written
  std::optional<std::int64_t> total;  // X-WP-Total
  std::optional<std::int64_t> pages;  // X-WP-TotalPages
  std::int64_t time = 0;              // when it answered, by its own clock: seconds since 1970 (UTC)
};

/// Asks with GET. Redirections are followed within the site alone (is_same_site), five at most. Certificates
/// are verified. A busy site (429, 503) is asked again after the time that it names in Retry-After; where
/// that is more than is waited for, or comes with the last try, nothing more is asked until it is over (a day
/// at most). Other failures of servers and lines are tried again after a second, two, four. One thread at a
/// time.
class WebClient {
 public:
  /// Waits so long; false where everything is to end. Called with 0 now and then while an answer comes.
  using Pause = std::function<bool(std::chrono::milliseconds)>;

  WebClient(WebManners manners, Pause pause);
  ~WebClient();
  WebClient(const WebClient&) = delete;
  WebClient& operator=(const WebClient&) = delete;

  /// The answer to `address` (as web_address() gives it), 304 only where `validators` are given. `fresh`
  /// asks caches on the way to look again. Throws FetchError (SiteAtRest is one), FetchStopped.
  WebAnswer get(const std::string& address, const Validators& validators = {}, bool fresh = false);

  /// So far, also of those that failed.
  std::int64_t requests() const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace corpus
