// References as the files that reference managers read: RIS, BibTeX, CSL-JSON. docs/api.md says which field
// holds what.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "searchd/views/formats/reference.h"

namespace searchd {

/// Their media types. RIS and BibTeX have none that is registered: the names in use.
inline constexpr char kRisType[] = "application/x-research-info-systems; charset=utf-8";
inline constexpr char kBibtexType[] = "application/x-bibtex; charset=utf-8";
inline constexpr char kCslType[] = "application/vnd.citationstyles.csl+json";

/// The day on which a reader says to have seen a document. Never made up here.
using AccessDay = std::optional<std::chrono::year_month_day>;

/// One RIS record, lines ended by CR LF, the last one empty. TY: GOVDOC for a statement, NEWS for news, a
/// digest and its items, BLOG for a post, SOUND for a podcast, ELEC for a campaign or page.
std::string ris_record(const Reference& reference, const AccessDay& accessed = std::nullopt);

/// One BibTeX entry, @misc, which BibTeX and biblatex both know; UTF-8, its key the id. What TeX would take
/// for a command is escaped; in addresses braces and backslashes are percent-encoded.
std::string bibtex_entry(const Reference& reference, const AccessDay& accessed = std::nullopt);

/// One item of CSL-JSON (an object, not the list around it), without line ends.
std::string csl_item(const Reference& reference, const AccessDay& accessed = std::nullopt);

}  // namespace searchd
