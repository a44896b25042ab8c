// What the texts say of how many members the Coalition had, and where they say it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/dates/date.h"
#include "corpus/document.h"

namespace corpus {

enum class LedgerEvidence { boilerplate, welcome, statement };

/// "boilerplate" (the standing text "What is the Coalition?"), "welcome" (a home page's greeting),
/// "statement" (any other document).
std::string_view ledger_evidence_name(LedgerEvidence evidence);

/// A number found in a text: "The Coalition’s 81 members", "our 80 partners", "75 partners", "85 عضوًا".
struct MemberCount {
  int members = 0;
  std::string words;  // the sentence or clause it was read from, as written, at most 200 code points
  std::uint32_t begin = 0, end = 0;  // of the number and its noun, in code points of the text that was read
};

/// Every count of the Coalition's members that `text` states, in order. A number counts only where the text
/// around it says that it is of the Coalition ("75 partners will meet" does in a text that names the Global
/// Coalition; "81 people were killed" never). Numbers from 10 to 150.
std::vector<MemberCount> member_counts(std::string_view text);

/// One line of the ledger.
struct LedgerEntry {
  int members = 0;
  LedgerEvidence evidence{};
  std::string words;
  DocumentId document;   // where it stands in a document; empty for boilerplate
  std::string source;    // occurrence: address or "sha256:..."
  PublicationDate date;  // of the document or capture it was read from; unknown where that is unknown
  Revision revision =
      0;  // of the latest change of the document or standing text it stands in; 0: not asked for

  bool operator==(const LedgerEntry&) const = default;
};

}  // namespace corpus
