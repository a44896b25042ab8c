// A page taken apart, so that tests can ask for its structure instead of comparing bytes.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

struct HtmlElement {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;                 // of it and all inside it
  std::vector<std::string> inside;  // names of the elements around it, outermost first

  std::string attribute(const std::string& which) const;  // "" where it is missing
  bool has(const std::string& which) const { return attributes.count(which) > 0; }
  bool is_inside(std::string_view which) const;
  bool has_class(std::string_view which) const;
};

/// All elements of `html` in the order in which they begin.
std::vector<HtmlElement> elements_of(const std::string& html);
std::vector<HtmlElement> elements_named(const std::vector<HtmlElement>& elements, std::string_view name);

/// The names of all elements and their attributes, without any value: what markup is there, whatever the
/// text.
std::string skeleton_of(const std::string& html);

/// Every law of a page that `html` breaks, one a line; empty where it keeps them all: one h1, one main, a
/// language and a direction, a label for each field, no script, style or handler in the page, only links to
/// http(s) or to here, ids that exist and are there once, no control or override character, isolates closed.
std::string faults_of_page(const std::string& html);

}  // namespace tests
