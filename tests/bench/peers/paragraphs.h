// Real paragraphs in both languages, of which the corpus of the benchmark is composed.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace peers {

/// A text as its paragraphs, each of one line.
struct Text {
  std::string title;  // of one line; empty where the text's own is no headline
  std::vector<std::string> paragraphs;
};

/// Texts with at least one paragraph.
struct Texts {
  std::string name;                     // what they were read from, for people
  std::array<std::vector<Text>, 2> of;  // Arabic, English
};

/// The collections below `shared` (data/collections/...), where they are there; else the sample archive.
/// Never empty in either language. Throws std::runtime_error.
Texts read_texts(const std::filesystem::path& shared);

}  // namespace peers
