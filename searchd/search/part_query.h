// The query of one part of a question that is more than plain words: phrases, word*, fields, titles, NEAR.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "searchd/search/places.h"
#include "searchd/search/query.h"
#include "searchd/search/query_plan.h"
#include "searchd/search/written_words.h"

namespace searchd {

/// Makes queries of parts and notes in `query` what went into them.
class PartBuilder {
 public:
  PartBuilder(const QuestionGround& ground, Deadline deadline, Query& query)
      : ground_(ground), deadline_(deadline), query_(query) {}

  /// The query of a part that is not loose plain words. Throws SearchTimeout; lets Xapian::Error through.
  Clause build(const PlannedPart& part);

  /// The query of a node of NEAR and ADJ, whose leaves are among `parts`.
  Clause build_near(const QueryNode& node, const std::vector<PlannedPart>& parts);

  /// A query for the documents that `query` leaves out.
  Clause all_but_those_of(const Clause& query);

 private:
  /// What a part looks for in positions, and the words that give its weight.
  struct Placed {
    Places places;
    Clause weight;  // matches at least what has the places
  };

  void weigh(const PlannedPart& part, const char* why, const Clause& query, const std::string& label = {});
  void let_in(const PlannedPart& part, const char* why, const Clause& query, const std::string& label = {});
  void want(const PlannedPart& part, const std::string& text, bool exact);

  Clause value(const PlannedPart& part, Interpretation::Term& told);
  Clause date(const PlannedPart& part, Interpretation::Term& told);
  Clause missing(QueryField field);
  Clause phrase(const PlannedPart& part, Interpretation::Term& told);
  Clause title_words(const PlannedPart& part, Interpretation::Term& told);
  Clause expanded_word(const PlannedPart& part, Interpretation::Term& told);

  Placed placed(const PlannedPart& part, Interpretation::Term& told);
  Placed placed(const QueryNode& node, const std::vector<PlannedPart>& parts);
  Placed written(const PlannedPart& part, Interpretation::Term& told);
  static void tell_written(const std::string& form, const WrittenWord& word, Interpretation::Term& told);
  Placed stems(const PlannedPart& part, Interpretation::Term& told);
  Clause phrase_of_stems(const PlannedPart& part, Interpretation::Term& told);
  Placed expanded(const PlannedPart& part, Interpretation::Term& told);
  std::vector<std::string> expansions(const PlannedPart& part, const analyzers::Token& word);

  std::vector<Xapian::docid> documents_of(const Clause& query);
  Clause where(const Placed& placed, const Clause& among);
  Clause unless_otherwise(const Placed& placed, const Clause& matching);

  const QuestionGround& ground_;
  Deadline deadline_;
  Query& query_;
};

}  // namespace searchd
