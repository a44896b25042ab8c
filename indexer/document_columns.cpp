#include "indexer/document_columns.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <utility>

#include "corpus/frame_fields.h"
#include "indexer/commit_file.h"
#include "indexer/index_reader.h"
#include "indexer/index_schema.h"

namespace indexer {
namespace {

constexpr CommitMark::Layout kLayout = {'s', 'j', 'c', 'o', 'l', 's', '0', '2'};

// In the order of DocumentColumns::kFields.
constexpr Xapian::valueno kSlots[DocumentColumns::kFields] = {kPartnersSlot, kTopicsSlot,  kKindSlot,
                                                              kLanguageSlot, kOutletsSlot, kPlacesSlot};

template <typename Visit>
void for_each_value(const Xapian::Database& database, Xapian::valueno slot, Visit visit) {
  const auto end = database.valuestream_end(slot);
  for (auto value = database.valuestream_begin(slot); value != end; ++value) visit(value.get_docid(), *value);
}

DocumentColumns::Precision precision_from(std::string_view name) {
  if (name == "day") return DocumentColumns::Precision::day;
  if (name == "month") return DocumentColumns::Precision::month;
  if (name == "year") return DocumentColumns::Precision::year;
  if (name == "interval") return DocumentColumns::Precision::interval;
  return DocumentColumns::Precision::unknown;
}

// The days of the years 1 to 9999; a slot that holds anything else leaves the document undated.
constexpr double kFirstDay = -719162;
constexpr double kLastDay = 2932896;

std::int32_t day_from(const std::string& value) {
  const double day = Xapian::sortable_unserialise(value);
  return day >= kFirstDay && day <= kLastDay ? static_cast<std::int32_t>(day) : DocumentColumns::kUndated;
}

std::int32_t month_of(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return static_cast<int>(date.year()) * 12 + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) -
         1;
}

std::string packed_tables(const DocumentColumns::Tables& tables) {
  std::string packed;
  corpus::FrameWriter writer(packed);
  for (const auto& table : tables) {
    for (Ordinal ordinal = 0; ordinal < table.size(); ++ordinal) writer.text(table.value(ordinal));
  }
  return packed;
}

// False where `packed` is not what packed_tables() gave for so many values of each field.
bool unpack_tables(std::string_view packed, std::span<const std::uint64_t, DocumentColumns::kFields> values,
                   DocumentColumns::Tables& tables) try {
  corpus::FrameReader reader(packed);
  for (std::size_t field = 0; field < tables.size(); ++field) {
    for (std::uint64_t at = 0; at < values[field]; ++at) {
      if (tables[field].add(reader.bytes()) != at) return false;  // there is one twice
    }
  }
  reader.end();
  return true;
} catch (const corpus::FrameError&) {
  return false;
}

template <typename Item>
bool equal(std::span<const Item> a, std::span<const Item> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

Ordinal ValueTable::add(std::string_view value) {
  const auto known = ordinals_.find(value);
  if (known != ordinals_.end()) return known->second;
  const auto ordinal = static_cast<Ordinal>(values_.size());
  values_.emplace_back(value);
  ordinals_.emplace(values_.back(), ordinal);
  return ordinal;
}

Ordinal ValueTable::find(std::string_view value) const {
  const auto known = ordinals_.find(value);
  return known == ordinals_.end() ? kNone : known->second;
}

struct DocumentColumns::Head {
  CommitMark mark;
  std::uint64_t documents = 0;  // numbers, from 0 on
  std::uint64_t table_bytes = 0;
  std::array<std::uint64_t, kFields> ordinals{};
  std::array<std::uint64_t, kFields> values{};
};

/// Reads the lengths and value slots of the documents of a database.
struct DocumentColumns::Own {
  struct Lists {
    std::vector<std::uint32_t> begins;
    std::vector<Ordinal> ordinals;
  };

  Own(const Xapian::Database& database, Xapian::docid first_number, Xapian::docid end, Tables& tables)
      : first(first_number),
        existing((end - first_number + kBitsInWord - 1) / kBitsInWord),
        lengths(end - first_number, 0),
        shown(end - first_number, 0),
        precision(shown.size(), Precision::unknown),
        ids(shown.size(), Id{}),
        first_day(shown.size(), kUndated),
        last_day(shown.size(), kUndated),
        month(shown.size(), kUndated),
        translations(shown.size(), 0) {
    load_lengths(database);
    load_ids(database);
    load_days(database);
    load_translations(database);
    for (std::size_t field = 0; field < kFields; ++field) load_field(database, field, tables[field]);
  }

  void load_lengths(const Xapian::Database& database);
  void load_ids(const Xapian::Database& database);
  void load_days(const Xapian::Database& database);
  void load_translations(const Xapian::Database& database);
  void load_field(const Xapian::Database& database, std::size_t field, ValueTable& table);
  void note_months();

  const Xapian::docid first;
  std::vector<std::uint64_t> existing;
  std::vector<Xapian::termcount> lengths;
  std::vector<std::uint8_t> shown;
  std::vector<Precision> precision;
  std::vector<Id> ids;
  std::vector<std::int32_t> first_day, last_day, month;
  std::vector<Xapian::docid> translations;
  std::array<Lists, kFields> fields;
};

void DocumentColumns::Own::load_lengths(const Xapian::Database& database) {
  if (database.get_doccount() == 0) return;
  for (auto at = database.postlist_begin({}); at != database.postlist_end({}); ++at) {
    const auto place = *at - first;
    lengths[place] = at.get_doclength();
    existing[place / kBitsInWord] |= std::uint64_t{1} << place % kBitsInWord;
  }
}

void DocumentColumns::Own::load_ids(const Xapian::Database& database) {
  for_each_value(database, kIdSlot, [this](Xapian::docid document, const std::string& id) {
    auto& own = ids[document - first];
    std::copy_n(id.begin(), std::min(id.size(), own.size()), own.begin());
    shown[document - first] = 1;
  });
  for_each_value(database, kWithdrawnSlot, [this](Xapian::docid document, const std::string& withdrawn) {
    if (!withdrawn.empty()) shown[document - first] = 0;
  });
}

void DocumentColumns::Own::load_days(const Xapian::Database& database) {
  for_each_value(database, kFirstDaySlot, [this](Xapian::docid document, const std::string& value) {
    first_day[document - first] = last_day[document - first] = day_from(value);
  });
  for_each_value(database, kLastDaySlot, [this](Xapian::docid document, const std::string& value) {
    last_day[document - first] = std::max(first_day[document - first], day_from(value));
  });
  for_each_value(database, kPrecisionSlot, [this](Xapian::docid document, const std::string& value) {
    if (first_day[document - first] != kUndated) precision[document - first] = precision_from(value);
  });
  note_months();
}

void DocumentColumns::Own::load_translations(const Xapian::Database& database) {
  translations.assign(shown.size(), 0);
  std::vector<std::pair<std::string, Xapian::docid>> stated;  // the id of the other, and who states it
  for_each_value(database, kTranslationSlot,
                 [&](Xapian::docid document, const std::string& id) { stated.emplace_back(id, document); });
  if (stated.empty()) return;
  std::unordered_map<std::string, Xapian::docid> numbers;
  for (const auto& [other, document] : stated) numbers.emplace(text_of(ids[document - first]), document);
  for (const auto& [other, document] : stated) {
    const auto number = numbers.find(other);
    if (number != numbers.end()) translations[document - first] = number->second;
  }
}

void DocumentColumns::Own::note_months() {
  for (std::size_t at = 0; at < first_day.size(); ++at) {
    if (precision[at] == Precision::unknown) first_day[at] = last_day[at] = kUndated;
    if (first_day[at] == kUndated) continue;
    const auto its_month = month_of(first_day[at]);
    if (precision[at] != Precision::year && its_month == month_of(last_day[at])) month[at] = its_month;
  }
}

void DocumentColumns::Own::load_field(const Xapian::Database& database, std::size_t field,
                                      ValueTable& table) {
  auto& [begins, ordinals] = fields[field];
  begins.reserve(shown.size() + 1);
  for_each_value(database, kSlots[field], [&](Xapian::docid document, const std::string& joined) {
    const auto begin = static_cast<std::uint32_t>(ordinals.size());
    begins.resize(std::size_t{document - first} + 1, begin);  // documents between had none
    for (const auto& value : split_ids(joined)) ordinals.push_back(table.add(value));
  });
  begins.resize(shown.size() + 1, static_cast<std::uint32_t>(ordinals.size()));
}

DocumentColumns::DocumentColumns(const Xapian::Database& database, Xapian::docid first, Xapian::docid end,
                                 Tables& tables)
    : first_(first) {
  auto own = std::make_unique<const Own>(database, first, end, tables);
  tables_ = tables;
  existing_ = own->existing;
  lengths_ = own->lengths;
  shown_ = own->shown;
  precision_ = own->precision;
  ids_ = own->ids;
  first_day_ = own->first_day;
  last_day_ = own->last_day;
  month_ = own->month;
  translations_ = own->translations;
  for (std::size_t field = 0; field < kFields; ++field)
    fields_[field] = {own->fields[field].begins, own->fields[field].ordinals};
  own_ = std::move(own);
}

DocumentColumns::DocumentColumns(MappedFile file) : file_(std::move(file)) {}
DocumentColumns::~DocumentColumns() = default;

std::unique_ptr<const DocumentColumns> DocumentColumns::of_main(const Xapian::Database& database) {
  Tables tables;
  return std::make_unique<const DocumentColumns>(database, 0, first_number_in_delta(database), tables);
}

std::unique_ptr<const DocumentColumns> DocumentColumns::mapped(const std::filesystem::path& folder,
                                                               const Xapian::Database& database) {
  auto file = MappedFile::open(folder / kColumnsFile);
  if (!file) return nullptr;
  std::unique_ptr<DocumentColumns> columns(new DocumentColumns(std::move(*file)));
  if (!columns->map(database) || !columns->is_whole()) return nullptr;
  return columns;
}

bool DocumentColumns::map(const Xapian::Database& database) {
  CommitFileParts parts(file_->bytes());
  const auto heads = parts.take<Head>(1);
  if (heads.empty() || heads.front().mark != CommitMark(kLayout, database)) return false;
  const auto& head = heads.front();
  if (head.documents != first_number_in_delta(database)) return false;
  existing_ = parts.take<std::uint64_t>(head.documents / kBitsInWord);  // they end with a block
  lengths_ = parts.take<Xapian::termcount>(head.documents);
  shown_ = parts.take<std::uint8_t>(head.documents);
  precision_ = parts.take<Precision>(head.documents);
  ids_ = parts.take<Id>(head.documents);
  first_day_ = parts.take<std::int32_t>(head.documents);
  last_day_ = parts.take<std::int32_t>(head.documents);
  month_ = parts.take<std::int32_t>(head.documents);
  translations_ = parts.take<Xapian::docid>(head.documents);
  for (std::size_t field = 0; field < kFields; ++field) {
    fields_[field].begins = parts.take<std::uint32_t>(head.documents + 1);
    fields_[field].ordinals = parts.take<Ordinal>(head.ordinals[field]);
  }
  const auto packed = parts.take<char>(head.table_bytes);
  std::size_t documents = 0;
  for (const auto word : existing_) documents += static_cast<std::size_t>(std::popcount(word));
  return !parts.is_cut_off() && parts.at_end() && documents == database.get_doccount() &&
         unpack_tables({packed.data(), packed.size()}, head.values, tables_);
}

// Nothing that is looked up lies outside; what else is wrong `indexer verify` finds.
bool DocumentColumns::is_whole() const {
  const auto is_day = [](std::int32_t day) {
    return day == kUndated || (day >= kFirstDay && day <= kLastDay);
  };
  const auto is_month = [](std::int32_t month) {
    return month == kUndated || (month >= month_of(kFirstDay) && month <= month_of(kLastDay));
  };
  for (const auto& [begins, ordinals] : fields_) {
    if (begins.front() != 0 || begins.back() != ordinals.size()) return false;
    if (!std::is_sorted(begins.begin(), begins.end())) return false;
  }
  for (std::size_t field = 0; field < kFields; ++field) {
    const auto values = tables_[field].size();
    const auto is_value = [values](Ordinal ordinal) { return ordinal < values; };
    if (!std::all_of(fields_[field].ordinals.begin(), fields_[field].ordinals.end(), is_value)) return false;
  }
  return std::all_of(first_day_.begin(), first_day_.end(), is_day) &&
         std::all_of(last_day_.begin(), last_day_.end(), is_day) &&
         std::all_of(month_.begin(), month_.end(), is_month) &&
         std::all_of(precision_.begin(), precision_.end(),
                     [](Precision precision) { return precision <= Precision::interval; }) &&
         std::all_of(translations_.begin(), translations_.end(),
                     [this](Xapian::docid document) { return document < end(); });
}

void DocumentColumns::write(const std::filesystem::path& folder, const Xapian::Database& database) const {
  Head head;
  head.mark = CommitMark(kLayout, database);
  head.documents = shown_.size();
  const auto tables = packed_tables(tables_);
  head.table_bytes = tables.size();
  for (std::size_t field = 0; field < kFields; ++field) {
    head.ordinals[field] = fields_[field].ordinals.size();
    head.values[field] = tables_[field].size();
  }
  CommitFileWriter file(folder, kColumnsFile);
  file.put(std::span<const Head>(&head, 1));
  file.put(existing_);
  file.put(lengths_);
  file.put(shown_);
  file.put(precision_);
  file.put(ids_);
  file.put(first_day_);
  file.put(last_day_);
  file.put(month_);
  file.put(translations_);
  for (const auto& field : fields_) {
    file.put(field.begins);
    file.put(field.ordinals);
  }
  file.put(std::span<const char>(tables));
  file.finish();
}

bool DocumentColumns::operator==(const DocumentColumns& other) const {
  for (std::size_t field = 0; field < kFields; ++field) {
    if (!equal(fields_[field].begins, other.fields_[field].begins) ||
        !equal(fields_[field].ordinals, other.fields_[field].ordinals)) {
      return false;
    }
  }
  return first_ == other.first_ && equal(existing_, other.existing_) && equal(lengths_, other.lengths_) &&
         equal(shown_, other.shown_) && equal(precision_, other.precision_) && equal(ids_, other.ids_) &&
         equal(first_day_, other.first_day_) && equal(last_day_, other.last_day_) &&
         equal(month_, other.month_) && equal(translations_, other.translations_) &&
         packed_tables(tables_) == packed_tables(other.tables_);
}

void write_columns(const std::filesystem::path& generation, const Xapian::Database& main) {
  if (DocumentColumns::mapped(generation, main) == nullptr)
    DocumentColumns::of_main(main)->write(generation, main);
}

}  // namespace indexer
