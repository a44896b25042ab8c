#include "searchd/search/columns.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "corpus/dates/date.h"
#include "indexer/index_schema.h"

namespace searchd {

Columns Columns::load(const indexer::IndexReader& index, const std::filesystem::path& generation) {
  std::shared_ptr<const DocumentColumns> main;
  if (!generation.empty()) main = DocumentColumns::mapped(generation, index.main());
  if (main == nullptr) main = DocumentColumns::of_main(index.main());
  auto shown = std::make_shared<ShownDocuments>();
  shown->add_all(*main);
  return {index, std::move(main), std::make_shared<const Sets>(), std::move(shown)};
}

Columns Columns::load(const indexer::IndexReader& index, const Columns& before) {
  return {index, before.main_, before.main_sets_, before.main_shown_};
}

const ValueSets& Columns::Sets::of(Field field, const DocumentColumns& documents) const {
  std::call_once(made_[field], [&] {
    const auto& [begins, ordinals] = documents.field(field);
    sets_[field] = ValueSets(begins, ordinals, documents.tables()[field].size());
  });
  return sets_[field];
}

Columns::Columns(const indexer::IndexReader& index, std::shared_ptr<const DocumentColumns> main,
                 std::shared_ptr<const Sets> sets, std::shared_ptr<const ShownDocuments> main_shown)
    : main_(std::move(main)),
      main_sets_(std::move(sets)),
      first_in_delta_(index.first_in_delta()),
      last_(index.last()),
      tables_(main_->tables()),
      main_shown_(std::move(main_shown)),
      all_(*main_shown_) {
  take_away(index.replaced());
  if (index.delta() == nullptr) return;
  delta_ = std::make_shared<const DocumentColumns>(*index.delta(), first_in_delta_,
                                                   std::max(last_ + 1, first_in_delta_), tables_);
  all_.add_all(*delta_);
  pair_versions(index);
}

void Columns::ShownDocuments::add_all(const DocumentColumns& documents) {
  shown.resize(documents.end());
  for (auto document = documents.first(); document < documents.end(); ++document) {
    if (documents.is_shown(document)) add(documents, document);
  }
}

void Columns::ShownDocuments::add(const DocumentColumns& documents, Xapian::docid document) {
  ++count;
  shown.set(document);
  has_translations = has_translations || documents.translation(document) != 0;
  newest_day = std::max(newest_day, documents.last_day(document));
  const auto month = documents.month(document);
  if (month == kUndated) return;
  first_month = std::min(first_month, month);
  last_month = std::max(last_month, month);
}

// The first and the last of all are looked for anew where one of them goes.
void Columns::take_away(const std::vector<Xapian::docid>& replaced) {
  bool one_of_the_last = false;
  for (const auto document : replaced) {
    if (!main_->is_shown(document)) continue;
    const auto month = main_->month(document);
    one_of_the_last = one_of_the_last || main_->last_day(document) == all_.newest_day ||
                      month == all_.first_month || month == all_.last_month;
    all_.shown.reset(document);
    --all_.count;
  }
  if (!one_of_the_last) return;
  ShownDocuments left;
  left.shown.resize(main_->end());
  for (auto document = main_->first(); document < main_->end(); ++document) {
    if (is_shown(document)) left.add(*main_, document);
  }
  all_ = std::move(left);
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
    all_.has_translations = true;
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

std::int32_t first_day_of_month(std::int32_t month) {
  return corpus::day_number(std::chrono::year{month / 12} /
                            std::chrono::month{static_cast<unsigned>(month % 12 + 1)} / 1);
}

}  // namespace searchd
