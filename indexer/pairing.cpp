#include "indexer/pairing.h"

#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

#include "analyzers/analyzer.h"
#include "analyzers/freedict.h"
#include "analyzers/lexicon_sources.h"
#include "analyzers/text_ends.h"
#include "corpus/twins.h"

namespace indexer {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kBetweenCalls = 500;  // documents
constexpr std::size_t kLongestReason = 300;  // bytes: two long texts may share thousands of numbers

struct Stopped {};  // ends the walk over the archive

std::string shortened(const std::string& reason) {
  if (reason.size() <= kLongestReason) return reason;
  return std::string(analyzers::cut_to(reason, kLongestReason)) + "…";
}

corpus::FoundTwin named(const corpus::TwinPair& pair, const std::vector<corpus::DocumentId>& ids) {
  corpus::FoundTwin twin{ids[pair.arabic], ids[pair.english], {pair.score, pair.order, {}}};
  for (const auto& reason : pair.reasons) twin.evidence.reasons.push_back(shortened(reason));
  return twin;
}

Json twin_json(const corpus::FoundTwin& twin) {
  const auto hundredths = [](double value) { return std::round(value * 100) / 100; };
  return {{"arabic", twin.arabic},
          {"english", twin.english},
          {"score", hundredths(twin.evidence.score)},
          {"order", hundredths(twin.evidence.order)},
          {"reasons", twin.evidence.reasons}};
}

}  // namespace

PairingReport find_twins(const corpus::Archive& archive, const analyzers::Vocabulary& vocabulary,
                         const std::filesystem::path& dictionaries,
                         const std::function<bool(std::int64_t)>& on_documents) {
  const analyzers::Analyzer analyzer;
  const auto lexicon = analyzers::lexicon_of(vocabulary, analyzer);
  const auto dictionary = analyzers::read_freedict(dictionaries, analyzer);
  corpus::TwinFinder finder(analyzer, lexicon, dictionary ? &*dictionary : nullptr);
  PairingReport report;
  report.has_dictionary = dictionary.has_value();
  std::vector<corpus::DocumentId> ids;  // by the finder's numbers
  const corpus::Archive::Snapshot snapshot(archive);
  try {
    archive.for_each_document([&](const corpus::Document& document) {
      if (document.withdrawn) return;
      finder.add(document);
      ids.push_back(document.id);
      if (++report.read % kBetweenCalls == 0 && on_documents && on_documents(report.read)) throw Stopped();
    });
  } catch (const Stopped&) {
    report.stopped = true;
    return report;
  }
  for (const auto& pair : finder.pairs()) report.twins.push_back(named(pair, ids));
  return report;
}

void store_twins(corpus::Archive& archive, PairingReport& report) {
  report.changes =
      archive.put_found_twins(report.twins, {"pair", "pair", corpus::now_utc(), SIJILL_VERSION, {}});
  report.stored = true;
}

std::string to_text(const PairingReport& report) {
  std::ostringstream out;
  if (!report.stored) {
    out << std::fixed << std::setprecision(2);
    for (const auto& twin : report.twins) {
      out << twin.arabic << '\t' << twin.english << '\t' << twin.evidence.score << '\t'
          << twin.evidence.order;
      for (const auto& reason : twin.evidence.reasons) out << '\t' << reason;
      out << '\n';
    }
  }
  out << "read " << report.read << " documents: " << report.twins.size() << " pairs";
  if (report.stored) {
    const auto& changes = report.changes;
    out << "; " << changes.made << " made, " << changes.changed << " with other evidence, " << changes.dropped
        << " dropped, " << changes.unchanged << " unchanged";
  } else {
    out << ", nothing stored";
  }
  out << '\n';
  return out.str();
}

std::string to_json(const PairingReport& report) {
  Json json = {{"documents", report.read}, {"pairs", report.twins.size()}, {"stored", report.stored}};
  if (report.stored) {
    const auto& changes = report.changes;
    json["made"] = changes.made;
    json["changed"] = changes.changed;
    json["dropped"] = changes.dropped;
    json["unchanged"] = changes.unchanged;
  } else {
    json["twins"] = Json::array();
    for (const auto& twin : report.twins) json["twins"].push_back(twin_json(twin));
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace indexer
