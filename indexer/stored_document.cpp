#include "indexer/stored_document.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "analyzers/token_table.h"
#include "corpus/document_frame.h"
#include "corpus/packed_bytes.h"

namespace indexer {
namespace {

// Higher levels take off a few bytes in a hundred and take several times as long to write; all are read
// alike.
constexpr int kLevel = 3;

using UnpackedSize = std::uint32_t;  // stands before the packed bytes, lowest byte first

std::string packed_with_words(const corpus::Document& document, const std::string& title_words,
                              const std::string& text_words) {
  std::string frame;
  corpus::FrameWriter writer(frame);
  corpus::write_document(writer, document);
  writer.text(title_words);
  writer.text(text_words);
  const auto size = static_cast<UnpackedSize>(frame.size());
  std::string stored(sizeof size, '\0');
  std::memcpy(stored.data(), &size, sizeof size);
  return stored + corpus::packed(frame, kLevel);
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
  UnpackedSize size = 0;
  if (bytes.size() < sizeof size) throw StoredDocumentError("a stored document is cut off");
  std::memcpy(&size, bytes.data(), sizeof size);
  const auto frame = corpus::unpacked(bytes.substr(sizeof size), size);
  if (!frame) throw StoredDocumentError("a stored document cannot be unpacked");
  corpus::FrameReader reader(*frame);
  StoredDocument stored;
  stored.document = corpus::read_document(reader);
  stored.title_words = reader.bytes();
  stored.text_words = reader.bytes();
  reader.end();
  return stored;
} catch (const corpus::FrameError& error) {
  throw StoredDocumentError(std::string("a stored document is damaged: ") + error.what());
}

}  // namespace indexer
