// Which document a record is: by key, id, alias, or by what it says.
#include "corpus/archive_put.h"
#include "corpus/key_text.h"

namespace corpus {
namespace {

constexpr std::string_view kIdLetters = "abcdefghijklmnopqrstuvwxyz234567";

}  // namespace

std::optional<DocumentWriter::Known> DocumentWriter::find_known() {
  if (const auto number = document_named(parts_, document_.key)) {
    Query main(parts_, "SELECT place FROM names WHERE name = ?", document_.key);
    main.next();
    return Known{*number, main.number(0) == 0 ? FoundBy::key : FoundBy::alias};
  }
  if (!document_.id.empty()) {
    if (const auto number = document_with_id(parts_, document_.id)) return Known{*number, FoundBy::id};
  }
  for (const auto& alias : document_.aliases) {
    if (const auto number = document_named(parts_, alias)) return Known{*number, FoundBy::alias};
  }
  if (record_.joins_equal) {
    if (const auto number = find_equal(std::nullopt)) return Known{*number, FoundBy::equality};
  }
  return std::nullopt;
}

const std::string& DocumentWriter::folded_text() {
  if (!folded_text_) folded_text_ = folded(document_.body.empty() ? document_.summary : document_.body);
  return *folded_text_;
}

// Cheap to compute for every document, and seldom the same for two: the text itself is compared only then.
// What has no title (a post) is known by its text.
const std::string& DocumentWriter::identity() {
  if (!identity_) {
    std::string words = folded(document_.title);
    if (words.empty()) words = '\n' + folded_text();
    identity_ = sha256_hex(std::string(kind_name(document_.kind)) + '\n' + words);
  }
  return *identity_;
}

// The first document (or `only` this one) that once had the same kind, folded title and folded text.
std::optional<RowNumber> DocumentWriter::find_equal(std::optional<RowNumber> only) {
  Query rows(parts_,
             "SELECT document, CASE body WHEN '' THEN summary ELSE body END FROM versions "
             "WHERE identity = ?1 AND document = ifnull(?2, document) ORDER BY document",
             identity(), only);
  while (rows.next()) {
    if (folded(rows.text(1)) == folded_text()) return rows.number(0);
  }
  return std::nullopt;
}

DocumentId DocumentWriter::free_id() {
  if (!document_.id.empty()) return document_.id;  // not taken, or find_known() had found it
  DocumentId id = document_id_of(document_.key);
  if (!document_with_id(parts_, id)) return id;
  for (const char letter : kIdLetters) {
    if (!document_with_id(parts_, id + letter)) return id + letter;
  }
  throw RecordRefused("no id is left for document " + document_.key);
}

}  // namespace corpus
