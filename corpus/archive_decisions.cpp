// What editors decided. Kept apart from what sources say, and laid over it whenever a document is read.
#include <algorithm>
#include <array>
#include <tuple>

#include "corpus/archive_parts.h"
#include "corpus/checked_json.h"

namespace corpus {
namespace {

constexpr std::string_view kDate = "date", kLanguage = "language", kTranslation = "translation";
constexpr std::size_t kLongestWords = 2048;

Decision decision_of(const Query& row) {
  return {row.text(0), row.text(1), row.text(2), row.number(3) != 0, row.text(4), row.text(5), row.text(6)};
}

// A document has many tags, but one date, one language, one translation: of these the last word counts.
bool has_one_value(std::string_view field) { return !analyzers::entry_type_from_name(field); }

[[noreturn]] void refuse(const Decision& decision, const std::string& why) {
  throw RecordRefused("the decision on " + shown_in_json(decision.field) + " of " +
                      shown_in_json(decision.document) + " is not taken: " + why);
}

void check_words(const Decision& decision) {
  for (const auto* words : {&decision.document, &decision.field, &decision.value, &decision.who}) {
    if (!is_fit_for_key(*words))
      refuse(decision, "document, field, value and who must be 1 to 2,048 bytes of text in one line");
  }
  if (decision.why.size() > kLongestWords || decision.why.find('\n') != std::string::npos)
    refuse(decision, "why must be 2,048 bytes of text in one line at most");
}

// The decision with its document and value by their ids, as it is kept.
Decision settled(Archive::Parts& parts, RowNumber document, const Decision& decision) {
  Decision result = decision;
  result.document = id_of(parts, document);
  if (decision.field == kDate) {
    const auto date = parse_date(decision.value);
    if (!date)
      refuse(decision, shown_in_json(decision.value) + " is no date; write 2018, 2018-02 or 2018-02-13");
    result.value = to_string(*date);
  } else if (decision.field == kLanguage) {
    const auto language = analyzers::language_from_code(decision.value);
    if (!language) refuse(decision, shown_in_json(decision.value) + " is no language");
    result.value = analyzers::language_code(*language);
  } else if (decision.field == kTranslation) {
    const auto other = resolved(parts, decision.value);
    if (!other) refuse(decision, "there is no document " + shown_in_json(decision.value));
    if (other == document) refuse(decision, "a document is not its own translation");
    result.value = id_of(parts, *other);
  } else if (!analyzers::entry_type_from_name(decision.field)) {
    refuse(decision,
           "the field must be date, language, translation or a type of tags (partner, topic, place, "
           "person, outlet, group)");
  }
  return result;
}

bool is_known(Archive::Parts& parts, RowNumber document, const Decision& decision) {
  if (!decision.time.empty()) {  // another archive's
    Query same(parts,
               "SELECT 1 FROM decisions WHERE document = ? AND field = ? AND value = ? AND accepted = ? AND "
               "who = ? AND why = ? AND time = ?",
               document, decision.field, decision.value, std::int64_t{decision.accepted}, decision.who,
               decision.why, decision.time);
    return same.next();
  }
  Query last(parts,
             "SELECT value, accepted, who, why FROM decisions WHERE document = ?1 AND field = ?2 AND "
             "(?4 OR value = ?3) ORDER BY number DESC LIMIT 1",
             document, decision.field, decision.value, std::int64_t{has_one_value(decision.field)});
  return last.next() && last.text(0) == decision.value && (last.number(1) != 0) == decision.accepted &&
         last.text(2) == decision.who && last.text(3) == decision.why;
}

std::vector<Decision> decisions_on(Archive::Parts& parts, RowNumber document) {
  std::vector<Decision> decisions;
  Query rows(parts,
             "SELECT (SELECT id FROM documents WHERE number = document), field, value, accepted, who, why, "
             "time FROM decisions WHERE document = ? ORDER BY number",
             document);
  while (rows.next()) decisions.push_back(decision_of(rows));
  return decisions;
}

void decide_tag(Document& document, analyzers::EntryType type, const Decision& decision) {
  auto& tags = document.tags;
  const auto is_it = [&](const analyzers::Tag& tag) { return tag.type == type && tag.id == decision.value; };
  const auto found = std::find_if(tags.begin(), tags.end(), is_it);
  if (!decision.accepted) {
    tags.erase(std::remove_if(tags.begin(), tags.end(), is_it), tags.end());
  } else if (found != tags.end()) {
    found->rule = "decision";  // its spans still say where the text speaks of it
  } else {
    const analyzers::Tag tag{type, decision.value, "decision", {}};
    tags.insert(std::upper_bound(tags.begin(), tags.end(), tag,
                                 [](const auto& a, const auto& b) {
                                   return std::tie(a.type, a.id) < std::tie(b.type, b.id);
                                 }),
                tag);
  }
}

void decide_date(Document& document, const PublicationDate& said, const Decision& decision) {
  if (decision.accepted) {
    document.published = parse_date(decision.value).value_or(PublicationDate{});
    document.published.evidence = DateEvidence::decision;
  } else if (to_string(document.published) == decision.value) {
    document.published = to_string(said) == decision.value ? PublicationDate{} : said;
  }
}

}  // namespace

void apply_decisions(Archive::Parts& parts, RowNumber number, Document& document) {
  const auto said_date = document.published;
  const auto said_language = document.language;
  for (const auto& decision : decisions_on(parts, number)) {
    if (const auto type = analyzers::entry_type_from_name(decision.field)) {
      decide_tag(document, *type, decision);
    } else if (decision.field == kDate) {
      decide_date(document, said_date, decision);
    } else if (decision.field == kLanguage) {
      const auto language = analyzers::language_from_code(decision.value).value_or(document.language);
      if (decision.accepted) document.language = language;
      if (!decision.accepted && document.language == language) document.language = said_language;
    }
  }
}

std::optional<RowNumber> decided_translation(Archive::Parts& parts, RowNumber document) {
  // The last word of either side on this very pair holds, and of several accepted the last.
  Query pairs(parts,
              "WITH said AS (SELECT t.number AS other, d.number AS place, accepted FROM decisions d "
              "JOIN documents t ON t.id = d.value WHERE d.field = 'translation' AND d.document = ?1 "
              "UNION ALL SELECT d.document, d.number, accepted FROM decisions d JOIN documents t ON "
              "t.number = ?1 AND d.value = t.id WHERE d.field = 'translation') "
              "SELECT other FROM said s WHERE accepted AND place = (SELECT max(place) FROM said l WHERE "
              "l.other = s.other) ORDER BY place DESC LIMIT 1",
              document);
  if (!pairs.next()) return std::nullopt;
  return pairs.number(0);
}

bool is_rejected_translation(Archive::Parts& parts, RowNumber document, RowNumber other) {
  Query last(parts,
             "SELECT accepted FROM decisions d WHERE field = 'translation' AND ((document = ?1 AND value = "
             "(SELECT id FROM documents WHERE number = ?2)) OR (document = ?2 AND value = (SELECT id FROM "
             "documents WHERE number = ?1))) ORDER BY number DESC LIMIT 1",
             document, other);
  return last.next() && last.number(0) == 0;
}

bool Archive::decide(const Decision& decision, const Provenance& provenance) try {
  check_words(decision);
  WriteScope scope(*parts_);
  const auto document = resolved(*parts_, decision.document);
  if (!document) refuse(decision, "there is no document of this id, key or address");
  if (is_purged(*parts_, *document)) refuse(decision, "the document was erased");
  const auto kept = settled(*parts_, *document, decision);
  if (is_known(*parts_, *document, kept)) return false;
  Query(*parts_,
        "INSERT INTO decisions(document, field, value, accepted, who, why, time) VALUES(?, ?, ?, ?, ?, ?, ?)",
        *document, kept.field, kept.value, std::int64_t{kept.accepted}, kept.who, kept.why,
        kept.time.empty() ? provenance.imported_at : kept.time)
      .run();
  parts_->record_change(*document, "decision", provenance);
  if (kept.field == kTranslation) refresh_decided_links(*parts_, *document, provenance);
  scope.commit();
  return true;
} catch (const SQLite::Exception& error) {
  parts_->fail("store a decision in", error);
}

std::vector<Decision> Archive::decisions() const try {
  std::vector<Decision> decisions;
  Query rows(
      *parts_,
      "SELECT d.id, c.field, c.value, c.accepted, c.who, c.why, c.time FROM decisions c JOIN documents d "
      "ON d.number = c.document ORDER BY c.number");
  while (rows.next()) decisions.push_back(decision_of(rows));
  return decisions;
} catch (const SQLite::Exception& error) {
  parts_->fail("read the decisions of", error);
}

std::vector<Decision> Archive::decisions_of(const DocumentId& id) const try {
  const ReadScope scope(*parts_);
  const auto number = document_with_id(*parts_, id);
  return number ? decisions_on(*parts_, *number) : std::vector<Decision>();
} catch (const SQLite::Exception& error) {
  parts_->fail("read the decisions of", error);
}

}  // namespace corpus
