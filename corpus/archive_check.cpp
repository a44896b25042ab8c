// Whether the archive's file is sound: SQLite's own checks, and the laws that the tables keep among each
// other.
#include "corpus/archive_hashes.h"
#include "corpus/archive_parts.h"

namespace corpus {
namespace {

struct Law {
  const char* broken_rows;  // what breaks it; one column of text
  const char* says;
};

constexpr Law kLaws[] = {
    {"SELECT id FROM documents d WHERE revision IS NOT (SELECT max(revision) FROM changes c WHERE c.document "
     "= d.number)",
     "does not stand at its latest change"},
    {"SELECT id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.number = d.version AND "
     "v.document = d.number)",
     "shows no version of its own"},
    {"SELECT name FROM boilerplate b WHERE revision IS NOT (SELECT max(revision) FROM changes c WHERE "
     "c.boilerplate = b.number)",
     "is standing text that does not stand at its latest change"},
    {"SELECT source FROM captures p WHERE revision IS NOT (SELECT max(revision) FROM changes c WHERE "
     "c.capture "
     "= p.number)",
     "is a page that does not stand at its latest change"},
    {"SELECT id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM names n WHERE n.document = d.number AND "
     "place = 0)",
     "has no key"},
    {"SELECT source FROM captures c WHERE size <> ifnull((SELECT max(end) FROM capture_parts p "
     "WHERE p.capture = c.number), 0)",
     "is a page whose parts do not reach its end"},
    {"SELECT id FROM documents d WHERE number IN (SELECT arabic FROM twins) AND number IN (SELECT english "
     "FROM "
     "twins)",
     "was found to be the twin of two documents"},
    {"SELECT id FROM documents d WHERE translation_found AND NOT EXISTS (SELECT 1 FROM twins t WHERE "
     "(t.arabic = d.number AND t.english = d.translation) OR (t.english = d.number AND t.arabic = "
     "d.translation))",
     "shows a twin that was not found"},
    {"SELECT d.id FROM twins t JOIN documents d ON d.number = t.arabic JOIN documents e ON e.number = "
     "t.english WHERE d.translation_found <> e.translation_found OR (d.translation IS NULL AND e.translation "
     "IS NULL AND NOT EXISTS (SELECT 1 FROM links l WHERE l.type = 'translation' AND l.document IN "
     "(d.number, e.number)) AND 0 IS NOT (SELECT c.accepted FROM decisions c WHERE c.field = 'translation' "
     "AND ((c.document = d.number AND c.value = e.id) OR (c.document = e.number AND c.value = d.id)) "
     "ORDER BY c.number DESC LIMIT 1))",
     "and its found twin do not show each other"},
    {"SELECT d.id FROM twins t JOIN documents d ON d.number = t.arabic WHERE CASE WHEN json_valid(reasons) "
     "THEN json_type(reasons) <> 'array' ELSE 1 END",
     "has reasons for its found twin that cannot be read"},
    {"SELECT d.id FROM versions v JOIN documents d ON d.number = v.document JOIN changes c ON c.revision = "
     "v.revision WHERE c.document IS NOT v.document",
     "has a version whose revision is a change of something else"},
    {"SELECT d.id FROM purges p JOIN documents d ON d.number = p.document WHERE EXISTS (SELECT 1 FROM "
     "versions v "
     "WHERE v.document = d.number AND (v.title || v.summary || v.body || v.url || v.date || v.date_words <> "
     "'' OR "
     "v.tags <> '[]' OR v.hashtags <> '[]' OR v.raw IS NOT NULL)) OR EXISTS (SELECT 1 FROM names n WHERE "
     "n.document = d.number AND n.name NOT GLOB 'purged:*') OR EXISTS (SELECT 1 FROM occurrences o WHERE "
     "o.document = d.number) OR EXISTS (SELECT 1 FROM statements t WHERE t.document = d.number)",
     "was erased, but not all of it"},
    {"SELECT d.id FROM purges p JOIN documents d ON d.number = p.document WHERE d.withdrawn_reason IS NULL "
     "OR NOT "
     "EXISTS (SELECT 1 FROM purged_hashes h WHERE h.document = d.number AND h.what = 'name')",
     "was erased, but is shown or cannot be known again"},
    {"SELECT d.id FROM purged_hashes h JOIN documents d ON d.number = h.document WHERE length(h.sha256) <> "
     "64 OR "
     "h.sha256 GLOB '*[^0-9a-f]*'",
     "was erased, and what it is known by is no hash"},
    {"SELECT d.id FROM decisions c JOIN documents d ON d.number = c.document WHERE c.field NOT IN ('date', "
     "'language', 'translation', 'partner', 'topic', 'place', 'person', 'outlet', 'group') OR c.value = '' "
     "OR "
     "c.who = ''",
     "has a decision that says nothing"},
};

}  // namespace

std::optional<std::string> Archive::damage() const try {
  Query rows(*parts_, "PRAGMA quick_check(1)");
  if (rows.next() && rows.text(0) != "ok") return rows.text(0);
  return std::nullopt;
} catch (const SQLite::Exception& error) {
  return error.what();
}

std::vector<DocumentId> Archive::misplaced() const try {
  std::vector<DocumentId> found;
  Query rows(*parts_,
             "SELECT d.id FROM documents d JOIN versions v ON v.number = d.version "
             "JOIN documents p ON p.number = d.parent JOIN versions w ON w.number = p.version "
             "WHERE v.kind = 'digest' OR w.kind <> 'digest' ORDER BY d.number");
  while (rows.next()) found.push_back(rows.text(0));
  return found;
} catch (const SQLite::Exception& error) {
  parts_->fail("check", error);
}

std::vector<std::string> Archive::problems() const try {
  const ReadScope scope(*parts_);
  std::vector<std::string> found;
  for (Query rows(*parts_, "PRAGMA integrity_check(100)"); rows.next();) {
    if (rows.text(0) != "ok") found.push_back("the file is damaged: " + rows.text(0));
  }
  for (Query rows(*parts_, "PRAGMA foreign_key_check"); rows.next();) {
    found.push_back("a row of the table " + rows.text(0) + " leads nowhere");
  }
  for (const auto& law : kLaws) {
    for (Query rows(*parts_, law.broken_rows); rows.next();) found.push_back(rows.text(0) + ' ' + law.says);
  }
  const auto broken = broken_hashes(*this, *parts_);
  found.insert(found.end(), broken.begin(), broken.end());
  return found;
} catch (const SQLite::Exception& error) {
  parts_->fail("check", error);
}

}  // namespace corpus
