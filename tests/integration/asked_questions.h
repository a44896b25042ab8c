// What is asked in tests of laws that hold for every question.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/places.h"

namespace tests {

inline std::vector<std::string> first_columns(const std::string& file) {
  std::ifstream stream(file);
  std::vector<std::string> columns;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty() && !line.starts_with("# ")) columns.push_back(line.substr(0, line.find('\t')));
  }
  return columns;
}

inline std::vector<std::string> judged_questions() {
  std::ifstream stream(quality_folder() + "/queries.jsonl");
  std::vector<std::string> questions;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) questions.push_back(nlohmann::json::parse(line).at("text"));
  }
  return questions;
}

// Every sign that the query language has, in both scripts, and words that other words stand for.
inline const std::vector<std::string> kSigns = {
    "\"dawn of the jurds\"",
    "\"أبو بكر البغدادي\" الموصل",
    "=التاجى",
    "=Mosul schools",
    "mosul OR raqqa",
    "(mosul OR الرقة) schools",
    "mosul -italy",
    "mosul NOT \"security forces\"",
    "-mosul",
    "-#DefeatDaesh -@coalition mosul",
    "title:mosul",
    "title:\"mosul university\"",
    "title:univers*",
    "partner:italy topic:stabilisation kind:news lang:en",
    "partner:_missing mosul",
    "date:2019..2020 mosul",
    "before:2018 after:2016 الموصل",
    "univers*",
    "الموص*",
    "mosull~",
    "الموصلل~2",
    "\"secur* forces\"",
    "mosul NEAR/5 university",
    "\"mosul university\"~5",
    "\"university mosul\"~3",
    "(mosul OR raqqa) ADJ/4 (bridge OR university)",
    "#DefeatDaesh @coalition defeatdaesh",
    "counter-terrorism counterterrorism",
    "US WHO IS",
    "USA schools",
    "U.K. UAE",
    "-US mosul",
    "UN OR EU",
    "al-Qurayshi القرشي quraishi",
    "وبالموصل سيعملون يعمل",
    "who killed \"abu bakr\" in mosul?",
    "Kuechly كيكلي",
    "coalition forces trained police in mosul",
    "بنك مركزي دولي جديد في العراق",
    "zeppelin",
    "the who",
};

/// The signs, the golden and visitors' searches of the sample archive, and the judged questions.
inline std::vector<std::string> asked_questions() {
  auto all = kSigns;
  for (const auto* file : {"/searches_sample.tsv", "/searches_visitors.tsv"}) {
    for (auto& typed : first_columns(golden_folder() + file)) all.push_back(std::move(typed));
  }
  for (auto& typed : judged_questions()) all.push_back(std::move(typed));
  return all;
}

}  // namespace tests
