// How fast text becomes tokens, in bytes of text a second. Run: build/release/tests/bench/analyzers_bench
#include <benchmark/benchmark.h>

#include <random>
#include <string>

#include "analyzers/analyzer.h"
#include "analyzers/passages.h"

namespace {

constexpr const char* kArabic[] = {
    "أعلن التحالف الدولي أن القوات الأمنية العراقية حررت الأحياء الشرقية من مدينة الموصل بعد معارك استمرت "
    "أسابيع.",
    "وقال المتحدث باسم التحالف إن المقاتلين الأجانب فقدوا معظم مصادر تمويلهم خلال العامين الماضيين، وإن "
    "تنظيم داعش يتراجع.",
    "شارك وزراء خارجية ثمانين دولة ومنظمة في الاجتماع الوزاري، وأكدوا التزامهم بدعم الاستقرار وعودة النازحين "
    "إلى بيوتهم.",
    "تواصل الدول الشريكة إزالة الألغام وإعادة تأهيل المدارس والمستشفيات ومحطات المياه في المناطق المحررة من "
    "العراق وسوريا.",
    "ناقش الخبراء مكافحة دعاية التنظيم على شبكات التواصل الاجتماعي، #هزيمة_داعش، ودور وسائل الإعلام المحلية "
    "في ذلك.",
    "بلغ عدد العائدين أكثر من ٢٬٥٠٠ عائلة في عام ٢٠١٨، بحسب بيانات الأمم المتحدة ومنظمات الإغاثة العاملة "
    "هناك.",
    "قُتل قائدٌ بارزٌ في غارةٍ جوّيةٍ قرب دير الزور، ولم يُصب أحدٌ من المدنيين كما أفادت قوات سوريا الديمقراطية."};

constexpr const char* kEnglish[] = {
    "The Global Coalition announced that Iraqi Security Forces liberated the eastern districts of Mosul "
    "after weeks of fighting.",
    "A spokesman said foreign fighters had lost most of their sources of funding over two years, and that "
    "Daesh was in retreat.",
    "Foreign ministers of eighty states and organisations met and renewed their support for stabilisation "
    "and the return of families.",
    "Partners continue to clear mines and to rebuild schools, hospitals and water stations in the areas "
    "freed in Iraq and Syria.",
    "Experts discussed the group's propaganda in social media (#StopDaesh) and the role of local outlets in "
    "countering it.",
    "More than 2,500 families returned in 2018, according to figures of the United Nations and of aid "
    "organisations working there.",
    "A senior leader was killed in an air strike near Deir ez-Zor; no civilians were harmed, the Syrian "
    "Democratic Forces said."};

template <std::size_t N>
std::string text_of(const char* const (&sentences)[N], std::size_t size) {
  std::mt19937 random(2014);
  std::string text;
  while (text.size() < size) {
    text += sentences[random() % N];
    text += random() % 5 == 0 ? '\n' : ' ';
  }
  return text;
}

void analyze(benchmark::State& state, const std::string& text) {
  const analyzers::Analyzer analyzer;
  for (auto unused : state) benchmark::DoNotOptimize(analyzer.analyze(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void analyze_arabic(benchmark::State& state) {
  analyze(state, text_of(kArabic, static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(analyze_arabic)->Arg(3 << 10)->Arg(1 << 20);

void analyze_english(benchmark::State& state) {
  analyze(state, text_of(kEnglish, static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(analyze_english)->Arg(3 << 10)->Arg(1 << 20);

void make_analyzer(benchmark::State& state) {
  for (auto unused : state) benchmark::DoNotOptimize(analyzers::Analyzer());
}
BENCHMARK(make_analyzer);

void passage_of_a_document(benchmark::State& state) {
  const analyzers::Analyzer analyzer;
  const auto text = text_of(kArabic, 3 << 10);
  for (auto unused : state) {
    benchmark::DoNotOptimize(analyzers::best_passage(analyzer, text, {{"نازح"}, {"مدرس"}, {"داعش"}}));
  }
}
BENCHMARK(passage_of_a_document);

}  // namespace
