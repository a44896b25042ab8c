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
  Xapian::Query build(const PlannedPart& part);

  /// The query of a node of NEAR and ADJ, whose leaves are among `parts`.
  Xapian::Query build_near(const QueryNode& node, const std::vector<PlannedPart>& parts);

  /// A query for the documents that `query` leaves out.
  Xapian::Query all_but_those_of(const Xapian::Query& query);

 private:
  /// What a part looks for in positions, and the words that give its weight.
  struct Placed {
    Places places;
    Xapian::Query weight;  // matches at least what has the places
  };

  void weigh(const PlannedPart& part, const char* why, const Xapian::Query& query,
             const std::string& label = {});
  void let_in(const PlannedPart& part, const char* why, const Xapian::Query& query,
              const std::string& label = {});
  void want(const PlannedPart& part, const std::string& text, bool exact);

  Xapian::Query value(const PlannedPart& part, Interpretation::Term& told);
  Xapian::Query date(const PlannedPart& part, Interpretation::Term& told);
  Xapian::Query missing(QueryField field);
  Xapian::Query phrase(const PlannedPart& part, Interpretation::Term& told);
  Xapian::Query title_words(const PlannedPart& part, Interpretation::Term& told);
  Xapian::Query expanded_word(const PlannedPart& part, Interpretation::Term& told);

  Placed placed(const PlannedPart& part, Interpretation::Term& told);
  Placed placed(const QueryNode& node, const std::vector<PlannedPart>& parts);
  Placed written(const PlannedPart& part, Interpretation::Term& told);
  static void tell_written(const std::string& form, const WrittenWord& word, Interpretation::Term& told);
  Placed stems(const PlannedPart& part, Interpretation::Term& told);
  Placed expanded(const PlannedPart& part, Interpretation::Term& told);
  std::vector<std::string> expansions(const PlannedPart& part, const analyzers::Token& word);

  std::vector<Xapian::docid> documents_of(const Xapian::Query& query);
  Xapian::Query where(const Placed& placed, const Xapian::Query& among);
  Xapian::Query unless_otherwise(const Placed& placed, const Xapian::Query& matching);

  const QuestionGround& ground_;
  Deadline deadline_;
  Query& query_;
};

}  // namespace searchd
