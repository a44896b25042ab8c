#include "searchd/search/figures.h"

#include "searchd/search/columns.h"

namespace searchd {

IndexFigures figures_of(const Columns& columns) {
  using Precision = Columns::Precision;
  IndexFigures figures;
  columns.shown().for_each(0, columns.last() + 1, [&](std::size_t place) {
    const auto document = static_cast<Xapian::docid>(place);
    ++figures.documents;
    if (columns.has_translations() && columns.translation(document) != 0) ++figures.with_translation;
    switch (columns.precision(document)) {
      case Precision::day: ++figures.dated_to_day; break;
      case Precision::interval: ++figures.dated_to_interval; break;
      case Precision::month: ++figures.dated_to_month; break;
      case Precision::year: ++figures.dated_to_year; break;
      case Precision::unknown: ++figures.undated; break;
    }
  });
  return figures;
}

}  // namespace searchd
