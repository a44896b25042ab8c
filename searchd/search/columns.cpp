#include "searchd/search/columns.h"

#include <algorithm>
#include <cstdio>

#include "indexer/index_schema.h"

namespace searchd {

Columns Columns::load(const indexer::IndexReader& index, const std::filesystem::path& generation) {
  std::shared_ptr<const DocumentColumns> main;
  if (!generation.empty()) main = DocumentColumns::mapped(generation, index.main());
  if (main == nullptr) main = DocumentColumns::of_main(index.main());
  return {index, std::move(main), std::make_shared<const Sets>()};
}

Columns Columns::load(const indexer::IndexReader& index, const Columns& before) {
  return {index, before.main_, before.main_sets_};
}

const ValueSets& Columns::Sets::of(Field field, const DocumentColumns& documents) const {
  std::call_once(made_[field], [&] {
    const auto& [begins, ordinals] = documents.field(field);
    sets_[field] = ValueSets(begins, ordinals, documents.tables()[field].size());
  });
  return sets_[field];
}

Columns::Columns(const indexer::IndexReader& index, std::shared_ptr<const DocumentColumns> main,
                 std::shared_ptr<const Sets> sets)
    : main_(std::move(main)),
      main_sets_(std::move(sets)),
      first_in_delta_(index.first_in_delta()),
      last_(index.last()),
      tables_(main_->tables()),
      shown_(std::size_t{std::max(last_ + 1, main_->end())}) {
  if (!index.replaced().empty()) replaced_.resize(main_->end());
  for (const auto document : index.replaced()) replaced_[document] = true;
  note(*main_);
  if (index.delta() == nullptr) return;
  delta_ = std::make_shared<const DocumentColumns>(*index.delta(), first_in_delta_,
                                                   std::max(last_ + 1, first_in_delta_), tables_);
  note(*delta_);
  pair_versions(index);
}

// What is known of all shown documents together.
void Columns::note(const DocumentColumns& documents) {
  for (auto document = documents.first(); document < documents.end(); ++document) {
    if (!is_shown(document)) continue;
    ++shown_count_;
    shown_.set(document);
    has_translations_ = has_translations_ || documents.translation(document) != 0;
    newest_day_ = std::max(newest_day_, documents.last_day(document));
    const auto month = documents.month(document);
    if (month == kUndated) continue;
    first_month_ = std::min(first_month_, month);
    last_month_ = std::max(last_month_, month);
  }
}

// A document of the delta may be the other version of one of the main database, or have come in the place of
// one that was.
void Columns::pair_versions(const indexer::IndexReader& index) {
  const auto stated_by = [&index](Xapian::docid document) {
    return index.holding(document).get_document(document).get_value(indexer::kTranslationSlot);
  };
  const auto number_of = [&index](const std::string& id) -> Xapian::docid {
    const auto found = index.documents_with(indexer::index_term(indexer::Field::id, id));
    return found.empty() ? 0 : found.front();
  };
  const auto& delta = *index.delta();
  const auto end = delta.valuestream_end(indexer::kTranslationSlot);
  for (auto stated = delta.valuestream_begin(indexer::kTranslationSlot); stated != end; ++stated) {
    const auto other = number_of(*stated);
    const auto states = other == 0 ? std::string() : stated_by(other);
    if (states.empty()) continue;
    has_translations_ = true;
    paired_[stated.get_docid()] = other;
    if (states == text_of(id(stated.get_docid()))) paired_[other] = stated.get_docid();
  }
  for (auto document = main_->first(); !index.replaced().empty() && document < main_->end(); ++document) {
    const auto other = main_->translation(document);
    if (other == 0 || !index.is_replaced(other)) continue;
    const auto now = number_of(std::string(text_of(main_->id(other))));
    paired_[document] = now != 0 && !stated_by(now).empty() ? now : 0;
  }
}

Xapian::docid Columns::translation(Xapian::docid document) const {
  const auto paired = paired_.empty() ? paired_.end() : paired_.find(document);
  const auto other = paired != paired_.end() ? paired->second : of(document).translation(document);
  return other != 0 && is_shown(other) ? other : 0;
}

std::string month_name(std::int32_t month) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", month / 12, month % 12 + 1);
  return text;
}

}  // namespace searchd
