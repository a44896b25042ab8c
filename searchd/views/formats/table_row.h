// Documents as rows: of a table in CSV, of JSON Lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/document.h"
#include "searchd/search/results.h"

namespace searchd {

/// What a table begins with: the byte order mark, without which the spreadsheets in use take UTF-8 for
/// another encoding and Arabic is lost, and the names of the columns. Ended by CR LF, as every row (RFC
/// 4180).
std::string csv_head();

/// What a row or line says besides the document.
struct RowContext {
  corpus::Revision revision = 0;  // of the index that the rows are of
  std::string_view base;          // as in json.h
};

/// One row. `translation` and `parent`: the ids of documents that are shown, or empty. Every cell is quoted
/// where RFC 4180 wants it; one that begins with = + - @, their full-width forms, a tab or a line end has an
/// apostrophe before it, so that no spreadsheet takes it for a formula, and so has such a sign behind ";" or
/// "|". Control characters and those that turn directions are left out.
std::string csv_row(const corpus::Document& document, std::string_view translation, std::string_view parent,
                    const RowContext& context);

/// One line, '\n' at its end: an object with what a hit of /api/v1/search has, but for its passages, score
/// and marks; besides summary, body, hashtags and revision.
std::string json_line(const corpus::Document& document, const std::optional<DocumentLink>& translation,
                      const std::optional<DocumentLink>& parent, const RowContext& context);

}  // namespace searchd
