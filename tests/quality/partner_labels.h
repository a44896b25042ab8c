// The labels of partners/: which partners a text names, and how the tagger's tags compare with them.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzers/tagger.h"

namespace quality {

/// A text that people have read, and what they found named in it.
struct LabelledText {
  std::string collection;  // "sample", or a folder of the shared collections
  std::string id, language;
  std::string title, summary, body;           // what of it was labelled
  std::map<std::string, std::string> labels;  // partner: main, mentioned, listed or implied
  bool second = false;                        // labelled by a second person too
  bool tuning = false;                        // is_for_tuning(id), measures.h
};

/// Labels by document: partner and salience. A document that names none has an entry all the same. Throws
/// CollectionError.
std::map<std::string, std::map<std::string, std::string>> read_partner_labels(
    const std::filesystem::path& file);

/// The texts of partners/documents.tsv whose collections are there, in that order, with the labels of
/// partners/labels.tsv; those of one collection only where `only` names it. Calls `missing` with each
/// collection that is not there. Throws CollectionError.
std::vector<LabelledText> read_labelled_texts(const std::function<void(const std::string&)>& missing,
                                              const std::string& only = "");

/// Tags of partners, counted against labels.
struct PartnerCount {
  std::size_t right = 0, wrong = 0, missed = 0;
  std::size_t implied = 0;        // tags that the labels neither ask for nor forbid
  std::size_t same_salience = 0;  // of the right ones: main, mentioned or listed as the label says

  void add(const PartnerCount& other);
  double precision() const;         // 1 where there is no tag
  double recall() const;            // 1 where there is no label
  double strict_precision() const;  // an implied partner's tag is wrong
  double salience() const;          // same_salience of right
};

/// One tag or label that is not as it should be.
struct PartnerError {
  std::string what;     // "wrong", "missed", "implied"
  std::string partner;  // id
  std::string rule;     // of the tag; the salience of a label
  std::string words;    // where the tag was read
};

/// What `tagger` says of `text`, counted; errors are added to `errors`.
PartnerCount count_partners(const analyzers::Tagger& tagger, const LabelledText& text,
                            std::vector<PartnerError>& errors);

/// How far two people agree on the same texts.
struct Agreement {
  std::size_t texts = 0;
  std::size_t both = 0, only_first = 0, only_second = 0;  // partners named, over all texts
  std::size_t same_salience = 0;                          // of both
  double kappa = 0;  // Cohen's, of the question "is this partner named?" for each text and partner
  double f1 = 0;     // of the second person against the first
};

/// Compares second.tsv with labels.tsv; `partners` is how many there are to choose from. Throws
/// CollectionError.
Agreement agreement_of_labels(std::size_t partners);

/// The partners of a text without title; empty where it names none.
struct PartnersOfText {
  std::set<std::string> named;
  std::string most_salient;   // with most weight: analyzers/salience.h
  std::string most_frequent;  // named in most places
};

PartnersOfText partners_of(const analyzers::Tagger& tagger, const std::string& text);

}  // namespace quality
