// Random histories of an archive against a model in plain maps: what is stored, linked, joined, withdrawn,
// decided, erased, in batches that are committed, given up or cut off by closing the file, must leave what
// the model says. The seed is printed; SIJILL_SEED=N runs another one.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <utility>

#include "corpus/archive.h"
#include "tests/model/archive_model.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using corpus::Occurrence;
using tests::Content;
using tests::Model;
using tests::Put;

namespace {

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
    const auto problems = archive_->problems();
    CAPTURE(problems.empty() ? "" : problems.front());
    CHECK(problems.empty());
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
    if (dice >= 91 && dice < 97) put_standing_text();
    if (dice >= 97) find_twins();
    if (random_() % 12 == 0) decide();
    if (random_() % 150 == 0) erase();
  }

  void decide() {
    if (model_.documents.size() < 2) return;
    const auto i = random_() % model_.documents.size();
    const auto other = random_() % model_.documents.size();
    if (model_.documents[i].erased || i == other) return;
    tests::ModelDecision decision{i, "topic", one_of("topic-", 3), random_() % 3 > 0};
    if (random_() % 2 == 0)
      decision = {i, "translation", model_.documents[other].first_key, random_() % 3 > 0};
    const auto value = decision.field == "topic" ? decision.value : model_.documents[other].names.front();
    CHECK(archive_->decide({id_of(i), decision.field, value, decision.accepted, "Ed", "", ""},
                           from("decide")) == model_.decide(decision));
    CHECK(archive_->revision() == model_.revision);
  }

  void erase() {
    if (model_.documents.empty()) return;
    const auto i = random_() % model_.documents.size();
    if (model_.documents[i].erased) return;
    CHECK(archive_->purge(id_of(i), "order", from("purge")));
    model_.erase(i, "order", "purged:" + corpus::sha256_hex(model_.documents[i].names.front()));
    CHECK(archive_->revision() == model_.revision);
  }

  Put random_put() {
    Put result{one_of("key", 25), {}, {one_of("Title ", 8), one_of("Body ", 3)}, {}, {},
               one_of("file", 3), {}};
    if (random_() % 3 == 0) result.content.kind = corpus::Kind::digest;
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
    record.document.kind = put.content.kind;
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
    if (model_.is_of_erased(put)) {
      CHECK_THROWS_AS(archive_->put(record_of(put), from(put.source)), corpus::ErasedBefore);
      CHECK(archive_->revision() == model_.revision);
      return;
    }
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
    CHECK(archive_->withdraw(id_of(i), reason, {"operator", "model", "2026-11-21T09:00:00Z", "test", ""}) ==
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
    const auto documents = archive_->documents_of_source(source);
    CHECK(documents.size() == held.size());
    for (const auto i : held) {
      const auto number = archive_->number_of(model_.documents[i].first_key);
      REQUIRE(number);
      CHECK(documents.contains(*number));
    }
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

  void find_twins() {
    std::vector<std::size_t> order(model_.documents.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random_);
    std::map<std::size_t, tests::ModelTwin> found;
    std::vector<corpus::FoundTwin> twins;
    for (std::size_t at = 0; at + 1 < order.size(); at += 2) {
      auto a = order[at];
      auto e = order[at + 1];
      const auto stays = model_.twins.find(a);  // often the same pair as before
      if (stays != model_.twins.end() && random_() % 2 == 0) e = stays->second.other;
      if (random_() % 3 == 0 || found.count(a) + found.count(e) > 0) continue;
      const int score = random_() % 2 == 0 ? 20 : 50;
      found[a] = {e, score};
      found[e] = {a, score};
      if (a > e) std::swap(a, e);
      twins.push_back({id_of(a), id_of(e), {score / 100.0, 1, {}}});
    }
    model_.find_twins(found);
    archive_->put_found_twins(twins, from("pair"));
    CHECK(archive_->revision() == model_.revision);
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
    return number ? corpus::document_id_of(model_.documents[*number].first_key) : "";
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
    CHECK(Content{document->title, document->body, document->kind} == expected.versions.back());
    CHECK(document->occurrences == expected.occurrences);
    CHECK(document->withdrawn.has_value() == expected.withdrawn.has_value());
    if (document->withdrawn && expected.withdrawn) CHECK(document->withdrawn->reason == *expected.withdrawn);
    const auto links = model_.links_of(i);
    CHECK(document->parent == id_of(links.parent));
    CHECK(document->translation == id_of(links.translation));
    REQUIRE(document->twin_evidence.has_value() == links.found);
    if (links.found) CHECK(document->twin_evidence->score == model_.twins.at(i).hundredths / 100.0);
    std::vector<std::string> topics;
    for (const auto& tag : document->tags) topics.push_back(tag.id);
    CHECK(topics == model_.topics_of(i));
    std::vector<Content> versions;
    for (const auto& version : archive_->history(document->id)) {
      versions.push_back({version.document.title, version.document.body, version.document.kind});
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
