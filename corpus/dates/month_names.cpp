#include "corpus/dates/month_names.h"

namespace corpus {
namespace {

// Arabic names: Levant and Iraq, then Egypt and the Gulf, then the Maghreb where it differs.
constexpr MonthName kMonthNames[] = {
    {"january", 1},      {"jan", 1},    {"february", 2},  {"feb", 2},          {"march", 3},
    {"mar", 3},          {"april", 4},  {"apr", 4},       {"may", 5},          {"june", 6},
    {"jun", 6},          {"july", 7},   {"jul", 7},       {"august", 8},       {"aug", 8},
    {"september", 9},    {"sept", 9},   {"sep", 9},       {"october", 10},     {"oct", 10},
    {"november", 11},    {"nov", 11},   {"december", 12}, {"dec", 12},         {"كانون الثاني", 1},
    {"شباط", 2},         {"اذار", 3},   {"نيسان", 4},     {"ايار", 5},         {"حزيران", 6},
    {"تموز", 7},         {"اب", 8},     {"ايلول", 9},     {"تشرين الاول", 10}, {"تشرين الثاني", 11},
    {"كانون الاول", 12}, {"يناير", 1},  {"فبراير", 2},    {"مارس", 3},         {"ابريل", 4},
    {"مايو", 5},         {"يونيو", 6},  {"يونيه", 6},     {"يوليو", 7},        {"يوليه", 7},
    {"اغسطس", 8},        {"سبتمبر", 9}, {"اكتوبر", 10},   {"نوفمبر", 11},      {"ديسمبر", 12},
    {"جانفي", 1},        {"فيفري", 2},  {"افريل", 4},     {"ماي", 5},          {"جوان", 6},
    {"جويليه", 7},       {"يوليوز", 7}, {"اوت", 8},       {"غشت", 8},          {"شتنبر", 9},
    {"نونبر", 11},       {"دجنبر", 12},
};

constexpr MonthName kHijriMonthNames[] = {
    {"محرم", 1},          {"المحرم", 1},       {"صفر", 2},
    {"ربيع الاول", 3},    {"ربيع الاخر", 4},   {"ربيع الثاني", 4},
    {"جمادي الاولي", 5},  {"جمادي الاول", 5},  {"جمادي الاخره", 6},
    {"جمادي الثانيه", 6}, {"جمادي الاخر", 6},  {"رجب", 7},
    {"شعبان", 8},         {"رمضان", 9},        {"شوال", 10},
    {"ذو القعده", 11},    {"ذي القعده", 11},   {"ذو الحجه", 12},
    {"ذي الحجه", 12},     {"muharram", 1},     {"safar", 2},
    {"rabi awwal", 3},    {"rabi thani", 4},   {"jumada ula", 5},
    {"jumada awwal", 5},  {"jumada thani", 6}, {"jumada akhirah", 6},
    {"rajab", 7},         {"shaban", 8},       {"ramadan", 9},
    {"shawwal", 10},      {"dhu qadah", 11},   {"dhu qidah", 11},
    {"dhu hijjah", 12},   {"dhul hijjah", 12}, {"dhul qadah", 11},
    {"dhul qidah", 11},
};

}  // namespace

std::span<const MonthName> month_names() { return kMonthNames; }

std::span<const MonthName> hijri_month_names() { return kHijriMonthNames; }

}  // namespace corpus
