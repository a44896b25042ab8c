// Records are written field by field, for there are many; most other items as their lines of the exchange
// format.
#include "corpus/sources/item_frame.h"

#include <array>
#include <cstring>
#include <utility>
#include <variant>

#include "corpus/document_frame.h"
#include "corpus/document_json.h"
#include "corpus/sources/item_json.h"

namespace corpus {
namespace {

enum class FrameType : std::uint8_t {
  end,
  format,
  failure,
  record,
  skipped,
  problem,
  boilerplate,
  capture,
  twins,
  decision,
  purged
};

static_assert(sizeof(FrameSize) == kItemFrameHead);

// --- the parts of a record ---

void write(FrameWriter& frame, const Provenance& from) {
  frame.texts(from.source, from.format, from.imported_at, from.importer_version, from.raw_sha256,
              from.media_type, from.fetched_from, from.fetched_at);
}

Provenance read_provenance(FrameReader& frame) {
  Provenance from;
  for (auto* text : {&from.source, &from.format, &from.imported_at, &from.importer_version, &from.raw_sha256,
                     &from.media_type, &from.fetched_from, &from.fetched_at}) {
    *text = frame.text();
  }
  return from;
}

void write(FrameWriter& frame, const std::optional<Record::Memory>& memory) {
  frame.number(memory.has_value());
  if (!memory) return;
  write(frame, memory->provenance);
  frame.number(memory->earlier);
  frame.number(memory->again);
  frame.list(memory->statements, [&frame](const Record::Memory::Statement& statement) {
    frame.texts(statement.source, statement.place, statement.sha256);
  });
  frame.list(memory->sightings, [&frame](const Record::Memory::Sighting& sighting) {
    frame.texts(sighting.source, sighting.first, sighting.last);
  });
}

std::optional<Record::Memory> read_memory(FrameReader& frame) {
  if (!frame.flag()) return std::nullopt;
  const auto three_texts = [&frame] {
    auto first = frame.text();
    auto second = frame.text();
    return std::array<std::string, 3>{std::move(first), std::move(second), frame.text()};
  };
  Record::Memory memory;
  memory.provenance = read_provenance(frame);
  memory.earlier = frame.flag();
  memory.again = frame.number<std::uint32_t>();
  memory.statements = frame.list([&] {
    auto texts = three_texts();
    return Record::Memory::Statement{std::move(texts[0]), std::move(texts[1]), std::move(texts[2])};
  });
  memory.sightings = frame.list([&] {
    auto texts = three_texts();
    if (texts[1] > texts[2]) throw FrameError("a sighting ends before it begins");
    return Record::Memory::Sighting{std::move(texts[0]), std::move(texts[1]), std::move(texts[2])};
  });
  return memory;
}

// --- items ---

FrameType type_of(const Record&) { return FrameType::record; }
FrameType type_of(const Skipped&) { return FrameType::skipped; }
FrameType type_of(const Problem&) { return FrameType::problem; }
FrameType type_of(const Boilerplate&) { return FrameType::boilerplate; }
FrameType type_of(const Capture&) { return FrameType::capture; }
FrameType type_of(const FoundTwin&) { return FrameType::twins; }
FrameType type_of(const Decision&) { return FrameType::decision; }
FrameType type_of(const Purged&) { return FrameType::purged; }

void write(FrameWriter& frame, const Record& record) {
  write_document(frame, record.document);
  frame.texts(record.parent_key, record.translation_key, record.where, record.raw_sha256, record.media_type,
              record.fetched_from, record.fetched_at);
  for (const bool flag : {record.joins_equal, record.tags_given, record.events_given}) frame.number(flag);
  write(frame, record.memory);
  frame.text(record.raw.size() <= kMostRawBytes ? std::string_view(record.raw) : std::string_view());
}
void write(FrameWriter& frame, const Skipped& skipped) {
  frame.texts(skipped.where, skipped.why, skipped.key);
}
void write(FrameWriter& frame, const Problem& problem) { frame.texts(problem.where, problem.what); }
template <typename Item>
void write(FrameWriter& frame, const Item& item) {
  frame.text(to_json_line(item));
}

Record read_record(FrameReader& frame) {
  Record record;
  record.document = read_document(frame);
  for (auto* text : {&record.parent_key, &record.translation_key, &record.where, &record.raw_sha256,
                     &record.media_type, &record.fetched_from, &record.fetched_at}) {
    *text = frame.text();
  }
  for (auto* flag : {&record.joins_equal, &record.tags_given, &record.events_given}) *flag = frame.flag();
  record.memory = read_memory(frame);
  record.raw = frame.bytes();
  if (record.raw.size() > kMostRawBytes) throw FrameError("a record has more raw bytes than are kept");
  return record;
}

std::optional<SourceItem> read_item(FrameType type, FrameReader& frame) {
  switch (type) {
    case FrameType::record: return read_record(frame);
    case FrameType::skipped: {
      Skipped skipped;
      for (auto* text : {&skipped.where, &skipped.why, &skipped.key}) *text = frame.text();
      return skipped;
    }
    case FrameType::problem: {
      Problem problem;
      for (auto* text : {&problem.where, &problem.what}) *text = frame.text();
      return problem;
    }
    case FrameType::boilerplate: return boilerplate_from_json(frame.bytes());
    case FrameType::capture: return capture_from_json(frame.bytes());
    case FrameType::twins: return found_twin_from_json(frame.bytes());
    case FrameType::decision: return decision_from_json(frame.bytes());
    case FrameType::purged: return purged_from_json(frame.bytes());
    default: return std::nullopt;
  }
}

void append_message(std::string& bytes, const ItemMessage& message) {
  FrameWriter frame(bytes);
  const auto begin = [&](FrameType type) {
    frame.number(type);
    frame.number(message.progress.read);
    frame.number(message.progress.size);
  };
  if (message.item) {
    std::visit(
        [&](const auto& item) {
          begin(type_of(item));
          write(frame, item);
        },
        *message.item);
  } else if (!message.failure.empty()) {
    begin(FrameType::failure);
    frame.text(message.failure);
  } else if (!message.format.empty()) {
    begin(FrameType::format);
    frame.text(message.format);
  } else {
    begin(FrameType::end);
  }
}

}  // namespace

void append_frame(std::string& bytes, const ItemMessage& message) {
  const auto head = bytes.size();
  bytes.append(kItemFrameHead, '\0');
  append_message(bytes, message);
  const auto size = bytes.size() - head - kItemFrameHead;
  if (size > kLongestItemFrame) throw FrameError("a record is longer than any may be");
  const auto written = static_cast<FrameSize>(size);
  std::memcpy(bytes.data() + head, &written, sizeof written);
}

std::size_t frame_size_of(std::string_view head) {
  const auto size = FrameReader(head).number<FrameSize>();
  if (size > kLongestItemFrame) throw FrameError("a record without an end");
  return size;
}

ItemMessage message_of_frame(std::string_view bytes) try {
  FrameReader frame(bytes);
  const auto type = frame.one_to(FrameType::purged);
  ItemMessage message;
  message.progress.read = frame.number<std::uint64_t>();
  message.progress.size = frame.number<std::uint64_t>();
  if (type == FrameType::failure) message.failure = frame.text();
  if (type == FrameType::format) message.format = frame.text();
  message.item = read_item(type, frame);
  frame.end();
  return message;
} catch (const DocumentJsonError& error) {
  throw FrameError(error.what());
}

}  // namespace corpus
