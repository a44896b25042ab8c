#include "searchd/search/document_set.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace searchd {
namespace {

using Numbers = std::shared_ptr<const std::vector<Xapian::docid>>;

class DocumentSource : public Xapian::PostingSource {
 public:
  explicit DocumentSource(Numbers numbers) : numbers_(std::move(numbers)) {}

  Xapian::doccount get_termfreq_min() const override { return count(); }
  Xapian::doccount get_termfreq_est() const override { return count(); }
  Xapian::doccount get_termfreq_max() const override { return count(); }
  void init(const Xapian::Database&) override {
    at_ = 0;
    begun_ = false;
  }
  void next(double) override {
    if (begun_) ++at_;
    begun_ = true;
  }
  void skip_to(Xapian::docid document, double) override {
    begun_ = true;
    const auto from = numbers_->begin() + static_cast<std::ptrdiff_t>(at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, numbers_->end(), document) - numbers_->begin());
  }
  bool at_end() const override { return at_ >= numbers_->size(); }
  Xapian::docid get_docid() const override { return (*numbers_)[at_]; }
  // A query may be run more than once.
  PostingSource* clone() const override { return new DocumentSource(numbers_); }
  std::string get_description() const override {
    return "DocumentSource(" + std::to_string(numbers_->size()) + ")";
  }

 private:
  Xapian::doccount count() const { return static_cast<Xapian::doccount>(numbers_->size()); }

  Numbers numbers_;
  std::size_t at_ = 0;
  bool begun_ = false;
};

}  // namespace

Xapian::Query documents_query(std::vector<Xapian::docid> documents) {
  auto numbers = std::make_shared<const std::vector<Xapian::docid>>(std::move(documents));
  return Xapian::Query((new DocumentSource(std::move(numbers)))->release());
}

std::vector<Xapian::docid> all_but(const std::vector<Xapian::docid>& documents, Xapian::docid last) {
  std::vector<Xapian::docid> others;
  auto next = documents.begin();
  for (Xapian::docid number = 1; number <= last; ++number) {
    while (next != documents.end() && *next < number) ++next;
    if (next == documents.end() || *next != number) others.push_back(number);
  }
  return others;
}

}  // namespace searchd
