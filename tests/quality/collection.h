// A collection with judgments: documents, questions, and which document answers which question how well.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "corpus/sources/source.h"
#include "tests/quality/measures.h"

namespace quality {

/// A file of a collection cannot be read; the text names file and line.
class CollectionError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Question {
  std::string id, language, text;
};

/// Judgments by question id.
using Qrels = std::map<std::string, Judgments>;

/// Calls `visit` with each line of `file`, without its '\n' (nothing else ends a line); a file whose name
/// ends in
/// ".zst" is unpacked as it is read. Throws CollectionError.
void for_each_line(const std::filesystem::path& file, const std::function<void(const std::string&)>& visit);

/// A document of a collection, {"id", "lang", "title", "text"}, or one of our exchange format (a line with
/// "key"). Its key is its id. Throws CollectionError.
corpus::Record document_from_line(const std::string& line);

/// {"id", "lang", "text"} a line, further fields are passed over. Throws CollectionError.
std::vector<Question> read_questions(const std::filesystem::path& file);

/// QUESTION \t DOCUMENT \t GRADE a line; lines that begin with '#' are passed over. Throws CollectionError.
Qrels read_qrels(const std::filesystem::path& file);

/// The files of the sample archive that the questions were judged over, ascending. What came to the sample
/// later nobody judged: in the index it would only stand in the way of what was, and lower every figure.
std::vector<std::filesystem::path> judged_sample();

/// A digest of all the bytes of `files`, in this order. Throws CollectionError.
std::string digest_of(std::span<const std::filesystem::path> files);

}  // namespace quality
