#include "indexer/stored_document.h"

#include <cstdint>
#include <string>
#include <utility>

#include "analyzers/packed_number.h"
#include "analyzers/token_table.h"
#include "corpus/document_frame.h"
#include "corpus/packed_bytes.h"

namespace indexer {
namespace {

// Higher levels take off a few bytes in a hundred and take several times as long to write; all are read
// alike.
constexpr int kLevel = 3;

constexpr std::uint64_t kMostUnpacked = 1U << 30U;  // corpus::unpacked() has a limit of its own below it

/// Bytes packed by themselves: text and words have hardly a byte in common, and each packs worse with the
/// other.
void append_packed(std::string& stored, std::string_view bytes) {
  const auto packed = corpus::packed(bytes, kLevel);
  analyzers::append_number(stored, bytes.size());
  analyzers::append_number(stored, packed.size());
  stored += packed;
}

std::string take_unpacked(std::string_view& stored) {
  const auto size = analyzers::take_number(stored);
  const auto packed_size = analyzers::take_number(stored);
  if (!size || !packed_size || *packed_size > stored.size() || *size > kMostUnpacked)
    throw StoredDocumentError("a stored document is cut off");
  auto bytes = corpus::unpacked(stored.substr(0, *packed_size), static_cast<std::int64_t>(*size));
  if (!bytes) throw StoredDocumentError("a stored document cannot be unpacked");
  stored.remove_prefix(*packed_size);
  return std::move(*bytes);
}

std::string packed_with_words(const corpus::Document& document, const std::string& title_words,
                              const std::string& text_words) {
  std::string frame, words, stored;
  corpus::FrameWriter writer(frame);
  corpus::write_document(writer, document);
  corpus::FrameWriter words_writer(words);
  words_writer.text(title_words);
  words_writer.text(text_words);
  append_packed(stored, frame);
  append_packed(stored, words);
  return stored;
}

}  // namespace

std::string text_of(const corpus::Document& document) {
  return document.summary.empty() ? document.body : document.summary + "\n" + document.body;
}

std::string to_stored(const corpus::Document& document, const analyzers::Analyzer& analyzer) {
  return packed_with_words(document, analyzers::pack_tokens(analyzer, document.title),
                           analyzers::pack_tokens(analyzer, text_of(document)));
}

std::string to_stored(const corpus::Document& document) { return packed_with_words(document, {}, {}); }

StoredDocument from_stored(std::string_view bytes) try {
  const auto frame = take_unpacked(bytes);
  const auto words = take_unpacked(bytes);
  if (!bytes.empty()) throw StoredDocumentError("a stored document goes on behind its end");
  StoredDocument stored;
  corpus::FrameReader reader(frame);
  stored.document = corpus::read_document(reader);
  reader.end();
  corpus::FrameReader words_reader(words);
  stored.title_words = words_reader.bytes();
  stored.text_words = words_reader.bytes();
  words_reader.end();
  return stored;
} catch (const corpus::FrameError& error) {
  throw StoredDocumentError(std::string("a stored document is damaged: ") + error.what());
}

}  // namespace indexer
