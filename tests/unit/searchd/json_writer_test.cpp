// Tests of the JSON writer: what it writes is what a JSON library writes.
#include "searchd/views/json_writer.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "tests/support/random_document.h"

namespace {

using Json = nlohmann::ordered_json;
using searchd::JsonWriter;

void write(JsonWriter& writer, const Json& json) {
  switch (json.type()) {
    case Json::value_t::string: return writer.value(json.get_ref<const std::string&>());
    case Json::value_t::number_integer: return writer.value(json.get<std::int64_t>());
    case Json::value_t::number_unsigned: return writer.value(json.get<std::uint32_t>());
    case Json::value_t::number_float: return writer.value(json.get<double>());
    case Json::value_t::boolean: return writer.value(json.get<bool>());
    case Json::value_t::array:
      writer.begin_array();
      for (const auto& item : json) write(writer, item);
      return writer.end_array();
    case Json::value_t::object:
      writer.begin_object();
      for (const auto& [name, value] : json.items()) {
        writer.name(name);
        write(writer, value);
      }
      return writer.end_object();
    default: return writer.value(nullptr);
  }
}

std::string written(const Json& json) {
  JsonWriter writer;
  write(writer, json);
  return writer.take();
}

Json random_json(std::mt19937& random, int depth) {
  const auto choice = random() % (depth > 0 ? 8 : 6);
  if (choice == 0) return tests::random_text(random, 12);
  if (choice == 1) return static_cast<std::int64_t>((std::uint64_t{random()} << 32U) | random());
  if (choice == 2) return searchd::rounded(std::uniform_real_distribution<>(-1e4, 1e4)(random), 1e2);
  if (choice == 3) return std::floor(std::uniform_real_distribution<>(-1e4, 1e4)(random));
  if (choice == 4) return random() % 2 == 0;
  if (choice == 5) return nullptr;
  auto json = choice == 6 ? Json::array() : Json::object();
  for (auto size = random() % 5; size > 0; --size) {
    if (choice == 6) {
      json.push_back(random_json(random, depth - 1));
    } else {
      json["name_" + std::to_string(random() % 100)] = random_json(random, depth - 1);
    }
  }
  return json;
}

}  // namespace

TEST_CASE("any value is written as a JSON library writes it") {
  std::mt19937 random(8259);
  for (int i = 0; i < 20'000; ++i) {
    const auto json = random_json(random, 4);
    REQUIRE(written(json) == json.dump());
  }
}

TEST_CASE("numbers at the edges are written as a JSON library writes them") {
  using Integers = std::numeric_limits<std::int64_t>;
  using Doubles = std::numeric_limits<double>;
  for (const Json& json :
       {Json(Integers::min()), Json(Integers::max()), Json(0), Json(0.0), Json(0.1), Json(1000.0),
        Json(-1e-3), Json(Doubles::infinity()), Json(Doubles::quiet_NaN())}) {
    CHECK(written(json) == json.dump());
  }
  for (const double number : {Doubles::max(), Doubles::min(), 1e300, 1e-300, 1.0 / 3})
    CHECK(Json::parse(written(number)).get<double>() == number);
}

TEST_CASE("bytes that are no UTF-8 become the sign for them") {
  JsonWriter writer;
  writer.begin_object();
  writer.member("a", "\xff\"\n\x01");
  writer.member_or_null("b", "");
  writer.texts("c", std::vector<std::string>{"x", "y\\"});
  writer.end_object();
  CHECK(writer.take() == "{\"a\":\"\xEF\xBF\xBD\\\"\\n\\u0001\",\"b\":null,\"c\":[\"x\",\"y\\\\\"]}");
  CHECK(writer.take().empty());
}
