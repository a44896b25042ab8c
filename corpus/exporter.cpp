#include "corpus/exporter.h"

#include <algorithm>
#include <stdexcept>

#include "corpus/document_json.h"
#include "corpus/sources/item_json.h"

namespace corpus {
namespace {

class LineWriter {
 public:
  explicit LineWriter(std::ostream& out) : out_(out) {}

  void write(std::string line) {
    line += '\n';
    out_.write(line.data(), static_cast<std::streamsize>(line.size()));
    if (!out_) throw std::runtime_error("the export could not be written to its end: is the disk full?");
    ++lines_;
  }
  std::int64_t lines() const { return lines_; }

 private:
  std::ostream& out_;
  std::int64_t lines_ = 0;
};

// How many versions before `at` are the same in every respect: they can only be told apart by counting.
std::uint32_t equals_before(const std::vector<Version>& versions, std::size_t at) {
  return static_cast<std::uint32_t>(std::count_if(
      versions.begin(), versions.begin() + static_cast<std::ptrdiff_t>(at), [&](const Version& version) {
        return version.provenance == versions[at].provenance && version.document == versions[at].document;
      }));
}

// Earlier versions first, so that whoever reads the lines in order has the newest last.
void write_document(const Archive& archive, Document document, LineWriter& writer) {
  if (const auto purged = archive.purged(document.id)) return writer.write(to_json_line(*purged));
  if (document.twin_evidence) {  // a line of its own tells of it: named here, it would be stated
    document.translation.clear();
    document.twin_evidence.reset();
  }
  const auto versions = archive.history(document.id);
  for (std::size_t at = 0; at < versions.size(); ++at) {
    const bool newest = at + 1 == versions.size();
    Record::Memory memory{versions[at].provenance, !newest, equals_before(versions, at), {}, {}};
    if (newest) {
      memory.statements = archive.statements_of(document.id);
      memory.sightings = archive.sightings_of(document.id);
    }
    if (versions[at].raw_size > 0) {
      writer.write(
          raw_to_json_line(*archive.raw_of(versions[at].number), versions[at].provenance.raw_sha256));
    }
    writer.write(newest ? to_json_line(document, memory)
                        : version_to_json_line(versions[at].document, memory));
  }
}

}  // namespace

std::int64_t export_all(const Archive& archive, std::ostream& out) {
  const Archive::Snapshot snapshot(archive);  // one state, however long it takes
  LineWriter writer(out);
  archive.for_each_document([&](const Document& document) { write_document(archive, document, writer); },
                            Archive::View::said);
  for (const auto& version : archive.boilerplate()) {
    for (const auto& place : version.occurrences) {
      writer.write(to_json_line(
          Boilerplate{version.name, version.text, place.source, place.anchor, version.provenance}));
    }
  }
  for (const auto& twin : archive.found_twins()) writer.write(to_json_line(twin));
  for (const auto& decision : archive.decisions()) writer.write(to_json_line(decision));
  archive.for_each_capture([&writer](const Capture& capture) { writer.write(to_json_line(capture)); });
  out.flush();
  if (!out) throw std::runtime_error("the export could not be written to its end: is the disk full?");
  return writer.lines();
}

}  // namespace corpus
