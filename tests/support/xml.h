// XML taken apart, so that tests can ask for what it says.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace tests {

/// A well-formed XML text. The namespaces atom, os (OpenSearch), dc, sm (sitemaps) and xhtml
/// have these prefixes in paths.
class Xml {
 public:
  /// Throws std::runtime_error, which says what is wrong, where `text` is not well formed.
  explicit Xml(const std::string& text);
  ~Xml();

  /// The text of every node that `path` (XPath 1.0) finds, in the order of the text.
  std::vector<std::string> texts(const std::string& path) const;
  /// That of the one node that it finds; "" where there is none, or another number of them.
  std::string text(const std::string& path) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tests
