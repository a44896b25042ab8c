// A WordPress made up for a test: its REST interface as documented, over a real socket, with faults on
// demand.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/web_site.h"

namespace tests {

struct MadeUpPost {
  std::string type = "post", status = "publish", title, text;
  std::string modified = "2026-01-01T00:00:00";  // UTC
  std::string password;
  nlohmann::json fields;  // what a plugin adds
};

/// Safe from any thread.
class MadeUpWordPress {
 public:
  MadeUpWordPress();

  std::string interface() const { return site_.address("/wp-json"); }
  const WebSite& site() const { return site_; }

  void put(std::uint64_t id, MadeUpPost post);
  void remove(std::uint64_t id);
  /// Posts `first` to `last`, one a minute.
  void put_many(std::uint64_t first, std::uint64_t last);

  /// Asked before each answer: what it gives is answered instead. Nothing: no fault.
  using Fault = std::function<std::optional<WebReply>(const WebRequest&)>;
  void set_fault(Fault fault);
  /// Answers carry an ETag, and are 304 where it is the one that was sent.
  void tell_etags(bool wanted);
  /// Told under /wp-json/ ("wpml/v1"); then only posts whose field `lang` is the one asked for ("en" where
  /// none is) are shown.
  void show_one_language_at_a_time();

 private:
  WebReply answer(const WebRequest& request);
  WebReply list(const std::string& type, const std::map<std::string, std::string>& asked);
  WebReply one(const std::string& type, std::uint64_t id);
  nlohmann::json record(std::uint64_t id, const MadeUpPost& post) const;
  bool is_shown(const MadeUpPost& post, const std::string& type, const std::string& language) const;

  mutable std::mutex mutex_;
  std::map<std::uint64_t, MadeUpPost> posts_;
  Fault fault_;
  bool etags_ = false, one_language_ = false;
  WebSite site_;  // last: it answers until it is gone
};

}  // namespace tests
