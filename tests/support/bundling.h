// Zip and tar files, for tests of what reads them.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace tests {

/// What goes into a bundle.
struct Bundled {
  std::string name, bytes;
  int type = AE_IFREG;
  std::string link = {};  // where a link leads
};

enum class BundleForm { zip, zip_with_password, tar };

/// A bundle of `entries`, in their order, under names as they are given.
inline std::string bundle_of(const std::vector<Bundled>& entries, BundleForm form = BundleForm::zip) {
  archive* writer = archive_write_new();
  const auto require = [&](int result) {
    if (result != ARCHIVE_OK) throw std::runtime_error(archive_error_string(writer));
  };
  if (form == BundleForm::tar) {
    require(archive_write_set_format_pax_restricted(writer));
  } else {
    require(archive_write_set_format_zip(writer));
  }
  if (form == BundleForm::zip_with_password) {
    require(archive_write_set_options(writer, "zip:encryption=traditional"));
    require(archive_write_set_passphrase(writer, "secret"));
  }
  std::string bytes(8192, '\0');
  for (const auto& entry : entries) bytes.resize(bytes.size() + entry.bytes.size() * 2 + 4096);
  std::size_t used = 0;
  require(archive_write_open_memory(writer, bytes.data(), bytes.size(), &used));
  for (const auto& entry : entries) {
    archive_entry* head = archive_entry_new();
    archive_entry_set_pathname(head, entry.name.c_str());
    archive_entry_set_filetype(head, static_cast<unsigned>(entry.type));
    archive_entry_set_perm(head, 0644);
    archive_entry_set_size(head, static_cast<la_int64_t>(entry.bytes.size()));
    if (!entry.link.empty()) archive_entry_set_symlink(head, entry.link.c_str());
    require(archive_write_header(writer, head));
    if (archive_write_data(writer, entry.bytes.data(), entry.bytes.size()) < 0)
      throw std::runtime_error(archive_error_string(writer));
    archive_entry_free(head);
  }
  require(archive_write_close(writer));
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

}  // namespace tests
