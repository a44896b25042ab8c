// An import of listed items into an archive of its own.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "corpus/importer.h"
#include "tests/support/listed_source.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"

namespace tests {

struct Import {
  TemporaryDirectory directory;
  corpus::Archive archive{directory / "archive.db", corpus::Archive::Access::read_write};
  corpus::WriterLock lock{directory.path(), "test"};
  analyzers::Vocabulary vocabulary = analyzers::Vocabulary::load(vocabulary_folder());
  analyzers::Analyzer analyzer;
  analyzers::Tagger tagger{vocabulary, analyzer};

  corpus::ImportReport run(std::vector<corpus::SourceItem> items, corpus::ImportOptions options = {}) {
    ListedSource source(std::move(items));
    return run(source, std::move(options));
  }
  corpus::ImportReport run(ListedSource& source, corpus::ImportOptions options = {}) {
    if (options.source_name.empty()) options.source_name = "file.xml";
    const auto report = import_all(source, tagger, archive, lock, options);
    CHECK(report.read == report.stored() + report.unchanged + report.skipped + report.problem_count);
    return report;
  }
  corpus::Document stored(const std::string& key) { return archive.find_by_key(key).value(); }
};

}  // namespace tests
