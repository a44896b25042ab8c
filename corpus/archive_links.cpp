// Links between documents: stated by key, made when both ends are here, whichever came first.
//
// A document's links are a function of what is stated alone, not of the order in which it was stated:
//   parent       the document that its own statement names, where that is a digest and it is none: so no
//   chain
//                of parents is longer than one link, and none leads back to where it began
//   translation  the document that its own statement names, else the first that names it as its translation,
//                else the one found to be its twin: only where neither of the two states a translation or is
//                stated as one, so that what is found displaces nothing
#include <algorithm>
#include <set>

#include "corpus/archive_parts.h"
#include "corpus/checked_json.h"

namespace corpus {
namespace {

enum class View { decided, undecided };  // with what editors say, or without

struct Ends {
  std::optional<RowNumber> parent, translation;
  bool found = false;  // the translation

  bool operator==(const Ends&) const = default;
};

const char* type_name(LinkType type) { return type == LinkType::parent ? "parent" : "translation"; }

std::optional<std::string> stated_target(Archive::Parts& parts, RowNumber document, LinkType type) {
  Query link(parts, "SELECT target FROM links WHERE document = ? AND type = ?", document, type_name(type));
  if (!link.next()) return std::nullopt;
  return link.text(0);
}

bool is_digest(Archive::Parts& parts, RowNumber document) {
  return shown_kind(parts, document) == kind_name(Kind::digest);
}

std::optional<RowNumber> stated_end(Archive::Parts& parts, RowNumber document, LinkType type) {
  const auto target = stated_target(parts, document, type);
  if (!target) return std::nullopt;
  const auto end = resolved(parts, *target);
  if (!end || end == document) return std::nullopt;  // nothing is its own parent or translation
  if (type == LinkType::parent && (is_digest(parts, document) || !is_digest(parts, *end)))
    return std::nullopt;
  return end;
}

// The documents that state a link to one of `document`'s names or to its id, oldest first. Asked of every
// document that is stored, and hardly ever with an answer: so names are gone through in their order, without
// a table of SQLite's own between.
std::vector<RowNumber> documents_stating(Archive::Parts& parts, RowNumber document,
                                         std::optional<LinkType> type) {
  std::vector<RowNumber> found;
  Query links(
      parts,
      "SELECT l.document, l.type FROM names n CROSS JOIN links l ON l.target = n.name WHERE n.document = ?1 "
      "UNION ALL "
      "SELECT l.document, l.type FROM documents d CROSS JOIN links l ON l.target = d.id WHERE d.number = ?1",
      document);
  while (links.next()) {
    if (links.number(0) == document || (type && links.text(1) != type_name(*type))) continue;
    found.push_back(links.number(0));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::optional<RowNumber> translation_by_statements(Archive::Parts& parts, RowNumber document, View view) {
  const auto holds = [&](RowNumber other) {
    return view == View::undecided || !is_rejected_translation(parts, document, other);
  };
  const auto own = stated_end(parts, document, LinkType::translation);
  if (own && holds(*own)) return own;
  for (const RowNumber other : documents_stating(parts, document, LinkType::translation)) {
    if (stated_end(parts, other, LinkType::translation) == document && holds(other)) return other;
  }
  return std::nullopt;
}

// Also by a statement whose other end is not here yet.
bool is_spoken_for(Archive::Parts& parts, RowNumber document, View view) {
  if (view == View::decided && decided_translation(parts, document)) return true;
  if (translation_by_statements(parts, document, view)) return true;
  const auto target = stated_target(parts, document, LinkType::translation);
  if (!target || view == View::undecided) return target.has_value();
  const auto end = resolved(parts, *target);
  return !end || !is_rejected_translation(parts, document, *end);
}

Ends wanted_ends(Archive::Parts& parts, RowNumber document, View view) {
  Ends ends{stated_end(parts, document, LinkType::parent), {}};
  if (view == View::decided) ends.translation = decided_translation(parts, document);
  if (!ends.translation) ends.translation = translation_by_statements(parts, document, view);
  if (ends.translation) return ends;
  const auto twin = found_twin(parts, document);
  if (!twin || is_spoken_for(parts, document, view) || is_spoken_for(parts, *twin, view)) return ends;
  if (view == View::decided && is_rejected_translation(parts, document, *twin)) return ends;
  ends.translation = twin;
  ends.found = true;
  return ends;
}

Ends stored_ends(Archive::Parts& parts, RowNumber document) {
  Query row(parts, "SELECT parent, translation, translation_found FROM documents WHERE number = ?", document);
  row.next();
  Ends ends;
  if (!row.is_null(0)) ends.parent = row.number(0);
  if (!row.is_null(1)) ends.translation = row.number(1);
  ends.found = row.number(2) != 0;
  return ends;
}

}  // namespace

std::optional<RowNumber> resolved(Archive::Parts& parts, std::string_view target) {
  if (const auto named = document_named(parts, target)) return named;
  return document_with_id(parts, target);
}

bool is_named_by_links(Archive::Parts& parts, RowNumber document) {
  Query any(parts,
            "SELECT EXISTS(SELECT 1 FROM names n CROSS JOIN links l ON l.target = n.name WHERE n.document = "
            "?1) OR EXISTS(SELECT 1 FROM documents d CROSS JOIN links l ON l.target = d.id WHERE d.number = "
            "?1) OR EXISTS(SELECT 1 FROM decisions WHERE field = 'translation')",
            document);
  return any.next() && any.number(0) != 0;
}

bool refresh_links_of(Archive::Parts& parts, RowNumber document) {
  const Ends ends = wanted_ends(parts, document, View::decided);
  if (ends == stored_ends(parts, document)) return false;
  Query(parts, "UPDATE documents SET parent = ?, translation = ?, translation_found = ? WHERE number = ?",
        ends.parent, ends.translation, std::int64_t{ends.found}, document)
      .run();
  return true;
}

std::string shown_kind(Archive::Parts& parts, RowNumber document) {
  Query row(parts,
            "SELECT v.kind FROM documents d JOIN versions v ON v.number = d.version WHERE d.number = ?",
            document);
  return row.next() ? row.text(0) : std::string();
}

bool state_link(Archive::Parts& parts, RowNumber document, LinkType type, std::string_view target,
                bool keep_old) {
  {
    Query old(parts, "SELECT target FROM links WHERE document = ? AND type = ?", document, type_name(type));
    if (old.next() && (keep_old || old.text(0) == target)) return false;
  }
  Query(parts, "INSERT OR REPLACE INTO links(document, type, target) VALUES(?, ?, ?)", document,
        type_name(type), target)
      .run();
  return true;
}

std::optional<RowNumber> stated_translation(Archive::Parts& parts, RowNumber document) {
  return stated_end(parts, document, LinkType::translation);
}

std::vector<std::string> refused_parents(Archive::Parts& parts, RowNumber document,
                                         const LinkChange& change) {
  std::vector<std::string> refused;
  const bool digest = is_digest(parts, document);
  if (const auto target = stated_target(parts, document, LinkType::parent)) {
    const auto end = resolved(parts, *target);
    const auto named = "names " + shown_in_json(*target) + " as its digest, but ";
    if (end == document) {
      refused.push_back(named + "that is itself: the link is not made");
    } else if (digest) {
      refused.push_back(named + "is a digest: the link is not made");
    } else if (end && !is_digest(parts, *end)) {
      refused.push_back(named + "that is none (" + shown_kind(parts, *end) + "): the link is not made");
    }
  }
  if (digest || !(change.names_grew || change.kind_changed)) return refused;
  const auto waiting = documents_stating(parts, document, LinkType::parent);
  if (waiting.empty()) return refused;
  refused.push_back(std::to_string(waiting.size()) +
                    (waiting.size() == 1 ? " document names" : " documents name") +
                    " it as digest, but it is none (" + shown_kind(parts, document) + "): no link is made");
  return refused;
}

std::set<RowNumber> documents_linked_with(Archive::Parts& parts, RowNumber document) {
  std::set<RowNumber> linked{document};
  {
    Query others(parts,
                 "SELECT t.number FROM decisions d JOIN documents t ON t.id = d.value WHERE d.field = "
                 "'translation' AND d.document = ?",
                 document);
    while (others.next()) linked.insert(others.number(0));
  }
  const auto add = [&linked](std::optional<RowNumber> other) {
    if (other) linked.insert(*other);
  };
  for (const RowNumber end : std::set<RowNumber>(linked)) {
    for (const RowNumber other : documents_stating(parts, end, LinkType::translation)) linked.insert(other);
    add(stated_translation(parts, end));
    add(stored_ends(parts, end).translation);
    add(decided_translation(parts, end));
  }
  for (const RowNumber end : std::set<RowNumber>(linked)) add(found_twin(parts, end));
  return linked;
}

void refresh_links_of_all(Archive::Parts& parts, const std::set<RowNumber>& documents, RowNumber changed,
                          const Provenance& provenance) {
  for (const RowNumber document : documents) {
    if (refresh_links_of(parts, document) && document != changed)
      parts.record_change(document, "link", provenance);
  }
}

std::pair<std::optional<RowNumber>, bool> undecided_translation(Archive::Parts& parts, RowNumber document) {
  const Ends ends = wanted_ends(parts, document, View::undecided);
  return {ends.translation, ends.found};
}

bool refresh_links(Archive::Parts& parts, RowNumber document, const LinkChange& change,
                   const Provenance& provenance) {
  // A parent's own links do not hang on its items: only a translation is made in both directions.
  std::set<RowNumber> others;
  if (change.translation_before) others.insert(*change.translation_before);
  if (const auto end = stated_translation(parts, document)) others.insert(*end);
  if (change.names_grew || change.kind_changed) {
    const auto waiting = documents_stating(parts, document, std::nullopt);
    others.insert(waiting.begin(), waiting.end());
  }
  // What is stated of a document decides whether it is shown as its twin's translation, too.
  std::set<RowNumber> twins;
  for (const RowNumber other : others) {
    if (const auto twin = found_twin(parts, other)) twins.insert(*twin);
  }
  if (const auto twin = found_twin(parts, document)) twins.insert(*twin);
  others.merge(twins);
  others.erase(document);
  for (const RowNumber other : others) {
    if (refresh_links_of(parts, other)) parts.record_change(other, "link", provenance);
  }
  return refresh_links_of(parts, document);
}

}  // namespace corpus
