// What we know of the sites that we pull from: a small file beside the archive. It may be lost at any time:
// then everything is read once more.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "corpus/archive.h"
#include "corpus/live/web_client.h"

namespace corpus {

/// The file cannot be read or written; the text names it.
class PullMemoryError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The memory of one site in a file that may hold many. One thread at a time; two programs may have it open.
class PullMemory {
 public:
  /// What is known of an item, by its number at the site.
  struct Item {
    std::string modified;  // when the site last changed it, as it says; empty: to be read again
    std::string key;       // of its document in the archive; empty: it was left out
  };
  using Items = std::map<std::uint64_t, Item>;

  /// Opens `file`, makes it where it is not there, and makes a damaged one anew. `site` names the site.
  /// Throws PullMemoryError.
  PullMemory(const std::filesystem::path& file, const std::string& site);
  ~PullMemory();
  PullMemory(const PullMemory&) = delete;
  PullMemory& operator=(const PullMemory&) = delete;

  /// Forgets the site where `archive` is not the one that it was read into, or has been put back from a
  /// backup since. True where it was.
  bool follow(const Archive& archive);

  /// What is known of the items of a type.
  Items items(const std::string& type) const;
  /// The types of which items are known.
  std::map<std::string, std::int64_t> types() const;

  /// Keeps `items`, after they are in `archive` for good. On the disk when it returns.
  void remember(const Archive& archive, const std::string& type, const Items& items);
  /// Forgets an item that has left the archive. Likewise.
  void forget(const Archive& archive, const std::string& type, std::uint64_t id);

  /// When all numbers were last compared, in seconds since 1970 (UTC); 0: never.
  std::int64_t compared() const;
  void set_compared(std::int64_t time);

  /// An answer that was kept, to be used where the site says that nothing has changed.
  std::optional<WebAnswer> answer(const std::string& address) const;
  void keep_answer(const std::string& address, const WebAnswer& answer);
  /// Lets go of the kept answers that were neither asked for nor kept since this was opened or last called.
  void drop_unused_answers();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace corpus
