// A document as one line of JSON: the exchange format, and the copy that the index carries.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

#include "corpus/document.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Text that is not a document in our exchange format; says which field and why.
class DocumentJsonError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `document` in one line, without the newline (form: docs/archive_format.md). Invalid UTF-8 becomes U+FFFD.
std::string to_json_line(const Document& document);

/// The same with what the archive knows of it beside its content.
std::string to_json_line(const Document& document, const Record::Memory& memory);

/// An earlier version of a document: its content, and where it came from.
std::string version_to_json_line(const Document& document, const Record::Memory& memory);

/// The document of a line that to_json_line() wrote, equal to the one it was written from. Throws
/// DocumentJsonError.
Document document_from_json(std::string_view line);

/// A record of the exchange format as people write it: `key` or `url` or `id` names it, `parent` and
/// `translation` may be keys or ids, most fields may be missing, unknown fields are an error. Limits: 4 MB,
/// depth 32, no key twice. Throws DocumentJsonError.
Record record_from_json(std::string_view line);

/// The same for a line that may also be standing text ("type": "boilerplate"), found twins ("twins"), a
/// decision
/// ("decision") or what remains of an erased document ("purged"). Throws DocumentJsonError.
std::variant<Record, Boilerplate, FoundTwin, Decision, Purged> line_from_json(std::string_view line);

/// Standing text alone. Throws DocumentJsonError.
Boilerplate boilerplate_from_json(std::string_view line);

/// Found twins alone. Throws DocumentJsonError.
FoundTwin found_twin_from_json(std::string_view line);

/// A decision, or what remains of an erased document, alone. Throw DocumentJsonError.
Decision decision_from_json(std::string_view line);
Purged purged_from_json(std::string_view line);

/// Longest line of the exchange format but for pages, in bytes without its newline.
inline constexpr std::size_t kLongestJsonLine = std::size_t{4} << 20;

/// Standing text as a line of the exchange format ("type": "boilerplate").
std::string to_json_line(const Boilerplate& boilerplate);

/// A decision ("type": "decision") and what remains of an erased document ("type": "purged") as a line.
std::string to_json_line(const Decision& decision);
std::string to_json_line(const Purged& purged);

/// Found twins as a line of the exchange format ("type": "twins").
std::string to_json_line(const FoundTwin& twin);

}  // namespace corpus
