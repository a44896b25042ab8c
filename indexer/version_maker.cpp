#include "indexer/version_maker.h"

#include <utility>

namespace indexer {
namespace {

constexpr std::size_t kMostVersions = 100;
constexpr std::size_t kMostGone = 4U << 20U;       // bytes, of all versions
constexpr std::size_t kMostCompared = 32U << 20U;  // bytes of texts, some seconds

// The words that a date was read from change with the page it stands on; the day does not.
corpus::PublicationDate bare(corpus::PublicationDate date) {
  date.evidence = corpus::DateEvidence::unknown;
  date.words.clear();
  date.gmt.clear();
  return date;
}

corpus::Document told_of(const corpus::Document& document) {
  corpus::Document told;
  told.kind = document.kind;
  told.language = document.language;
  told.url = document.url;
  told.published = bare(document.published);
  told.modified = bare(document.modified);
  told.hashtags = document.hashtags;
  for (const auto& tag : document.tags) told.tags.push_back({tag.type, tag.id, {}, {}});
  return told;
}

std::size_t bytes_of(const VersionTexts& texts) {
  return texts.title.size() + texts.summary.size() + texts.body.size();
}

/// Takes versions from the newest on.
class VersionMaker {
 public:
  bool add(const corpus::Version& version) {
    const auto& document = version.document;
    DocumentVersion made;
    made.seen = version.provenance.fetched_at.empty() ? version.provenance.imported_at
                                                      : version.provenance.fetched_at;
    made.ours = version.provenance.format == "retag";
    made.told = told_of(document);
    VersionTexts texts{document.title, document.summary, document.body};
    auto& versions = all_.versions;
    if (!versions.empty() && versions.back().told == made.told && texts == after_) {
      versions.back().seen = made.seen;
      versions.back().ours = made.ours;
      ++taken_;
      return true;
    }
    if (versions.size() == kMostVersions) return false;
    if (!versions.empty()) compare(made, texts);
    after_ = std::move(texts);
    versions.push_back(std::move(made));
    ++taken_;
    return true;
  }

  DocumentVersions take(std::int64_t in_all) {
    all_.left_out = in_all - taken_;
    if (all_.versions.size() < 2) all_ = {};
    return std::move(all_);
  }

 private:
  void compare(DocumentVersion& made, const VersionTexts& texts) {
    compared_ += bytes_of(texts) + bytes_of(after_);
    made.has_texts = all_.versions.back().has_texts && compared_ <= kMostCompared;
    if (!made.has_texts) return;
    made.title = corpus::difference_between(texts.title, after_.title);
    made.summary = corpus::difference_between(texts.summary, after_.summary);
    made.body = corpus::difference_between(texts.body, after_.body);
    for (const auto* difference : {&made.title, &made.summary, &made.body})
      gone_ += corpus::bytes_gone(*difference);
    if (gone_ <= kMostGone) return;
    made.has_texts = false;
    made.title = made.summary = made.body = {};
  }

  DocumentVersions all_;
  VersionTexts after_;  // of the version taken last
  std::int64_t taken_ = 0;
  std::size_t compared_ = 0, gone_ = 0;
};

}  // namespace

DocumentVersions versions_of(const corpus::Archive& archive, const corpus::Archive::Change& change) {
  if (change.versions < 2 || change.document.withdrawn) return {};
  VersionMaker maker;
  archive.for_each_version(change.document.id,
                           [&maker](const corpus::Version& version) { return maker.add(version); });
  return maker.take(change.versions);
}

std::string stored_versions_of(const corpus::Archive& archive, const corpus::Archive::Change& change) {
  const auto versions = versions_of(archive, change);
  return versions.versions.empty() ? std::string() : to_stored(versions);
}

}  // namespace indexer
