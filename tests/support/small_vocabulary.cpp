#include "tests/support/small_vocabulary.h"

namespace tests {

const analyzers::Vocabulary& small_vocabulary() {
  static const auto kVocabulary = analyzers::Vocabulary::from_text(
      "=== partners.tsv\n"
      "id\tkind\tiso2\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tadjectives_en\tadjectives_"
      "ar\tacronyms\tcapitals\t"
      "not_names\tmember_since\tverified\tsource\n"
      "france\tstate\tFR\tFrance\tفرنسا\tFrance\tفرنسا\tFrench\tالفرنسي\t\t\t\t2014-09/2015-03-01\tyes\ta "
      "list\n"
      "italy\tstate\tIT\tItaly\tإيطاليا\tItaly\tإيطاليا\tItalian\tالإيطالي\t\t\t\t\t\t\n"
      "united-kingdom\tstate\tGB\tUnited Kingdom\tالمملكة المتحدة\tUnited Kingdom\tالمملكة المتحدة\tBritish\t"
      "البريطاني\tUK\t\t\t\t\t\n"
      "=== topics.tsv\n"
      "id\tlabel_en\tlabel_ar\tphrases_en\tphrases_ar\n"
      "military-campaign\tMilitary campaign\tالحملة العسكرية\tair strike\tغارة جوية\n"
      "stabilisation\tStabilisation\tالاستقرار\tstabilisation\tتحقيق الاستقرار\n"
      "=== people.tsv\n"
      "id\toffice\tspeaks_for\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tsurnames_en\tsurnames_ar\talso\tnot_"
      "names\n"
      "al-qurayshi\t\t\tAbu Ibrahim al-Qurayshi\tأبو إبراهيم القرشي\tal-Qurayshi\tالقرشي\t\t\t\t\n"
      "=== outlets.tsv\n"
      "id\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tacronyms\n"
      "metro\tMetro\tمترو\tMetro\tمترو\t\n"
      "the-hill\tThe Hill\tذا هيل\tThe Hill\tذا هيل\t\n");
  return kVocabulary;
}

}  // namespace tests
