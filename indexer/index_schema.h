// How a document is laid out inside the Xapian index: the only file that writer and searcher must agree on.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"

namespace indexer {

/// Raise it when the layout below changes: an index of another number is rebuilt, never guessed at.
inline constexpr int kIndexFormat = 9;

/// What an index knows of the words of its documents (docs/decisions/0013-plain-schema.md).
enum class Schema {
  full,  // all that is below
  plain  // stems and where they stand: no other field of a text's words, and stored documents without words
};

/// "full", "plain".
std::string_view schema_name(Schema schema);
/// Nothing for another name.
std::optional<Schema> schema_from_name(std::string_view name);

/// Term prefixes, as Omega has them where it has one (docs/index_format.md). A prefix of several letters is
/// followed by ':' before a value that begins with a capital, as Xapian's own tools expect: index_term() does
/// it.
enum class Field {
  exact,        // ""    folded word, with positions
  stem,         // "Z"   stem, with positions
  trigram,      // "G"   three letters of an Arabic stem
  hashtag,      // "XH"
  mention,      // "XM"
  acronym,      // "XA"
  host,         // "XURL"
  joined,       // "XJ"
  name_key,     // "K"
  id,           // "Q"   the document's id: one document each
  language,     // "L"   language code
  kind,         // "XK"
  partner,      // "XPARTNER"
  topic,        // "XTOPIC"
  place,        // "XPLACE"
  person,       // "XPERSON"
  outlet,       // "XOUTLET"
  group,        // "XGROUP"
  parent,       // "XPARENT" id of the digest
  shown,        // "XSHOWN" without a value: every document that is not withdrawn
  written,      // "XW"  folded word, a space and how it is written, where that says more; with positions
  title_exact,  // "S"   folded word of the title, no positions
  title_stem,   // "ZS"  stem of the title, no positions
  title_end,    // "XTITLE" without a value: stands at the last position of the title
  year,         // "Y"   four digits: every document whose date lies in that year
  sentence,     // "XSAID" beginning of the key of a sentence (corpus::sentences_of()): sentence_term()
  alias         // "XALIAS" an id that one of the document's aliases gives (document_id_of()) or is: old links
};

/// The field of the tags of a type.
Field tag_field(analyzers::EntryType type);

/// The term for `value` in `field`. Terms are cut at 240 bytes, at a code point (Xapian's limit is 245).
std::string index_term(Field field, std::string_view value);

/// The term that documents with a sentence of this key (corpus::sentences_of()) have. A few other sentences
/// give the same one, which only the documents tell apart: a key of its own for each sentence, most of which
/// are said once, would be a twentieth of an index.
std::string sentence_term(std::string_view key);

/// False where it is not known where `term` stands in its documents (position_block.h), for its field has no
/// positions. True for those that have, and for title stems, which cannot be told from stems.
bool may_have_positions(std::string_view term);

/// Value slots. A day is sortable_serialise()d days since 1970-01-01; ids are ascending, joined by '\n'.
inline constexpr Xapian::valueno kFirstDaySlot = 0;    // first day it may mean; empty where unknown
inline constexpr Xapian::valueno kLastDaySlot = 1;     // last day, likewise
inline constexpr Xapian::valueno kPrecisionSlot = 2;   // "day", "month", "year", "interval" or empty
inline constexpr Xapian::valueno kKindSlot = 3;        // kind name
inline constexpr Xapian::valueno kLanguageSlot = 4;    // language code
inline constexpr Xapian::valueno kPartnersSlot = 5;    // ids
inline constexpr Xapian::valueno kTopicsSlot = 6;      // ids
inline constexpr Xapian::valueno kOutletsSlot = 7;     // ids
inline constexpr Xapian::valueno kPlacesSlot = 8;      // ids
inline constexpr Xapian::valueno kIdSlot = 9;          // the document's id
inline constexpr Xapian::valueno kWithdrawnSlot = 10;  // "1" for a tombstone, else empty
inline constexpr Xapian::valueno kFirstSeenSlot = 11;  // revision at which it entered, sortable_serialise()d
inline constexpr Xapian::valueno kTitleSlot = 12;      // the title as shown, at most kLongestTitle bytes
inline constexpr std::size_t kLongestTitle = 512;
inline constexpr Xapian::valueno kTranslationSlot = 13;  // id of the version in the other language; or empty
inline constexpr Xapian::valueno kFirstSeenTimeSlot =
    14;  // when it entered: seconds since 1970, sortable_serialise()d; or empty

/// `ids` in the form of a value slot: ascending, each once, none empty.
std::string join_ids(std::span<const std::string> ids);
/// The ids that join_ids() joined.
std::vector<std::string> split_ids(std::string_view joined);

/// Metadata keys of an index generation.
inline constexpr char kFormatKey[] = "sijill:format";          // kIndexFormat
inline constexpr char kSchemaKey[] = "sijill:schema";          // schema_name(); not there: full
inline constexpr char kAnalysisKey[] = "sijill:analysis";      // analyzers::kAnalysisVersion
inline constexpr char kArchiveKey[] = "sijill:archive";        // Archive::archive_id()
inline constexpr char kRevisionKey[] = "sijill:revision";      // of the archive, up to which it has followed
inline constexpr char kChangeKey[] = "sijill:change";          // Archive::change_name() of that revision
inline constexpr char kVocabularyKey[] = "sijill:vocabulary";  // Vocabulary::text()
inline constexpr char kLedgerKey[] = "sijill:ledger";          // index_ledger.h: ledger_to_json()
inline constexpr char kBuiltKey[] = "sijill:built";            // UTC, ISO 8601: when it was begun
inline constexpr char kVersionsKey[] = "sijill:versions";  // "1": versions of all documents are here; or none
inline constexpr char kVersionsKeyPrefix[] = "sijill:version:";  // and an id: stored_versions.h

/// Document data is to_stored() of the document (stored_document.h); a tombstone's has no title, summary,
/// body or tags.

}  // namespace indexer
