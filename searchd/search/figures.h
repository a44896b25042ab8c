// How well what an index holds is known: dates, versions in the other language.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/index_schema.h"

namespace searchd {

class Columns;

/// Counts over all documents that are shown.
struct IndexFigures {
  std::int64_t documents = 0;
  std::int64_t with_translation = 0;  // their version in the other language is shown too
  std::int64_t dated_to_day = 0, dated_to_interval = 0, dated_to_month = 0, dated_to_year = 0, undated = 0;
  std::string built;  // when its generation was begun: UTC, ISO 8601; empty: unknown
  indexer::Schema schema = indexer::Schema::full;
  std::string state;  // of the index: see IndexView::Health
};

/// The counts alone.
IndexFigures figures_of(const Columns& columns);

}  // namespace searchd
