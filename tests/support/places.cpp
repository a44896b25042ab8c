#include "tests/support/places.h"

namespace tests {

const std::string& data_folder() {
  static const std::string place = SIJILL_SOURCE_FOLDER "/tests/data";
  return place;
}

const std::string& golden_folder() {
  static const std::string place = SIJILL_SOURCE_FOLDER "/tests/golden";
  return place;
}

const std::string& quality_folder() {
  static const std::string place = SIJILL_SOURCE_FOLDER "/tests/quality";
  return place;
}

const std::string& vocabulary_folder() {
  static const std::string place = SIJILL_SOURCE_FOLDER "/corpus/vocabulary";
  return place;
}

const std::string& root_folder() {
  static const std::string place = SIJILL_SOURCE_FOLDER;
  return place;
}

const std::string& sample_folder() {
  static const std::string place = SIJILL_SOURCE_FOLDER "/corpus/sample";
  return place;
}

const std::string& shared_folder() {
  static const std::string place = SIJILL_SHARED_FOLDER;
  return place;
}

const std::string& indexer_program() {
  static const std::string place = SIJILL_INDEXER_PROGRAM;
  return place;
}

const std::string& searchd_program() {
  static const std::string place = SIJILL_SEARCHD_PROGRAM;
  return place;
}

}  // namespace tests
