// The labels of partners/: which partners a text names, and how the tagger's tags compare with them.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
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
  bool tuning = false;                        // its id has an even CRC-32: rules may be made by it
};

/// Labels by document: partner and salience. A document that names none has an entry all the same. Throws
/// CollectionError.
std::map<std::string, std::map<std::string, std::string>> read_partner_labels(
    const std::filesystem::path& file);

/// The texts of partners/documents.tsv whose collections are there, in that order, with the labels of
/// partners/labels.tsv. Calls `missing` with each collection that is not. Throws CollectionError.
std::vector<LabelledText> read_labelled_texts(const std::function<void(const std::string&)>& missing);

/// Whether rules may be made by the document: half of all may, the others report.
bool is_for_tuning(const std::string& id);

/// Tags of partners, counted against labels.
struct PartnerCount {
  std::size_t right = 0, wrong = 0, missed = 0;
  std::size_t implied = 0;  // tags that the labels neither ask for nor forbid

  void add(const PartnerCount& other);
  double precision() const;         // 1 where there is no tag
  double recall() const;            // 1 where there is no label
  double strict_precision() const;  // an implied partner's tag is wrong
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

}  // namespace quality
