// Where documents come from: one interface, one class for each kind of file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "corpus/document.h"

namespace corpus {

/// A source can be read no further; the text names the file, the place and the remedy.
class SourceError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Larger raw bytes of one record are not kept.
inline constexpr std::size_t kMostRawBytes = std::size_t{16} << 20;

/// A document as a source gives it. The archive gives the id and turns keys into ids.
struct Record {
  Document document;  // `key` is set; `id`, `parent`, `translation` stay empty unless an export carries them
  std::string parent_key;       // key (or id) of the digest this is an item of; empty: none
  std::string translation_key;  // key (or id) of the other-language version; empty: none known
  std::string where;            // for messages: "export.xml:1041", "posts.json, record 3"
  std::string raw_sha256;       // of the record's raw bytes, as they stand in the source

  // What is kept of where the version came from; each may be empty.
  std::string raw;  // the record's bytes as they may be kept: without what commenters wrote. To kMostRawBytes
  std::string media_type;    // of `raw`: "text/html; charset=windows-1256"
  std::string fetched_from;  // address from which it was fetched
  std::string fetched_at;    // UTC, ISO 8601; of a crawl: when the document stood so
  bool joins_equal =
      false;  // an item of a page: joins a document of its kind whose folded title and text agree
  bool tags_given =
      false;  // an export's: its tags and hashtags are complete, nothing is looked for in the text
  bool events_given = false;  // its events are complete: an export's, or a line that gives some

  bool ours = false;  // told anew by ourselves (other tags for the same text): no source has said anything

  /// What the archive that wrote an export knew of a version beside its content.
  struct Memory {
    struct Statement {
      std::string source, place, sha256;  // see the table `statements` in docs/archive_format.md

      bool operator==(const Statement&) const = default;
    };
    struct Sighting {
      std::string source, first, last;  // when the source was first and last seen to hold the document: UTC

      bool operator==(const Sighting&) const = default;
    };
    Provenance provenance;              // where the version came from: not from the export
    bool earlier = false;               // a version before the newest: it is kept, not shown
    std::uint32_t again = 0;            // how many equal versions of the document went before it
    std::vector<Statement> statements;  // what each source last said of the document
    std::vector<Sighting> sightings = {};

    bool operator==(const Memory&) const = default;
  };
  std::optional<Memory> memory;  // an export's
};

/// A record that is left out on purpose.
struct Skipped {
  std::string where;
  std::string
      why;  // one of a few fixed words, counted in the report: "draft", "private", "password", "comment",
            //   "attachment", "menu item", "revision", "author", "term", "unknown type nf_sub" ... (table:
            //   docs/archive_format.md)
  std::string
      key;  // of the document it would have been, where it would: one that is in the archive and is now
            //   "draft", "private", "password" or "trash" at its source is withdrawn
};

/// A record that could not become a document. The import goes on without it and reports it.
struct Problem {
  std::string where;  // such as "export.xml:1041" or "crawl.warc.gz, record 17"
  std::string what;   // one sentence, for the person who runs the import

  bool operator==(const Problem&) const = default;
};

/// Standing text of a site (cookie notice, "What is the Coalition?"): not searched, but kept, version by
/// version.
struct Boilerplate {
  std::string name;    // slug: "what-is-the-coalition", "cookie-notice", "load-more", "welcome-line" ...
  std::string text;    // as printed
  std::string source;  // occurrence: address or "sha256:..."
  std::string anchor;  // "bytes=1034-1888"
  std::optional<Provenance> provenance = std::nullopt;  // an export's: where it was first read

  bool operator==(const Boilerplate&) const = default;
};

/// A page that was taken apart: all its bytes, and which part of it went where. The parts lie end to end:
/// together they are the page again.
struct Capture {
  struct Part {
    std::uint64_t begin = 0, end = 0;  // bytes of `bytes`
    std::string key;                   // of the document this became part of; empty: none
    std::string
        boilerplate;  // name of the standing text it is; empty: none. Neither: white space or a heading

    bool operator==(const Part&) const = default;
  };
  std::string source;  // address where known, else "sha256:..."
  std::string file;    // name of the file it was read from, without its folder
  std::string bytes;   // the page as it was read
  std::vector<Part> parts;
  std::string sha256 = {};  // of the page as it was read, where parts of it were erased since; else empty
  std::optional<Provenance> provenance = std::nullopt;  // an export's: where it was first read

  bool operator==(const Capture&) const = default;
};

/// Two documents that were found to be the Arabic and the English version of one text. Nobody stated it.
struct FoundTwin {
  std::string arabic, english;  // ids; an export's may be any name of the documents
  TwinEvidence evidence;
  std::optional<Provenance> provenance = std::nullopt;  // of the run that found it: program and time

  bool operator==(const FoundTwin&) const = default;
};

/// What an editor decided of a document. It outranks what sources state and what is found.
struct Decision {
  std::string document;  // id; any name of it where it comes from outside
  std::string field;     // a type of tags ("partner", "topic" ...), "date", "language" or "translation"
  std::string value;     // id of the tag; "2018-02-13"; "ar"; id of the other document
  bool accepted = true;  // else it is rejected
  std::string who, why;
  std::string time;  // UTC, ISO 8601

  bool operator==(const Decision&) const = default;
};

/// What remains of a document that was erased: nothing that it said, but hashes by which it is known again.
struct Purged {
  struct Hash {
    std::string what;    // "name", "raw" or "text"
    std::string sha256;  // lower-case hex

    bool operator==(const Hash&) const = default;
  };
  DocumentId id;
  std::string key;  // "purged:" and the hash of what it was
  Kind kind = Kind::page;
  analyzers::Language language = analyzers::Language::other;
  std::string reason, time;  // UTC, ISO 8601
  std::vector<Hash> hashes;  // ordered
  Provenance provenance;

  bool operator==(const Purged&) const = default;
};

using SourceItem = std::variant<Record, Skipped, Problem, Boilerplate, Capture, FoundTwin, Decision, Purged>;

/// Gives one item after another, in the order in which they stand in the source. Holds no more than one
/// record (for captures: one page) in memory at a time. One thread at a time.
class Source {
 public:
  virtual ~Source() = default;

  /// The next item; nothing at the end. Throws SourceError where the source as a whole can be read no
  /// further.
  virtual std::optional<SourceItem> next() = 0;

  /// "atom", "capture", "html-page", "json-feed", "json-lines", "rss", "sitemap", "tar", "warc",
  /// "wordpress-export", "wordpress-rest", "zip". A packed file's is that of the file it holds.
  virtual std::string_view format() const = 0;

  /// How far the reading is, in bytes of the file read and bytes in all (0: unknown); for the progress line.
  struct Progress {
    std::uint64_t read = 0, size = 0;
  };
  virtual Progress progress() const = 0;
};

/// Opens the file at `path` by what it holds (its name is only a hint). Throws SourceError for what is not
/// there, is no regular file, is empty or is of no known format.
std::unique_ptr<Source> open_source(const std::filesystem::path& path);

struct FilesToImport {
  std::vector<std::filesystem::path> files;  // in the order of their names
  std::vector<Problem> passed_over;          // what else lies there, and why it is not read; likewise
};

/// The files to import for `path`: itself, or, for a folder, every regular file below it. Hidden files and
/// folders are left out without a word. Links are named, not followed, so that nothing is read from outside
/// the folder, and nothing twice or for ever; so are pipes, sockets and devices. Throws SourceError for what
/// is not there or cannot be looked through.
FilesToImport files_to_import(const std::filesystem::path& path);

}  // namespace corpus
