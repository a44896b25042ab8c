// Gives bytes to a source as a file, and checks what must hold for all that comes out of it.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "corpus/plain_text.h"
#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace tests {

inline void check(const corpus::Record& record) {
  const auto& document = record.document;
  if (document.key.empty() || (document.title.empty() && document.body.empty())) std::abort();
  if (!corpus::is_valid_utf8(document.title + document.summary + document.body + document.key)) std::abort();
  if (document.title.find('\n') != std::string::npos) std::abort();
  if (!document.body.empty() && document.body.back() != '\n') std::abort();
}

inline int read_foreign_file(const std::uint8_t* data, std::size_t size,
                             std::unique_ptr<corpus::Source> (*open)(const corpus::InputFile&)) {
  static const std::string name =
      (std::filesystem::temp_directory_path() / ("sijill-fuzz-" + std::to_string(::getpid()))).string();
  std::FILE* file = std::fopen(name.c_str(), "wb");
  if (file == nullptr || std::fwrite(data, 1, size, file) != size) std::abort();
  std::fclose(file);
  try {
    const auto source = open(std::filesystem::path(name));
    std::size_t items = 0;
    while (const auto item = source->next()) {
      if (const auto* record = std::get_if<corpus::Record>(&*item)) check(*record);
      if (++items > size + 1) std::abort();  // a source ends
    }
  } catch (const corpus::SourceError&) {  // a refusal is an answer
  }
  std::remove(name.c_str());
  return 0;
}

}  // namespace tests
