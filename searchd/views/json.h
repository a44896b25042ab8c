// Answers as JSON, in the form that docs/api.md promises. All text is valid UTF-8 when it leaves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/ledger.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"

namespace searchd {

// `base` is the address under which readers reach the server ("https://archive.example.org", no '/' at its
// end); where it is empty, addresses in the answer begin with '/'.

/// The answer of /api/v1/search.
std::string search_json(const SearchRequest& request, const SearchResults& results, std::string_view base);

/// The answer of /api/v1/documents/ID for a document that is shown; `vocabulary` knows since when partners
/// are members.
std::string document_json(const DocumentView& view, const analyzers::Vocabulary& vocabulary,
                          std::string_view base);

/// The answer of /api/v1/documents/ID/similar; `view.similar` is there.
std::string similar_json(const DocumentView& view, std::string_view base);

/// The answer of /api/v1/documents/ID/history; `view` was asked for with the texts of versions.
std::string history_json(const DocumentView& view, std::string_view base);

/// The answer 410 for a withdrawn document: a problem (RFC 9457) with what is left of it.
std::string tombstone_json(const DocumentView& view, std::string_view base);

/// The answer of /api/v1/ledger.
std::string ledger_json(const std::vector<corpus::LedgerEntry>& entries, corpus::Revision revision,
                        std::string_view base);

/// One parameter that is wrong.
struct InvalidParameter {
  std::string name, value, reason, code, suggestion;  // suggestion: the nearest that exists; empty: none
};

/// What went wrong, for a program to read (RFC 9457, application/problem+json). Empty fields are left out.
struct Problem {
  int status = 500;
  std::string type;  // address of the page that explains it, such as "/problems/invalid-parameter"
  std::string title, detail, instance, request_id;
  std::vector<InvalidParameter> invalid_params;
};
std::string problem_json(const Problem& problem, std::string_view base);

}  // namespace searchd
