// PDF files: each is one document.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

inline constexpr std::size_t kLargestPdf = std::size_t{64} << 20;  // bytes
inline constexpr int kMostPdfPages = 1000;  // a text of more is larger than a document may be

/// The PDF in `bytes` as a record, or why it is none. `origin` tells what is known of it beside them; its own
/// bytes are not read. docs/archive_format.md tells what is read from where, and why Arabic is refused.
SourceItem read_pdf(std::string_view bytes, const InputFile& origin);

/// Whether `head`, the first bytes of a file, begins a PDF.
bool is_pdf(std::string_view head);

/// Reads the PDF in `file`. Throws SourceError where it cannot be read.
std::unique_ptr<Source> open_pdf(const InputFile& file);

}  // namespace corpus
