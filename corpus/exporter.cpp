#include "corpus/exporter.h"

#include <stdexcept>

#include "corpus/document_json.h"

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

}  // namespace

std::int64_t export_all(const Archive& archive, std::ostream& out) {
  const Archive::Snapshot snapshot(archive);  // one state, however long it takes
  LineWriter writer(out);
  archive.for_each_document([&writer](const Document& document) { writer.write(to_json_line(document)); });
  for (const auto& version : archive.boilerplate()) {
    for (const auto& place : version.occurrences) {
      writer.write(to_json_line(Boilerplate{version.name, version.text, place.source, place.anchor}));
    }
  }
  out.flush();
  if (!out) throw std::runtime_error("the export could not be written to its end: is the disk full?");
  return writer.lines();
}

}  // namespace corpus
