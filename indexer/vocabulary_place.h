// Where the vocabulary lies when nobody says so.
#pragma once

#include <filesystem>

#include "analyzers/vocabulary.h"

namespace indexer {

/// The folder of vocabulary files that belongs to the program `program`: share/sijill/vocabulary of the
/// prefix it is installed in, else corpus/vocabulary of the source tree it was built in. Empty where there is
/// neither.
std::filesystem::path vocabulary_beside(const std::filesystem::path& program);

/// Reads the vocabulary in `folder`, or, where that is empty, the one beside this program.
/// Throws analyzers::VocabularyError.
analyzers::Vocabulary load_vocabulary(const std::filesystem::path& folder);

}  // namespace indexer
