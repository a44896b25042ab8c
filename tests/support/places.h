// Where tests find their files and the built programs. Compiled once, so that no other test file knows the
// folder it is built in: a compiler cache then serves a checkout in any folder.
#pragma once

#include <string>

namespace tests {

const std::string& root_folder();        // the repository
const std::string& data_folder();        // tests/data: small files in foreign formats, ours
const std::string& golden_folder();      // tests/golden: expected answers
const std::string& quality_folder();     // tests/quality: our own judged set and pairs of words
const std::string& vocabulary_folder();  // corpus/vocabulary
const std::string& sample_folder();      // corpus/sample
const std::string& shared_folder();      // further collections, beside the repository; may not be there
const std::string& indexer_program();
const std::string& searchd_program();

}  // namespace tests
