// The REST interface of a running WordPress: which types it has, which items there are, and their records.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corpus/live/pull_memory.h"
#include "corpus/live/web_client.h"

namespace corpus {

/// A type of posts that we keep.
struct SiteType {
  std::string name;   // "post", "page", "statement"
  std::string place;  // under the interface's address: "wp/v2/posts"
};

/// What a site says of itself.
struct SiteAbout {
  std::vector<SiteType> types;
  std::map<std::string, std::string> left_out;  // types that we do not keep, and why
  std::vector<std::string>
      views;  // languages that have to be asked for one by one; "" is the site's own choice
};

/// An item as a list names it.
struct ListedItem {
  std::uint64_t id = 0;
  std::string modified;  // UTC, as the site says; empty: it does not

  bool operator==(const ListedItem&) const = default;
};

/// The items that a site listed.
struct SiteList {
  std::vector<ListedItem> items;  // each once, as listed
  std::string doubt;              // why it may not be all of them; empty: it is
  bool unchanged = false;         // the site said that nothing has changed
};

/// The records that were asked for: the answer as it came, and when.
struct SiteRecords {
  std::string body, address;
  std::int64_t time = 0;  // by the site's clock, seconds since 1970 (UTC)
};

/// What strangers are shown of an item.
enum class Presence { shown, hidden, gone };

/// Asks one site. One thread at a time. All throw FetchError, FetchStopped.
class WordPressSite {
 public:
  static constexpr std::size_t kMostAtOnce = 100;  // items of one request; WordPress gives no more

  /// `address` is that of the interface ("https://example.org/wp-json", ".../index.php?rest_route=/"), as
  /// web_address() gives it; `languages` are asked for one by one besides what the site shows by itself. The
  /// references outlive it. `between` is called before each request of a list, where other work may be done.
  WordPressSite(WebClient& client, PullMemory& memory, std::string address,
                std::vector<std::string> languages = {}, std::function<void()> between = {});

  /// Where the answer is not that of WordPress's REST interface, a FetchError says so.
  SiteAbout about();

  /// The items of `type` that are shown in `view`, all of them in the order of their numbers or, with
  /// `modified_after` ("2026-11-21T08:00:00Z"), those changed since then in the order of their changes.
  SiteList list(const SiteType& type, const std::string& view, const std::string& modified_after = {});

  /// The records of those of `ids` (at most kMostAtOnce) that are shown in `view`. `fresh` asks caches on
  /// the way to look again.
  SiteRecords records(const SiteType& type, const std::string& view, std::span<const std::uint64_t> ids,
                      bool fresh = false);

  /// What became of the item that no list holds.
  Presence look_at(const SiteType& type, std::uint64_t id);

  /// The address of `place` with `parameters` ("per_page=100&page=2"): for messages.
  std::string address_of(const std::string& place, const std::string& parameters = {}) const;

 private:
  struct Page;
  Page page(const std::string& address);
  SiteList list_once(const SiteType& type, const std::string& parameters);

  WebClient& client_;
  PullMemory& memory_;
  std::string address_;
  std::vector<std::string> languages_;
  std::function<void()> between_;
};

/// The list in `body` of an answer: an array of objects with `id` and `modified_gmt`. Nothing where it is
/// none; an entry without a number (from 1) is left out and counted in `without_number`.
std::optional<std::vector<ListedItem>> listed_items(const std::string& body, std::size_t& without_number);

/// The types in `body`, the answer of /wp/v2/types: sets types and left_out. False where it is none.
bool read_types(const std::string& body, SiteAbout& about);

}  // namespace corpus
