// Answers of WordPress's REST interface, saved in files: an array of posts, pages or the like, or one of
// them.
#pragma once

#include <memory>
#include <string>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Reads the answer in `file`, one record in memory at a time. Which types become which kind is in
/// docs/archive_format.md. Throws SourceError where the file cannot be opened; next() throws it where the
/// file ends within a record or is no JSON.
std::unique_ptr<Source> open_wordpress_rest(const InputFile& file);

/// What is known of an answer that was fetched just now, beside its bytes.
struct RestAnswer {
  std::string name;  // for messages, in the place of the file's path: the address that was asked
  std::string site;  // of the records that do not tell their own; empty: not known
};

/// The same for an answer that lies in `path` only on its way into the archive.
std::unique_ptr<Source> open_wordpress_rest(const std::filesystem::path& path, RestAnswer answer);

}  // namespace corpus
