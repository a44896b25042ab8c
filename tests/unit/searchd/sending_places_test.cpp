// Long bodies: how many are sent at once and to whom, and what of them is made ahead.
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "searchd/http/begun_body.h"
#include "searchd/http/sending_places.h"

using namespace std::chrono_literals;
using searchd::BegunBody;
using searchd::ClientAddress;
using searchd::SendingPlaces;
using searchd::Turns;

namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

/// So many pieces of 64 KB; says how many were made, and when it goes.
class Pieces final : public searchd::BodySource {
 public:
  Pieces(int pieces, int& made, bool& is_alive) : left_(pieces), made_(made), is_alive_(is_alive) {
    is_alive_ = true;
  }
  ~Pieces() override { is_alive_ = false; }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;
  std::string next() override {
    if (left_-- <= 0) return {};
    ++made_;
    return std::string(kPiece, 'x');
  }

 private:
  int left_;
  int& made_;
  bool& is_alive_;
};

std::size_t rest_of(searchd::BodySource& body) {
  std::size_t size = 0;
  for (auto piece = body.next(); !piece.empty(); piece = body.next()) size += piece.size();
  return size;
}

}  // namespace

TEST_CASE("one address gets half of the places, this machine all of them") {
  SendingPlaces places(4);
  const ClientAddress one{false, 0x0A000001, false}, other{true, 0x0A000001, false};
  const ClientAddress here{false, 0x7F000001, true};
  std::vector<std::shared_ptr<void>> taken = {places.take(one), places.take(one)};
  CHECK(taken[0] != nullptr);
  CHECK(taken[1] != nullptr);
  CHECK(places.take(one) == nullptr);
  taken.push_back(places.take(other));
  taken.push_back(places.take(other));
  CHECK(taken.back() != nullptr);
  CHECK(places.take(here) == nullptr);
  taken.erase(taken.begin());
  CHECK(places.take(other) == nullptr);  // it has its half
  CHECK(places.take(one) != nullptr);
  taken.clear();
  for (int i = 0; i < 4; ++i) {
    taken.push_back(places.take(here));
    CHECK(taken.back() != nullptr);
  }
  CHECK(places.take(one) == nullptr);
}

TEST_CASE("a place is given back after the places are gone") {
  auto places = std::make_unique<SendingPlaces>(1);
  const auto taken = places->take({});
  CHECK(taken != nullptr);
  places.reset();
}

TEST_CASE("a turn is waited for, and not for ever") {
  Turns turns(1);
  auto turn = turns.take(std::chrono::steady_clock::now());
  CHECK(turn != nullptr);
  CHECK(turns.take(std::chrono::steady_clock::now() + 20ms) == nullptr);
  turn.reset();
  CHECK(turns.take(std::chrono::steady_clock::now()) != nullptr);
}

TEST_CASE("a body of up to 256 KB is made at once, and its source let go") {
  int made = 0;
  bool is_alive = false;
  BegunBody small(std::make_unique<Pieces>(3, made, is_alive));
  CHECK(small.is_made());
  CHECK_FALSE(is_alive);
  CHECK(made == 3);
  CHECK(rest_of(small) == 3 * kPiece);
  BegunBody none(std::make_unique<Pieces>(0, made, is_alive));
  CHECK(none.is_made());
  CHECK(rest_of(none) == 0);
}

TEST_CASE("of a longer one the rest is made while it is sent, in turns, and its place held as long") {
  int made = 0;
  bool is_alive = false;
  SendingPlaces places(1);
  const auto turns = std::make_shared<Turns>(1);
  {
    BegunBody body(std::make_unique<Pieces>(9, made, is_alive));
    CHECK_FALSE(body.is_made());
    CHECK(made == 4);
    body.go_on_with(places.take({}), turns);
    CHECK(places.take({}) == nullptr);
    {
      const auto others = turns->take(std::chrono::steady_clock::now());
      for (int i = 0; i < 4; ++i) CHECK(body.next().size() == kPiece);  // what is made waits for no turn
    }
    CHECK(rest_of(body) == 5 * kPiece);
    CHECK(made == 9);
    CHECK(turns->take(std::chrono::steady_clock::now()) != nullptr);
  }
  CHECK_FALSE(is_alive);
  CHECK(places.take({}) != nullptr);
}
