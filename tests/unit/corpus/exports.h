// Exports written to text and read back, for tests of the way out.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "corpus/exporter.h"
#include "corpus/importer.h"
#include "corpus/sources/json_lines.h"
#include "tests/support/places.h"

namespace tests {

inline std::string exported(const corpus::Archive& archive) {
  std::ostringstream out;
  const auto lines = export_all(archive, out);
  const auto text = out.str();
  CHECK(lines == std::count(text.begin(), text.end(), '\n'));
  return text;
}

inline const analyzers::Tagger& a_tagger() {
  static const analyzers::Vocabulary vocabulary = analyzers::Vocabulary::load(vocabulary_folder());
  static const analyzers::Analyzer analyzer;
  static const analyzers::Tagger tagger(vocabulary, analyzer);
  return tagger;
}

inline corpus::ImportReport import_source(corpus::Source& source, corpus::Archive& archive,
                                          const std::filesystem::path& folder, const std::string& name) {
  corpus::WriterLock lock(folder, "test");
  corpus::ImportOptions options;
  options.source_name = name;
  return import_all(source, a_tagger(), archive, lock, options);
}

inline corpus::ImportReport read_text(const std::string& text, corpus::Archive& archive,
                                      const std::filesystem::path& folder) {
  std::ofstream(folder / "export.jsonl", std::ios::binary) << text;
  const auto source = corpus::open_json_lines(folder / "export.jsonl");
  return import_source(*source, archive, folder, "export.jsonl");
}

inline void import_text(const std::string& text, corpus::Archive& archive,
                        const std::filesystem::path& folder) {
  const auto report = read_text(text, archive, folder);
  for (const auto& problem : report.problems) FAIL_CHECK(problem.where << ": " << problem.what);
}

}  // namespace tests
