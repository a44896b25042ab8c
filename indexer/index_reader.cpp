#include "indexer/index_reader.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <system_error>
#include <utility>

#include "indexer/index_schema.h"
#include "indexer/position_block.h"
#include "indexer/stored_versions.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;

constexpr char kDeltaPrefix[] = "delta-";
constexpr auto kNoDelta = std::numeric_limits<Xapian::docid>::max();

// A delta that was made and never committed says nothing.
std::unique_ptr<Xapian::Database> committed_delta(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / "iamglass", error) && !error) return nullptr;
  auto delta = std::make_unique<Xapian::Database>(folder.string());
  if (delta->get_metadata(kRevisionKey).empty()) return nullptr;
  require_tables(folder, *delta);
  return delta;
}

}  // namespace

fs::path delta_folder(const fs::path& generation, Xapian::rev main) {
  return generation / (kDeltaPrefix + std::to_string(main));
}

bool is_delta_name(const std::string& name) { return name.starts_with(kDeltaPrefix); }

Xapian::docid first_number_in_delta(const Xapian::Database& main) {
  return (main.get_lastdocid() / kBlockSize + 1) * kBlockSize;
}

IndexReader::IndexReader(fs::path generation)
    : generation_(std::move(generation)), main_(generation_.string()) {
  open_delta();
}

IndexReader::IndexReader(const Xapian::Database& database) : main_(database), first_in_delta_(kNoDelta) {}

// Which delta belongs to it the main database says. While that is looked for the main database may have gone
// on without it; only a delta that still belongs to it is missed.
void IndexReader::open_delta() {
  for (bool found = false; !found;) {
    try {
      delta_ = committed_delta(delta_folder(generation_, main_.get_revision()));
      found = !main_.reopen();
    } catch (...) {
      if (!main_.reopen()) throw;
    }
  }
  first_in_delta_ = delta_ != nullptr ? first_number_in_delta(main_) : kNoDelta;
  read_replaced();
}

void IndexReader::read_replaced() {
  replaced_.clear();
  if (delta_ == nullptr) return;
  const std::string prefix = kReplacedKeyPrefix;
  for (auto key = delta_->metadata_keys_begin(prefix); key != delta_->metadata_keys_end(prefix); ++key) {
    const auto text = (*key).substr(prefix.size());
    auto& document = replaced_.emplace_back();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), document);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    if (!is_number || document == 0 || document > main_.get_lastdocid())
      throw Xapian::DatabaseCorruptError("the delta replaces a document that there is not: " + text);
  }
  std::sort(replaced_.begin(), replaced_.end());
}

IndexReader::Stamp IndexReader::stamp() const {
  return {main_.get_revision(), delta_ != nullptr ? delta_->get_revision() : 0};
}

bool IndexReader::reopen() {
  if (generation_.empty()) return main_.reopen();
  const auto before = stamp();
  if (main_.reopen() || delta_ == nullptr) {
    open_delta();
  } else {
    if (delta_->reopen()) read_replaced();
    if (main_.reopen()) open_delta();
  }
  return stamp() != before;
}

bool IndexReader::is_replaced(Xapian::docid document) const {
  return std::binary_search(replaced_.begin(), replaced_.end(), document);
}

Xapian::doccount IndexReader::documents() const {
  const auto in_delta = delta_ != nullptr ? delta_->get_doccount() : 0;
  return main_.get_doccount() - static_cast<Xapian::doccount>(replaced_.size()) + in_delta;
}

Xapian::docid IndexReader::last() const {
  return delta_ != nullptr ? std::max(main_.get_lastdocid(), delta_->get_lastdocid()) : main_.get_lastdocid();
}

double IndexReader::average_length() const {
  if (delta_ == nullptr) return main_.get_avlength();
  const auto count = documents();
  if (count == 0) return 0;
  const auto of_replaced = std::accumulate(
      replaced_.begin(), replaced_.end(), Xapian::totallength{0},
      [this](auto sum, Xapian::docid document) { return sum + main_.get_doclength(document); });
  const auto words = main_.get_total_length() - of_replaced + delta_->get_total_length();
  return static_cast<double>(words) / count;
}

Xapian::doccount IndexReader::among_replaced(const std::string& term) const {
  Xapian::doccount count = 0;
  auto at = main_.postlist_begin(term);
  const auto end = main_.postlist_end(term);
  for (const auto document : replaced_) {
    if (at != end) at.skip_to(document);
    if (at == end) break;
    if (*at == document) ++count;
  }
  return count;
}

Xapian::doccount IndexReader::frequency(const std::string& term) const {
  auto count = main_.get_termfreq(term);
  if (count > 0 && !replaced_.empty()) count -= among_replaced(term);
  return delta_ != nullptr ? count + delta_->get_termfreq(term) : count;
}

std::vector<Xapian::docid> IndexReader::documents_with(const std::string& term) const {
  std::vector<Xapian::docid> documents;
  for (auto at = main_.postlist_begin(term); at != main_.postlist_end(term); ++at) {
    if (!is_replaced(*at)) documents.push_back(*at);
  }
  if (delta_ != nullptr)
    documents.insert(documents.end(), delta_->postlist_begin(term), delta_->postlist_end(term));
  return documents;
}

std::string IndexReader::positions(const std::string& term, Xapian::docid document) const {
  return holding(document).get_metadata(position_key(term, document));
}

std::string IndexReader::metadata(const std::string& key) const {
  if (delta_ != nullptr) {
    auto value = delta_->get_metadata(key);
    if (!value.empty()) return value;
  }
  return main_.get_metadata(key);
}

std::string IndexReader::versions(const corpus::DocumentId& id, Xapian::docid number) const {
  return holding(number).get_metadata(versions_key(id));
}

bool IndexReader::has_versions() const { return !main_.get_metadata(kVersionsKey).empty(); }

Schema IndexReader::schema() const { return schema_from_name(metadata(kSchemaKey)).value_or(Schema::full); }

}  // namespace indexer
