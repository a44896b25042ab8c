// An XML feed, entry by entry: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "corpus/sources/feed_entry.h"
#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// What is known of a feed beside its bytes; all of it may be empty.
struct FeedOrigin {
  std::string address;       // from which it was fetched
  std::string content_type;  // the headers with which it was sent
  std::string language;
};

/// Reads a feed with one entry in memory. Not copyable; one thread.
class FeedReader {
 public:
  /// Throws SourceError where the file cannot be read, or is no feed.
  FeedReader(const InputFile& file, FeedOrigin origin);
  ~FeedReader();
  FeedReader(const FeedReader&) = delete;
  FeedReader& operator=(const FeedReader&) = delete;

  /// The next entry, or what is wrong with it; nothing at the end. Throws SourceError.
  std::optional<std::variant<FeedEntry, Problem>> next();

  bool is_atom() const;
  Source::Progress progress() const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

/// Whether `head`, the first bytes of a file, begins a feed in XML, in any character set.
bool is_xml_feed(std::string_view head);

}  // namespace corpus
