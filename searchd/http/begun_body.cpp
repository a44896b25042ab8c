#include "searchd/http/begun_body.h"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace searchd {
BegunBody::BegunBody(std::unique_ptr<BodySource> source) : source_(std::move(source)) {
  for (std::size_t size = 0; size < kMadeAhead;) {
    auto piece = source_->next();
    if (piece.empty()) {
      source_ = nullptr;
      return;
    }
    size += piece.size();
    made_.push_back(std::move(piece));
  }
}

void BegunBody::go_on_with(std::shared_ptr<void> place, std::shared_ptr<Turns> turns) {
  place_ = std::move(place);
  turns_ = std::move(turns);
}

std::string BegunBody::next() {
  if (!made_.empty()) {
    auto piece = std::move(made_.front());
    made_.pop_front();
    return piece;
  }
  if (source_ == nullptr) return {};
  constexpr std::chrono::seconds kLongest{30};  // longer than any turn takes
  const auto turn = turns_->take(std::chrono::steady_clock::now() + kLongest);
  if (turn == nullptr) throw std::runtime_error("nobody gave its turn back");
  return source_->next();
}

}  // namespace searchd
