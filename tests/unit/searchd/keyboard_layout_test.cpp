// What the same keys give on the other keyboard.
#include <doctest/doctest.h>

#include <string>

#include "searchd/search/keyboard_layout.h"

using searchd::are_neighbour_keys;
using searchd::on_arabic_keyboard;
using searchd::on_latin_keyboard;

TEST_CASE("what was typed on the keyboard of the other script is read key by key") {
  struct Row {
    const char *latin, *arabic;
  };
  const Row rows[] = {
      {"]hua", "داعش"},   {"hgl,wg", "الموصل"}, {"hgjphgt", "التحالف"}, {"hguvhr", "العراق"},
      {"s,vdh", "سوريا"}, {"hgvrm", "الرقة"},   {"hgf;", "البك"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.latin);
    CHECK(on_arabic_keyboard(row.latin) == row.arabic);
    CHECK(on_latin_keyboard(row.arabic) == row.latin);
  }
  CHECK(on_latin_keyboard("ةخسعم") == "mosul");
  CHECK(on_latin_keyboard("هفشمغ هقشض") == "italy iraq");
  CHECK(on_latin_keyboard("لاشسقش") == "basra");
  CHECK(on_latin_keyboard("شبلاشى", true) == "afghan");
}

TEST_CASE("capitals give what stands on the Arabic keyboard with shift held, or the key alone") {
  CHECK(on_arabic_keyboard("Hldv;h") == "أميركا");
  CHECK(on_arabic_keyboard("Yd'hgdh") == "إيطاليا");
  CHECK(on_arabic_keyboard("]HUA") == "دأعش");
  CHECK(on_arabic_keyboard("bN") == "لاآ");
}

TEST_CASE("what no key gives stays as it is") {
  CHECK(on_arabic_keyboard("2018 داعش é") == "2018 داعش é");
  CHECK(on_latin_keyboard("2018 mosul é") == "2018 mosul é");
  CHECK(on_arabic_keyboard("").empty());
  CHECK(on_latin_keyboard("").empty());
}

TEST_CASE("neighbours are keys that touch, in either script") {
  CHECK(are_neighbour_keys(U'a', U's'));
  CHECK(are_neighbour_keys(U's', U'e'));
  CHECK(are_neighbour_keys(U'س', U'ش'));
  CHECK_FALSE(are_neighbour_keys(U'a', U'a'));
  CHECK_FALSE(are_neighbour_keys(U'a', U'p'));
  CHECK_FALSE(are_neighbour_keys(U'م', U'ش'));
  CHECK_FALSE(are_neighbour_keys(U'a', U'é'));
}
