// The promises of archive.h in plain maps, in the shortest words: what the model test compares the archive
// with.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "corpus/document.h"

namespace tests {

using corpus::Occurrence;

struct Content {
  std::string title, body;
  corpus::Kind kind = corpus::Kind::news;
  bool operator==(const Content&) const = default;
};

struct ModelDocument {
  std::vector<std::string> names;  // the key, then the aliases
  std::vector<Content> versions;
  std::vector<Occurrence> occurrences;
  std::optional<std::string> withdrawn;
  std::string stated_parent, stated_translation;
  std::map<std::pair<std::string, std::string>, std::string> last_said;  // by source and place on a page
  corpus::Revision revision = 0;
  std::string first_key;  // of which the id was made
  bool erased = false;
};

struct ModelDecision {
  std::size_t document = 0;
  std::string field, value;  // of a translation the first key of the other
  bool accepted = true;
};

struct Put {
  std::string key;
  std::vector<std::string> aliases;
  Content content;
  std::string parent, translation, source;
  std::optional<Occurrence> occurrence;  // set: an item that joins its equal
};

struct Links {
  std::optional<std::size_t> parent, translation;
  bool found = false;  // the translation
  bool operator==(const Links&) const = default;
};

struct ModelTwin {
  std::size_t other = 0;
  int hundredths = 0;  // its score
  bool operator==(const ModelTwin&) const = default;
};

class Model {
 public:
  std::map<std::size_t, ModelTwin> twins;  // of both
  std::vector<ModelDocument> documents;    // in the order of first sight
  std::map<std::pair<std::string, std::string>, std::vector<Occurrence>> standing_text;
  corpus::Revision revision = 0;
  std::vector<ModelDecision> decisions;
  std::map<std::string, std::size_t> erased_names;  // of erased documents, by which they are known again
  std::set<std::pair<std::string, std::string>> erased_texts;

  std::optional<std::size_t> named(const std::string& name) const {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto& names = documents[i].names;
      if (std::find(names.begin(), names.end(), name) != names.end()) return i;
    }
    return std::nullopt;
  }

  Links links_of(std::size_t i) const {
    Links links{end(i, documents[i].stated_parent), end(i, documents[i].stated_translation)};
    if (links.parent && (is_digest(i) || !is_digest(*links.parent))) links.parent.reset();
    if (links.translation && is_rejected(i, *links.translation)) links.translation.reset();
    if (!links.translation) links.translation = first_that_names(i);
    if (const auto decided = decided_translation(i)) links.translation = decided;
    const auto twin = twins.find(i);
    if (twin != twins.end() && !links.translation && !is_spoken_for(i) &&
        !is_spoken_for(twin->second.other) && !is_rejected(i, twin->second.other)) {
      links.translation = twin->second.other;
      links.found = true;
    }
    return links;
  }

  // In the order of first sight, as every change that touches many.
  void find_twins(const std::map<std::size_t, ModelTwin>& found) {
    const auto before = all_links();
    const auto old = std::exchange(twins, found);
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto was = old.find(i);
      const auto is = twins.find(i);
      const bool same = was != old.end() && is != twins.end() && was->second == is->second;
      if (links_of(i) != before[i] || (links_of(i).found && !same)) documents[i].revision = ++revision;
    }
  }

  /// Whether the record is of a document that was erased; its other names are known from then on.
  bool is_of_erased(const Put& put) {
    auto names = put.aliases;
    names.insert(names.begin(), put.key);
    std::optional<std::size_t> erased;
    for (const auto& name : names) {
      const auto found = erased_names.find(name);
      if (!erased && found != erased_names.end()) erased = found->second;
    }
    if (!erased && !named(put.key) && erased_texts.count({put.content.title, put.content.body}) > 0) {
      erased = documents.size();  // whichever
    }
    if (!erased) return false;
    for (const auto& name : names) {
      if (!named(name)) erased_names.emplace(name, *erased);
    }
    return true;
  }

  void erase(std::size_t i, const std::string& reason, const std::string& name) {
    const auto before = all_links();
    auto& document = documents[i];
    for (const auto& version : document.versions) erased_texts.emplace(version.title, version.body);
    for (const auto& old : document.names) {
      erased_names.emplace(old, i);
      for (auto& other : documents) {
        if (other.stated_parent == old) other.stated_parent = name;
        if (other.stated_translation == old) other.stated_translation = name;
      }
    }
    std::erase_if(decisions, [i](const ModelDecision& decision) { return decision.document == i; });
    std::erase_if(twins, [i](const auto& twin) { return twin.first == i || twin.second.other == i; });
    const auto kind = document.versions.back().kind;
    document = {{name}, {{"", "", kind}}, {}, "purged: " + reason, {}, {}, {}, 0, document.first_key, true};
    document.revision = ++revision;
    touch_others(i, before);
  }

  bool decide(const ModelDecision& decision) {
    const bool one_value = decision.field == "translation";
    for (auto at = decisions.rbegin(); at != decisions.rend(); ++at) {
      if (at->document != decision.document || at->field != decision.field) continue;
      if (!one_value && at->value != decision.value) continue;
      if (at->value == decision.value && at->accepted == decision.accepted) return false;
      break;
    }
    const auto before = all_links();
    decisions.push_back(decision);
    documents[decision.document].revision = ++revision;
    touch_others(decision.document, before);
    return true;
  }

  /// The topics that editors gave it, ordered; no source gives any.
  std::vector<std::string> topics_of(std::size_t i) const {
    std::map<std::string, bool> last;
    for (const auto& decision : decisions) {
      if (decision.document == i && decision.field == "topic") last[decision.value] = decision.accepted;
    }
    std::vector<std::string> topics;
    for (const auto& [topic, accepted] : last) {
      if (accepted) topics.push_back(topic);
    }
    return topics;
  }

  void put(const Put& put) {
    const auto before = all_links();
    auto at = find(put);
    const bool is_new = !at;
    if (!at) {
      at = documents.size();
      documents.emplace_back().names.push_back(put.key);
      documents.back().first_key = put.key;
    }
    const bool repeated = last_said(documents[*at], put) == statement_of(put);
    const bool changed = say(documents[*at], put, is_new) | add_names(documents[*at], put) |
                         show(documents[*at], put.source, repeated);
    touch(*at, changed || is_new, before);
  }

  void withdraw(std::size_t i, const std::string& reason) {
    if (documents[i].withdrawn) return;
    documents[i].withdrawn = reason;
    documents[i].revision = ++revision;
  }

  bool unpublish(const std::string& name, const std::string& source) {
    const auto i = named(name);
    if (!i) return false;
    auto& said = documents[*i].last_said[{source, ""}];
    if (std::exchange(said, kNotPublished) == kNotPublished || documents[*i].withdrawn) return false;
    withdraw(*i, "no longer published");
    return true;
  }

  bool leave_source(std::size_t i, const std::string& source) {
    auto& said = documents[i].last_said;
    std::erase_if(said, [&](const auto& entry) { return entry.first.first == source; });
    const bool published = std::any_of(said.begin(), said.end(),
                                       [](const auto& entry) { return entry.second != kNotPublished; });
    if (published || documents[i].withdrawn) return false;
    withdraw(i, "gone from its source");
    return true;
  }

  std::vector<std::size_t> of_source(const std::string& source) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto& said = documents[i].last_said;
      const bool published = std::any_of(said.begin(), said.end(), [&](const auto& entry) {
        return entry.first.first == source && entry.second != kNotPublished;
      });
      if (published && !documents[i].withdrawn) found.push_back(i);
    }
    return found;
  }

  bool put_standing_text(const std::string& name, const std::string& text, const Occurrence& place) {
    auto& places = standing_text[{name, text}];
    if (std::find(places.begin(), places.end(), place) != places.end()) return false;
    places.push_back(place);
    ++revision;
    return true;
  }

 private:
  static inline const std::string kNotPublished = "not published";

  static std::string statement_of(const Put& put) {
    return std::string(corpus::kind_name(put.content.kind)) + '|' + put.content.title + '|' +
           put.content.body + '|' + put.parent + '|' + put.translation;
  }
  static std::string& last_said(ModelDocument& document, const Put& put) {
    const auto& place = put.occurrence;
    return document.last_said[{put.source, place ? place->source + '#' + place->anchor : ""}];
  }

  std::optional<std::size_t> first_that_names(std::size_t i) const {
    for (std::size_t other = 0; other < documents.size(); ++other) {
      if (other != i && end(other, documents[other].stated_translation) == i && !is_rejected(i, other))
        return other;
    }
    return std::nullopt;
  }

  bool is_spoken_for(std::size_t i) const {
    if (decided_translation(i) || first_that_names(i)) return true;
    const auto& stated = documents[i].stated_translation;
    const auto other = stated.empty() ? std::nullopt : named(stated);
    return !stated.empty() && !(other && is_rejected(i, *other));
  }

  // The last word on each pair, whichever side it was said of, with its place.
  std::map<std::size_t, std::pair<std::size_t, bool>> last_on_pairs_of(std::size_t i) const {
    std::map<std::size_t, std::pair<std::size_t, bool>> last;
    for (std::size_t at = 0; at < decisions.size(); ++at) {
      const auto& decision = decisions[at];
      if (decision.field != "translation") continue;
      if (decision.document == i) {
        const auto other = std::find_if(documents.begin(), documents.end(), [&](const auto& document) {
          return document.first_key == decision.value;
        });
        last[static_cast<std::size_t>(other - documents.begin())] = {at, decision.accepted};
      } else if (decision.value == documents[i].first_key) {
        last[decision.document] = {at, decision.accepted};
      }
    }
    return last;
  }

  std::optional<std::size_t> decided_translation(std::size_t i) const {
    std::optional<std::size_t> found;
    std::size_t latest = 0;
    for (const auto& [other, said] : last_on_pairs_of(i)) {
      if (!said.second || (found && said.first < latest)) continue;
      found = other;
      latest = said.first;
    }
    return found;
  }

  bool is_rejected(std::size_t i, std::size_t other) const {
    const auto last = last_on_pairs_of(i);
    const auto found = last.find(other);
    return found != last.end() && !found->second.second;
  }

  void touch_others(std::size_t at, const std::vector<Links>& before) {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (i != at && links_of(i) != before[i]) documents[i].revision = ++revision;
    }
  }

  bool is_digest(std::size_t i) const { return documents[i].versions.back().kind == corpus::Kind::digest; }

  std::optional<std::size_t> end(std::size_t from, const std::string& target) const {
    const auto found = target.empty() ? std::nullopt : named(target);
    return found == from ? std::nullopt : found;
  }

  std::optional<std::size_t> find(const Put& put) const {
    if (const auto found = named(put.key)) return found;
    for (const auto& alias : put.aliases) {
      if (const auto found = named(alias)) return found;
    }
    if (!put.occurrence) return std::nullopt;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (once_said(documents[i], put.content)) return i;
    }
    return std::nullopt;
  }

  static bool once_said(const ModelDocument& document, const Content& content) {
    return std::find(document.versions.begin(), document.versions.end(), content) != document.versions.end();
  }

  static bool say(ModelDocument& document, const Put& put, bool is_new) {
    auto& said = last_said(document, put);
    if (std::exchange(said, statement_of(put)) == statement_of(put)) return false;
    const bool at_its_own_place = document.names.front() == put.key && !document.occurrences.empty() &&
                                  put.occurrence == document.occurrences.front();
    const bool only_joins = !is_new && put.occurrence && !at_its_own_place &&
                            (named_otherwise(document, put) || once_said(document, put.content));
    if (!put.parent.empty() && (!only_joins || document.stated_parent.empty()))
      document.stated_parent = put.parent;
    if (!put.translation.empty() && (!only_joins || document.stated_translation.empty())) {
      document.stated_translation = put.translation;
    }
    if (only_joins || (!is_new && document.versions.back() == put.content)) return false;
    document.versions.push_back(put.content);
    return true;
  }

  // Found by its text alone: none of its names is known yet.
  static bool named_otherwise(const ModelDocument& document, const Put& put) {
    const auto is_known = [&](const std::string& name) {
      return std::find(document.names.begin(), document.names.end(), name) != document.names.end();
    };
    return !is_known(put.key) && std::none_of(put.aliases.begin(), put.aliases.end(), is_known);
  }

  bool add_names(ModelDocument& document, const Put& put) const {
    bool added = false;
    auto names = put.aliases;
    names.insert(names.begin(), put.key);
    for (const auto& name : names) {
      if (named(name)) continue;
      document.names.push_back(name);
      added = true;
    }
    if (put.occurrence && std::find(document.occurrences.begin(), document.occurrences.end(),
                                    *put.occurrence) == document.occurrences.end()) {
      document.occurrences.push_back(*put.occurrence);
      added = true;
    }
    return added;
  }

  // Who repeats that it publishes a document does not bring back what another source says is not published.
  static bool show(ModelDocument& document, const std::string& source, bool repeated) {
    const bool contradicted = std::any_of(
        document.last_said.begin(), document.last_said.end(),
        [&](const auto& entry) { return entry.first.first != source && entry.second == kNotPublished; });
    if (repeated && contradicted) return false;
    const bool was_withdrawn = document.withdrawn.has_value();
    document.withdrawn.reset();
    return was_withdrawn;
  }

  std::vector<Links> all_links() const {
    std::vector<Links> links;
    for (std::size_t i = 0; i < documents.size(); ++i) links.push_back(links_of(i));
    return links;
  }

  // The document itself changes first, then the others whose links changed, then it where only its links did.
  void touch(std::size_t at, bool changed, std::vector<Links> before) {
    before.resize(documents.size());
    if (changed) documents[at].revision = ++revision;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (i != at && links_of(i) != before[i]) documents[i].revision = ++revision;
    }
    if (!changed && links_of(at) != before[at]) documents[at].revision = ++revision;
  }
};

}  // namespace tests
