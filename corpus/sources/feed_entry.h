// An entry of a feed, of whichever format, as a document.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "corpus/sources/source.h"

namespace corpus {

/// A text of an entry as it was written.
struct FeedText {
  enum class Form : std::uint8_t { text, html };

  std::string value;
  Form form = Form::html;
  std::string language;  // a tag, as stated for this text or around it; empty: not stated

  bool empty() const { return value.empty(); }
};

/// What a feed says of one entry. Nothing of authors is in it: a document has no field for them.
struct FeedEntry {
  std::string where, raw_sha256;
  std::string raw, media_type;  // see Record
  FeedText title, summary, content;
  std::string link;                                             // canonical; empty: none
  std::string id;                                               // as written
  std::string published, created, updated;                      // as written
  std::string language;                                         // a tag
  std::vector<std::string> categories;                          // as written
  std::vector<std::pair<std::string, std::string>> alternates;  // language tag, canonical address
  bool audio = false;                                           // it brings a sound file
  std::string feed;  // what names the feed: its address, its site's, its file
  std::string site;  // canonical address of the site; empty: not stated
};

/// The entry as a record, or why it is left out, or what is wrong with it. docs/archive_format.md tells what
/// is read from where.
SourceItem to_source_item(const FeedEntry& entry);

/// The plain text of `text`: in one line, or with its paragraphs ending in '\n'.
struct FeedPlainText {
  std::string text, problem;  // `problem`: why there is no text, in words that follow "its HTML "
};
FeedPlainText plain_text(const FeedText& text, bool one_line);

}  // namespace corpus
