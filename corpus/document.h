// Document: what the archive holds, and where it came from. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/language.h"
#include "analyzers/tagger.h"
#include "corpus/dates/date.h"
#include "corpus/dates/event_date.h"

namespace corpus {

/// Names a document for ever: 12 letters of [a-z2-7], given by the archive at first sight (see
/// document_id_of).
using DocumentId = std::string;

/// Counts the changes made to an archive. Only ever grows, by one for each document stored or withdrawn.
using Revision = std::int64_t;

/// When a document entered the archive, under whatever date it bears.
struct FirstSight {
  Revision revision = 0;  // 0: not known
  std::string time;       // UTC, ISO 8601: of the import that brought it; empty: not known
};

enum class Kind { statement, news, digest, digest_item, social_post, podcast, campaign, page };

/// "statement", "news", "digest", "digest_item", "social_post", "podcast", "campaign", "page".
std::string_view kind_name(Kind kind);
std::optional<Kind> kind_from_name(std::string_view name);

/// Where a document was met. A document printed twice has two.
struct Occurrence {
  std::string source;  // address of the page where it is known, else "sha256:<hash of the file's bytes>"
  std::string anchor;  // the place inside: "bytes=1034-1888", "item=17"; empty: the whole source

  bool operator==(const Occurrence&) const = default;
};

/// Why a document is no longer shown.
struct Withdrawal {
  std::string reason;  // "gone from its source", "no longer published", an operator's words
  std::string time;    // when we learnt it: UTC, ISO 8601

  bool operator==(const Withdrawal&) const = default;
};

/// Where a version came from.
struct Provenance {
  std::string source;            // file or address it was read from, as given to the import
  std::string format;            // Source::format()
  std::string imported_at;       // UTC, ISO 8601
  std::string importer_version;  // of this program
  std::string raw_sha256;        // of the record's raw bytes, as they stood in the source

  // Where the source knows it (see Record); else empty.
  std::string media_type = {};    // of the record's raw bytes
  std::string fetched_from = {};  // address
  std::string fetched_at = {};    // UTC, ISO 8601

  bool operator==(const Provenance&) const = default;
};

/// Why two documents that do not name each other are taken for versions of one text (see TwinFinder).
struct TwinEvidence {
  double score = 0;                  // 0 to 1: how much of what either says the other says too; hundredths
  double order = 0;                  // -1 to 1: whether what both say comes in the same order; hundredths
  std::vector<std::string> reasons;  // for a reader, a line each: "37 words and names", "same day"

  bool operator==(const TwinEvidence&) const = default;
};

struct Document {
  DocumentId id;    // empty until the archive has given one
  std::string key;  // canonical address or source key the id was derived from
  std::vector<std::string>
      aliases;  // other keys under which the same document is known, in order of first sight
  Kind kind = Kind::page;
  analyzers::Language language = analyzers::Language::english;
  std::string title;    // plain text, UTF-8, one line
  std::string summary;  // plain text: the source's own excerpt; often empty
  std::string body;     // plain text; paragraphs end in '\n'. A digest's is its introduction alone
  std::string url;      // canonical address, http or https; empty where none is known
  PublicationDate published;
  PublicationDate modified;          // last changed, where a source says so; unknown by default
  std::vector<EventDate> events;     // that the text speaks of, in the order title, summary, body
  std::vector<analyzers::Tag> tags;  // partner, topic, place, person, outlet, group; ordered by type, then id
  std::vector<std::string> hashtags;  // as first written, without '#', in order of appearance, no doubles
  DocumentId parent;                  // the digest of a digest item; empty: none
  DocumentId translation;             // the version in the other language; empty: none known
  std::optional<TwinEvidence> twin_evidence;  // where `translation` was found by what both say, not stated
  std::vector<Occurrence> occurrences;
  std::optional<Withdrawal> withdrawn;

  bool operator==(const Document&) const = default;
};

/// The id that a new document with this key gets: the first 60 bits of the key's SHA-256 in base 32 (RFC
/// 4648, lower case). Where two keys collide the archive appends one letter to the later one.
DocumentId document_id_of(std::string_view key);

/// Whether `key` may name a document: 1 to 2,048 bytes of text in one line.
bool is_fit_for_key(std::string_view key);

/// The hashtags of `text` as written, without '#', first spelling first, one each (case aside).
std::vector<std::string> hashtags_in(std::string_view text);

/// Lower-case hex SHA-256 (FIPS 180-4) of `bytes`.
std::string sha256_hex(std::string_view bytes);

/// An address as we keep it: http(s) only, scheme and host in lower case, default port, fragment and tracking
/// parameters (utm_*, fbclid, gclid) dropped, letters outside ASCII percent-encoded in capitals ("%D8%A7").
/// Nothing for anything else ("javascript:", relative, a user's name in it, > 2,048 bytes). Of a kept
/// address: itself.
std::optional<std::string> canonical_url(std::string_view url);

}  // namespace corpus
