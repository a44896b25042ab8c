// Random histories of an archive against a model in plain maps: what is stored, linked, joined, withdrawn, in
// batches that are committed, given up or cut off by closing the file, must leave what the model says. The
// seed is printed; SIJILL_SEED=N runs another one.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <utility>

#include "corpus/archive.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using corpus::Occurrence;

namespace {

// --- the model: the promises of archive.h, in the shortest words ---

struct Content {
  std::string title, body;
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
};

struct Put {
  std::string key;
  std::vector<std::string> aliases;
  Content content;
  std::string parent, translation, source;
  std::optional<Occurrence> occurrence;  // set: an item that joins its equal
};

class Model {
 public:
  std::vector<ModelDocument> documents;  // in the order of first sight
  std::map<std::pair<std::string, std::string>, std::vector<Occurrence>> standing_text;
  corpus::Revision revision = 0;

  using Links = std::pair<std::optional<std::size_t>, std::optional<std::size_t>>;  // parent, translation

  std::optional<std::size_t> named(const std::string& name) const {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto& names = documents[i].names;
      if (std::find(names.begin(), names.end(), name) != names.end()) return i;
    }
    return std::nullopt;
  }

  Links links_of(std::size_t i) const {
    Links links{end(i, documents[i].stated_parent), end(i, documents[i].stated_translation)};
    for (std::size_t other = 0; other < documents.size() && !links.second; ++other) {
      if (other != i && end(other, documents[other].stated_translation) == i) links.second = other;
    }
    return links;
  }

  void put(const Put& put) {
    const auto before = all_links();
    auto at = find(put);
    const bool is_new = !at;
    if (!at) {
      at = documents.size();
      documents.emplace_back().names.push_back(put.key);
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
    return put.content.title + '|' + put.content.body + '|' + put.parent + '|' + put.translation;
  }
  static std::string& last_said(ModelDocument& document, const Put& put) {
    const auto& place = put.occurrence;
    return document.last_said[{put.source, place ? place->source + '#' + place->anchor : ""}];
  }

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

// --- the history ---

class History {
 public:
  explicit History(unsigned seed) : random_(seed) { reopen(); }

  void run(int operations) {
    while (operations > 0) {
      const Model before = model_;
      const auto until = static_cast<int>(1 + random_() % 39);
      archive_->begin_batch();
      for (int i = 0; i < until; ++i) operate();
      operations -= until;
      end_batch(before);
      compare();
    }
    CHECK(archive_->problems().empty());
  }

 private:
  std::string one_of(const char* prefix, unsigned count) {
    return prefix + std::to_string(random_() % count);
  }

  void operate() {
    const auto dice = random_() % 100;
    if (dice < 45) put(random_put());
    if (dice >= 45 && dice < 75) put(random_item());
    if (dice >= 75 && dice < 81) withdraw();
    if (dice >= 81 && dice < 86) unpublish();
    if (dice >= 86 && dice < 91) leave_source();
    if (dice >= 91) put_standing_text();
  }

  Put random_put() {
    Put result{one_of("key", 25), {}, {one_of("Title ", 8), one_of("Body ", 3)}, {}, {},
               one_of("file", 3), {}};
    if (random_() % 4 == 0) result.aliases.push_back(one_of("alias", 10));
    if (random_() % 3 == 0) result.parent = one_of("key", 30);
    if (random_() % 3 == 0) result.translation = one_of(random_() % 4 == 0 ? "alias" : "key", 30);
    return result;
  }

  Put random_item() {
    const auto page = one_of("page", 6);
    Put result;
    result.content = {one_of("Title ", 8), one_of("Body ", 3)};
    result.key = page + '#' + result.content.title;
    result.source = page + ".txt";
    result.occurrence = Occurrence{page, one_of("place", 4)};
    if (random_() % 3 == 0) result.parent = one_of("key", 30);
    return result;
  }

  static corpus::Record record_of(const Put& put) {
    corpus::Record record;
    record.document.key = put.key;
    record.document.aliases = put.aliases;
    record.document.kind = corpus::Kind::news;
    record.document.title = put.content.title;
    record.document.body = put.content.body;
    if (put.occurrence) record.document.occurrences = {*put.occurrence};
    record.parent_key = put.parent;
    record.translation_key = put.translation;
    record.joins_equal = put.occurrence.has_value();
    return record;
  }

  void put(const Put& put) {
    const auto size = model_.documents.size();
    const auto revision = model_.revision;
    const auto own_before = model_.documents;
    model_.put(put);
    const auto result =
        archive_->put(record_of(put), {put.source, "model", "2026-11-21T09:00:00Z", "test", ""});
    const auto at = archive_->find(result.id);
    REQUIRE(at.has_value());
    const auto number = model_.named(at->key).value();
    if (model_.documents.size() > size) {
      CHECK(result.outcome == Archive::Outcome::added);
    } else {
      const bool changed = model_.documents[number].revision != own_before[number].revision;
      CHECK(result.outcome == (changed ? Archive::Outcome::changed : Archive::Outcome::unchanged));
    }
    CHECK(archive_->revision() == model_.revision);
    CHECK(model_.revision >= revision);
  }

  void withdraw() {
    if (model_.documents.empty()) return;
    const auto i = random_() % model_.documents.size();
    const bool expected = !model_.documents[i].withdrawn;
    const auto reason = one_of("reason ", 3);
    model_.withdraw(i, reason);
    const auto id = corpus::document_id_of(model_.documents[i].names.front());
    CHECK(archive_->withdraw(id, reason, {"operator", "model", "2026-11-21T09:00:00Z", "test", ""}) ==
          expected);
  }

  static corpus::Provenance from(const std::string& source) {
    return {source, "model", "2026-11-21T09:00:00Z", "test", ""};
  }

  std::string random_source() { return random_() % 2 == 0 ? one_of("file", 3) : one_of("page", 6) + ".txt"; }

  void unpublish() {
    const auto name = one_of(random_() % 4 == 0 ? "alias" : "key", 30);
    const auto source = random_source();
    CHECK(archive_->unpublish(name, from(source), {}) == model_.unpublish(name, source));
    CHECK(archive_->revision() == model_.revision);
  }

  void leave_source() {
    const auto source = random_source();
    const auto held = model_.of_source(source);
    std::vector<std::string> ids;
    for (const auto i : held) ids.push_back(id_of(i));
    CHECK(archive_->documents_of_source(source) == ids);
    if (held.empty()) return;
    const auto i = held[random_() % held.size()];
    CHECK(archive_->leave_source(id_of(i), from(source)) == model_.leave_source(i, source));
    CHECK(archive_->revision() == model_.revision);
  }

  void put_standing_text() {
    const auto name = one_of("name-", 2);
    const auto text = one_of("text ", 3);
    const Occurrence place{one_of("page", 4), "anchor"};
    const bool expected = model_.put_standing_text(name, text, place);
    CHECK(archive_->put_boilerplate({name, text, place.source, place.anchor},
                                    {"page", "model", "2026-11-21T09:00:00Z", "test", ""}) == expected);
  }

  void end_batch(const Model& before) {
    const auto dice = random_() % 10;
    if (dice < 7) {
      archive_->commit_batch();
    } else {
      if (dice == 7) archive_->abandon_batch();
      model_ = before;
      if (dice > 7) reopen();  // closed in the middle of its batch
    }
    if (random_() % 4 == 0) reopen();
  }

  void reopen() {
    archive_.reset();
    archive_ = std::make_unique<Archive>(directory_ / "archive.db", Archive::Access::read_write);
  }

  std::string id_of(std::optional<std::size_t> number) const {
    return number ? corpus::document_id_of(model_.documents[*number].names.front()) : "";
  }

  void compare() {
    REQUIRE(archive_->revision() == model_.revision);
    for (std::size_t i = 0; i < model_.documents.size(); ++i) compare_document(i);
    compare_changes(
        static_cast<corpus::Revision>(random_() % static_cast<std::uint64_t>(model_.revision + 1)));
    compare_standing_text();
  }

  void compare_document(std::size_t i) {
    const auto& expected = model_.documents[i];
    CAPTURE(expected.names.front());
    const auto document = archive_->find_by_key(expected.names.back());
    REQUIRE(document.has_value());
    CHECK(document->key == expected.names.front());
    CHECK(document->id == id_of(i));
    CHECK(document->aliases == std::vector<std::string>(expected.names.begin() + 1, expected.names.end()));
    CHECK(Content{document->title, document->body} == expected.versions.back());
    CHECK(document->occurrences == expected.occurrences);
    CHECK(document->withdrawn.has_value() == expected.withdrawn.has_value());
    if (document->withdrawn && expected.withdrawn) CHECK(document->withdrawn->reason == *expected.withdrawn);
    const auto [parent, translation] = model_.links_of(i);
    CHECK(document->parent == id_of(parent));
    CHECK(document->translation == id_of(translation));
    std::vector<Content> versions;
    for (const auto& version : archive_->history(document->id)) {
      versions.push_back({version.document.title, version.document.body});
    }
    CHECK(versions == expected.versions);
  }

  void compare_changes(corpus::Revision since) {
    std::map<corpus::Revision, std::string> expected;
    for (std::size_t i = 0; i < model_.documents.size(); ++i) {
      if (model_.documents[i].revision > since) expected[model_.documents[i].revision] = id_of(i);
    }
    std::map<corpus::Revision, std::string> found;
    for (;;) {
      const auto page = archive_->changed_since(since, 1 + random_() % 7);
      if (page.empty()) break;
      for (const auto& change : page) {
        CHECK(change.revision > since);
        since = change.revision;
        found[change.revision] = change.document.id;
      }
    }
    CHECK(found == expected);
  }

  void compare_standing_text() {
    std::map<std::pair<std::string, std::string>, std::vector<Occurrence>> found;
    for (const auto& version : archive_->boilerplate())
      found[{version.name, version.text}] = version.occurrences;
    CHECK(found == model_.standing_text);
  }

  std::mt19937 random_;
  tests::TemporaryDirectory directory_;
  Model model_;
  std::unique_ptr<Archive> archive_;
};

}  // namespace

TEST_CASE("an archive holds what its history made, as the model says") {
  const char* wanted = std::getenv("SIJILL_SEED");
  const auto seed =
      wanted != nullptr ? static_cast<unsigned>(std::strtoul(wanted, nullptr, 10)) : std::random_device{}();
  MESSAGE("seed " << seed);
  CAPTURE(seed);
  for (unsigned part = 0; part < 4; ++part) History(seed + part).run(750);
}
