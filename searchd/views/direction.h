// In which direction a text of a language runs, as HTML's `dir` says it.
#pragma once

#include "analyzers/language.h"

namespace searchd {

/// "rtl", "ltr" or "auto".
constexpr const char* direction_of(analyzers::Language language) {
  switch (language) {
    case analyzers::Language::arabic: return "rtl";
    case analyzers::Language::english: return "ltr";
    case analyzers::Language::mixed:
    case analyzers::Language::other: return "auto";
  }
  return "auto";
}

}  // namespace searchd
