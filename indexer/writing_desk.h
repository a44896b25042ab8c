// What every command that writes needs: room, the lock, the archive, and the index that follows it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/archive.h"
#include "corpus/writer_lock.h"
#include "indexer/archive_look.h"
#include "indexer/index_directory.h"
#include "indexer/index_update.h"
#include "indexer/settings.h"

namespace indexer {

/// The lock first, then the archive. Throws std::exception where either is not to be had, and where the
/// archive is damaged: nothing is built on one whose pages do not fit together. From then on the signals that
/// stop a command are noted (stop_signal()).
struct Writing {
  explicit Writing(const Settings& settings);
  corpus::WriterLock lock;
  ArchiveLook look;  // notes how the archive was left
  corpus::Archive archive;
};

/// Throw std::runtime_error where there is no archive, too little room on its disk, or where its pages do not
/// fit together: each further change could lose more.
void require_archive(const Settings& settings);
/// The archive's file, which may be made anew. Throws std::runtime_error where an index says that there was
/// an archive, and its file is missing or empty: it was lost.
std::filesystem::path archive_to_write(const Settings& settings);
void require_room(const Settings& settings);
void refuse_damaged(const corpus::Archive& archive, const Settings& settings);

/// Makes the folder of archive and index where it is not there. Throws std::runtime_error.
void make_data_folder(const Settings& settings);

/// A line on standard output for who follows along (--report-commits).
void report_commit(const Settings& settings, const char* what, corpus::Revision revision, std::int64_t done);

/// One line for each problem on standard error, whatever a file is called, and how many more there were.
void print_all(const std::vector<corpus::Problem>& problems, std::int64_t count, const char* what);

/// How the index is to be brought up to date: by the settings, and until a signal stops it.
UpdateOptions update_options(const Settings& settings, const analyzers::Vocabulary& vocabulary);

using Follow = UpdateReport (*)(const corpus::Archive&, IndexDirectory&, corpus::WriterLock&,
                                const UpdateOptions&);

/// Brings the index to where the archive stands, by update_index() or rebuild_index(), and reports on it; the
/// exit code. Where something was erased of which there are remains, they go first, and the index is built
/// anew.
int follow_archive(const Settings& settings, Writing& writing, const analyzers::Vocabulary& vocabulary,
                   Follow follow);

/// The same for who sees to the remains.
int follow_without_remains(const Settings& settings, Writing& writing,
                           const analyzers::Vocabulary& vocabulary, Follow follow);

}  // namespace indexer
