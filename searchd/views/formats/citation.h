// Citations of documents in the styles that are asked for most, in both languages.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/views/formats/reference.h"

namespace searchd {

/// `chicago` is the author-date form of the 17th edition, as its reference list has it.
enum class CitationStyle { apa, chicago, mla };

/// "apa", "chicago", "mla": in keys of messages and in answers.
std::string_view citation_style_name(CitationStyle style);

/// All of them, in the order in which they are shown.
inline constexpr CitationStyle kCitationStyles[] = {CitationStyle::apa, CitationStyle::chicago,
                                                    CitationStyle::mla};

/// A run of a citation that is set in one way. A page sets each apart, so that its direction stays its own.
struct CitationPart {
  enum class Role {
    text,
    title,    // of the document, in the document's language
    work,     // set in italics where the script has them: the title in APA, the site in MLA
    address,  // an http or https address
  };
  std::string text;
  Role role = Role::text;
  bool italic = false;

  bool operator==(const CitationPart&) const = default;
};

/// The citation of `reference` (made with the same `words`) in `style`. `accessed` is the day on which the
/// reader says to have seen it; without one the citation has none: we do not know it.
///
///  - APA 7:      Author. (2018, February 13). *Title* [Digest item reporting The Hill]. Address
///  - Chicago 17: Author. 2018. “Title.” Digest item reporting The Hill. February 13, 2018. Address.
///  - MLA 9:      “Title.” *Author*, 13 Feb. 2018, Address. Digest item reporting The Hill.
///
/// The author is a body and the site's name alike, so APA and Chicago do not repeat it and MLA begins with
/// the title. A date that is not known is "n.d." in every style, MLA's too, which would rather leave it
/// out: that nobody knows it is worth telling. Behind the address stand archive and id, with the permalink
/// where the address is another one. Text of one line, without characters that turn directions.
std::vector<CitationPart> citation(const Reference& reference, CitationStyle style,
                                   const CitationWords& words,
                                   std::optional<std::chrono::year_month_day> accessed = std::nullopt);

/// The same as plain text.
std::string citation_text(const Reference& reference, CitationStyle style, const CitationWords& words,
                          std::optional<std::chrono::year_month_day> accessed = std::nullopt);

}  // namespace searchd
