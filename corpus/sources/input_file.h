// A file to be read: one of its own, or one that lies within another.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <string>

namespace corpus {

/// What a reader is given: a file's bytes, its name, and what is known of it beside them. A plain value.
struct InputFile {
  /// The file at `path`, which need not be there: then open() gives a stream that is not good.
  InputFile(const std::filesystem::path& path);  // NOLINT: a path is a file to read
  /// `bytes` that another file holds.
  InputFile(std::string name, std::string base_name, std::shared_ptr<const std::string> bytes);
  /// What `open` gives, anew from its beginning each time.
  InputFile(std::string name, std::string base_name, std::function<std::unique_ptr<std::istream>()> open);

  std::string name;        // for messages: "posts.json", "export.zip, posts.json", "crawl.warc.gz, record 17"
  std::string base_name;   // its own, without folders: "posts.json"
  std::uint64_t size = 0;  // bytes; 0: not known
  std::string address;     // from which it was fetched; empty: not known
  std::string content_type;  // the header with which it was sent; empty: not known

  /// Its bytes, from the beginning. Where they cannot be read on, the stream is bad().
  std::function<std::unique_ptr<std::istream>()> open;
};

}  // namespace corpus
