// An archive of a few documents, its index, and a server that answers from it: all real, in one process.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/archive.h"
#include "indexer/index_schema.h"
#include "searchd/http/router.h"
#include "searchd/http/server.h"
#include "tests/support/temporary_directory.h"

namespace tests {

class ServedArchive {
 public:
  /// An empty archive without an index, served all the same. `public_url` as --public-url,
  /// `results_kept` in bytes.
  explicit ServedArchive(const std::string& public_url = {}, int workers = 2, int queue = 64,
                         std::size_t results_kept = 0);
  ~ServedArchive();

  /// Stores and returns the id. Becomes visible with update().
  corpus::DocumentId put(const corpus::Record& record);
  corpus::DocumentId put(const corpus::Document& document);
  void withdraw(const corpus::DocumentId& id);
  /// Brings the index to the archive's revision, with the small vocabulary; the first one is of
  /// `first_schema`. Waits until the server has seen
  /// it.
  void update(indexer::Schema first_schema = indexer::Schema::full);

  int port() const { return server_->port(); }
  searchd::WorkerPool& workers() { return *workers_; }
  searchd::HttpServer& server() { return *server_; }
  searchd::Router& router() { return *router_; }

  /// "GET target" with more header fields; the whole response.
  std::string get(const std::string& target, const std::string& fields = {}) const;

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<corpus::Archive> archive_;
  std::shared_ptr<searchd::IndexView> index_;
  std::unique_ptr<searchd::WorkerPool> workers_;
  std::unique_ptr<searchd::Router> router_;
  std::unique_ptr<searchd::HttpServer> server_;
};

/// An archive with the documents of sample_results.h, linked: a statement and its translation, a digest with
/// an item, an undated post, and one that is withdrawn. Their ids by key: "en", "ar", "digest", "item",
/// "post", "gone".
struct SampleIds {
  corpus::DocumentId en, ar, digest, item, post, gone;
};
SampleIds put_samples(ServedArchive& archive);

}  // namespace tests
