// The archive's file: its tables, how it is opened, and how one of an older format is brought up to date.
// For the archive's own sources alone: nobody else sees SQLite.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "corpus/archive.h"

namespace corpus {

/// "SIJL" in the file's header: tells an archive from every other SQLite file.
inline constexpr std::int32_t kArchiveApplicationId = 0x53494A4C;

/// The format this program writes (SQLite's user_version). Raise it with every change of the tables
/// (archive_tables.h), and add the step from the format before to archive_schema.cpp.
inline constexpr int kArchiveFormat = 6;

/// Opens the database in `file`, made or migrated where that is asked for and needed. Throws ArchiveError.
std::unique_ptr<SQLite::Database> open_archive_database(const std::filesystem::path& file,
                                                        Archive::Access access);

/// Copies the archive in `file`, open as `database`, to "<file>.v<format>.backup": by SQLite itself, so that
/// what still lies in the WAL comes too, and under its name only when it is whole. Throws ArchiveError,
/// SQLite::Exception.
void back_up(SQLite::Database& database, const std::filesystem::path& file, int format);

/// What a failed call means to who runs the program: "cannot <doing> archive.db: the disk is full …".
[[noreturn]] void throw_archive_error(const std::filesystem::path& file, std::string_view doing,
                                      const SQLite::Exception& error);

}  // namespace corpus
