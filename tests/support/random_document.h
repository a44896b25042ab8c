// Random documents with odd texts in them: for laws that must hold for every document.
#pragma once

#include <random>
#include <string>

#include "corpus/document.h"

namespace tests {

/// A string of up to `most` pieces: letters of both scripts, quotes, control characters, emoji, U+2028. Valid
/// UTF-8.
std::string random_text(std::mt19937& random, int most);

/// A document with every field set or not by chance; id and key are well formed.
corpus::Document random_document(std::mt19937& random);

}  // namespace tests
