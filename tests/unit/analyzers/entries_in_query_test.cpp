// Which entries of the vocabulary a question names, and what is called so by itself.
#include "analyzers/tagger.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/places.h"
#include "tests/unit/analyzers/tagged_rows.h"

using namespace analyzers;
using namespace tests;

TEST_CASE("a query names entries, case aside") {
  struct Query {
    const char* typed;
    const char* entries;  // type:id[first,last) ...
  };
  const Query queries[] = {
      {"quraishi", "person:al-qurayshi[0,1)"},
      {"death of al-qurashi", "person:al-qurayshi[2,4)"},
      {"iraq elections", "partner:iraq[0,1)"},
      {"العراق", "partner:iraq[0,1)"},
      {"القوات في العراق", "partner:iraq[2,3)"},
      {"turkey chad jordan georgia",
       "partner:turkiye[0,1) partner:chad[1,2) partner:jordan[2,3) partner:georgia[3,4)"},
      {"new york times", "outlet:new-york-times[0,3)"},
      {"the hill", ""},
      {"The Hill", "outlet:the-hill[0,2)"},
      {"metro", ""},
      {"bbc", "outlet:bbc[0,1)"},
      {"us", ""},
      {"US", "partner:united-states[0,1)"},
      {"u.s. airstrikes", ""},
      {"italian", ""},
      {"american syrian iraqi", ""},
      {"daesh in raqqa", "group:daesh[0,1) place:raqqa[2,3)"},
      {"islamic state of iraq and syria", "group:daesh[0,6)"},
      {"Islamic State of Iraq and Syria in mosul", "group:daesh[0,6) place:mosul[7,8)"},
      {"michael jordan", ""},
      {"foreign terrorist fighters", "topic:foreign-fighters[0,3)"},
      {"المقاتلون الإرهابيون الأجانب", "topic:foreign-fighters[0,3)"},
      {"women", ""},
      {"attacks", ""},
      {"papua new guinea", "place:papua-new-guinea[0,3)"},
      {"johnson", ""},
      {"boris johnson", "person:boris-johnson[0,2)"},
      {"الكاظمي", "person:al-kadhimi[0,1)"},
      {"القائم", ""},
      {"مالي", ""},
      {"washington", "place:washington[0,1)"},
      {"", ""},
      {"؟!", ""},
  };
  for (const auto& query : queries) {
    CAPTURE(query.typed);
    std::string named;
    for (const auto& one : tagger().entries_in_query(query.typed)) {
      if (!named.empty()) named += ' ';
      named += std::string(entry_type_name(one.entry->type)) + ":" + one.entry->id + "[" +
               std::to_string(one.first_token) + "," + std::to_string(one.last_token) + ")";
    }
    CHECK(named == query.entries);
  }
}

TEST_CASE("what is typed by itself calls an entry also where texts need more to be sure") {
  struct Row {
    const char* typed;
    const char* entries;
  };
  const Row rows[] = {
      {"the hill", "outlet:the-hill"},                 // in a text only in capitals
      {"metro", "outlet:metro"},                       //
      {"مترو", "outlet:metro"},                        // in a text only behind "newspaper"
      {"Education", "topic:education"},                // a label of one word
      {"التعليم", "topic:education"},                  //
      {"minorities", "topic:minorities"},              //
      {"Demining", "topic:demining"},                  // a phrase of one word
      {"foreign fighters", "topic:foreign-fighters"},  // a phrase, in the plural
      {"mine clearance", "topic:demining"},            // label and phrase
      {"chad", "partner:chad"},                        // in a text not where it is a given name
      {"US", "partner:united-states"},                 //
      {"us", ""},                                      // not an acronym
      {"women", ""},                                   // half a label
      {"rebuild", ""},                                 // half a phrase
      {"Paris", "place:paris"},                        // not the government of France
      {"Iraqi", ""},                                   // an adjective
      {"education in Raqqa", ""},                      //
      {"", ""},                                        //
      {"\xff\xfe؟", ""},                               //
  };
  for (const auto& row : rows) {
    const std::string typed = row.typed;
    CAPTURE(typed);
    std::string called;
    for (const auto* entry : tagger().entries_called(typed)) {
      called += (called.empty() ? "" : " ") + std::string(entry_type_name(entry->type)) + ":" + entry->id;
    }
    CHECK(called == row.entries);
  }
}
