#include "indexer/editor_commands.h"

#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "corpus/dates/date.h"
#include "indexer/commands.h"
#include "indexer/decision_table.h"
#include "indexer/erasure.h"
#include "indexer/free_space.h"
#include "indexer/index_update.h"
#include "indexer/vocabulary_place.h"
#include "indexer/writing_desk.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::Archive;

corpus::Provenance provenance_of(const char* command) {
  return {command, command, corpus::now_utc(), version(), {}};
}

struct Decided {
  std::int64_t made = 0, known = 0;
  std::vector<corpus::Problem> problems;
};

Decided take_down(const DecisionTable& table, Writing& writing) {
  Decided decided;
  decided.problems = table.problems;
  const auto provenance = provenance_of("decide");
  writing.lock.set_phase(corpus::WriterPhase::archive_write);
  writing.archive.begin_batch();
  for (const auto& [where, decision] : table.decisions) {
    try {
      ++(writing.archive.decide(decision, provenance) ? decided.made : decided.known);
    } catch (const corpus::RecordRefused& refused) {
      decided.problems.push_back({where, refused.what()});
    }
  }
  writing.lock.set_phase(corpus::WriterPhase::commit);
  writing.archive.commit_batch();
  return decided;
}

corpus::DocumentId document_named(const Archive& archive, const Settings& settings) {
  if (archive.find(settings.document)) return settings.document;
  if (const auto document = archive.find_by_key(settings.document)) return document->id;
  if (const auto erased = archive.erased_as(settings.document)) return *erased;
  throw std::runtime_error("there is no document " + settings.document + " in " +
                           settings.archive().string() + ": name its id, address or key");
}

}  // namespace

int run_decide(const Settings& settings) {
  require_archive(settings);
  const auto vocabulary = load_vocabulary(settings.vocabulary);
  const auto table = read_decisions(settings.file, vocabulary);
  require_room(settings);
  Writing writing(settings);
  const auto decided = take_down(table, writing);
  report_commit(settings, "archive", writing.archive.revision(), decided.made);
  IndexDirectory index(settings.index());
  tell_head(writing.archive, index);
  print_all(decided.problems, static_cast<std::int64_t>(decided.problems.size()), "problems");
  if (!settings.quiet) {
    std::cout << "took down " << decided.made << " decisions; " << decided.known << " were known, "
              << decided.problems.size() << " could not be taken" << std::endl;
  }
  const int code = decided.problems.empty() ? kDone : kDoneWithProblems;
  if (settings.no_update) return code;
  const int updated = follow_archive(settings, writing, vocabulary, update_index);
  return updated == kDone ? code : updated;
}

int run_purge(const Settings& settings) {
  require_archive(settings);
  const auto vocabulary = load_vocabulary(settings.vocabulary);
  Writing writing(settings);
  const auto id = document_named(writing.archive, settings);
  // The file is written anew beside itself.
  require_free_space(settings.data, 0, fs::file_size(settings.archive()) * 2);
  writing.lock.set_phase(corpus::WriterPhase::archive_write);
  const bool is_new = writing.archive.purge(id, settings.reason, provenance_of("purge"));
  report_commit(settings, "archive", writing.archive.revision(), 1);
  if (!settings.quiet) {
    std::cout << (is_new ? "erased document " : "was erased before: document ") << id << std::endl;
  }
  return erase_remains(settings, writing, vocabulary);  // also of one that was erased before there was a mark
}

}  // namespace indexer
