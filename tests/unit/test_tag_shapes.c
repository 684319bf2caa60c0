/*
 * Shapes of numbers, percentages, money, fractions, ranges and dates, each by
 * its value: the breadth that other tools' suites of this kind cover.  `want`
 * is what the tag of the named sort must say; the first such tag counts, and
 * "none" means that there is none of any sort but hedges.
 */
#include "scan/tagging.h"
#include "unit/unit.h"

struct shape {
    const char *text, *want;
};

/* All as of 2026-02-24, a Tuesday. */
#define PUBLISHED "2026-02-24"

static const struct shape numbers[] = {
    {"It has 12 rows.", "number 12"},
    {"It has 1,234 rows.", "number 1234"},
    {"It has 1,234,567 rows.", "number 1234567"},
    {"It has 1234567 rows.", "number 1234567"},
    {"It has 0.5 of it.", "number 0.5"},
    {"It has .5 of it.", "number 0.5"},
    {"It is -12 now.", "number -12"},
    {"It is 3.14159 now.", "number 3.14159"},
    {"It took 5 million rows.", "number 5000000"},
    {"It took 5.25 million rows.", "number 5250000"},
    {"It took 4.1bn rows.", "number 4100000000"},
    {"It took 4.1B rows.", "number 4100000000"},
    {"It took 12T.", "number 12000000000000"},
    {"It took 12 tn.", "number 12000000000000"},
    {"It took 3.5k rows.", "number 3500"},
    {"It took 128K.", "number 128000"},
    {"It took 2 mn rows.", "number 2000000"},
    {"It took 2 million million rows.", "number 2000000000000"},
    {"It took 2 hundred million rows.", "number 200000000"},
    {"It has twelve rows.", "number 12"},
    {"It has twenty-one rows.", "number 21"},
    {"It has twenty one rows.", "number 21"},
    {"It has one hundred rows.", "number 100"},
    {"It has a hundred rows.", "number 100"},
    {"It has one hundred and five rows.", "number 105"},
    {"It has two thousand rows.", "number 2000"},
    {"It has three hundred thousand rows.", "number 300000"},
    {"It has five million rows.", "number 5000000"},
    {"It has two billion rows.", "number 2000000000"},
    {"It has seven trillion rows.", "number 7000000000000"},
    {"It has a quadrillion rows.", "number 1000000000000000"},
    {"It has one point five million rows.", "number 1500000"},
    {"It has half a million rows.", "number 500000"},
    {"It has two and a half million rows.", "number 2500000"},
    {"It has a dozen rows.", "number 12"},
    {"It has two dozen rows.", "number 24"},
    {"It has ninety-nine thousand rows.", "number 99000"},
    {"It has one hundred twenty-three rows.", "number 123"},
    {"It has one thousand two hundred and thirty-four rows.", "number 1234"},
    {"It has six million five hundred thousand rows.", "number 6500000"},
    {"Seventy-three rows.", "number 73"},
    {"It has ten thousand rows.", "number 10000"},
    {"It has 10 thousand rows.", "number 10000"},
    {"Over 400+ rows.", "number 400"},
    {"It handled 4.12 trillion tokens.", "number 4120000000000 tokens"},
    {"It handled 997 billion tokens a week.", "number 997000000000 tokens"},
    {"A 200K-token window.", "number 200000 tokens"},
    {"A 1M token window.", "number 1000000 tokens"},
    {"A 1-million-token window.", "number 1000000 tokens"},
    {"It serves 5 million developers.", "number 5000000 developers"},
    {"It lists 400+ models.", "number 400 models"},
    {"It has 70+ providers.", "number 70 providers"},
    {"A 295B-parameter model.", "number 295000000000 parameters"},
    {"With 21B active parameters.", "number 21000000000 parameters"},
    {"It handled 100 trillion total tokens.", "number 100000000000000 tokens"},
    {"Three companies agreed.", "number 3 companies"},
    {"It counts 8 million monthly active users.", "number 8000000 users"},
    {"It saw 2 billion requests per day.", "number 2000000000 requests"},
    {"The score was 91.2 there.", "number 91.2"},
    {"It came 3rd.", "number 3 rank"},
    {"It came 21st.", "number 21 rank"},
    {"It came 102nd.", "number 102 rank"},
    {"It came 1,000th.", "number 1000 rank"},
    {"It came first.", "number 1 rank"},
    {"It came second.", "number 2 rank"},
    {"It came tenth.", "number 10 rank"},
    {"It came twelfth.", "number 12 rank"},
    {"It came twentieth.", "number 20 rank"},
    {"It came twenty-first.", "number 21 rank"},
    {"It came thirty second.", "number 32 rank"},
    {"It came hundredth.", "number 100 rank"},
    {"It came one hundred and first.", "number 101 rank"},
    {"It is No. 2 there.", "number 2 rank"},
    {"It is no. 10 there.", "number 10 rank"},
    {"It is #1 there.", "number 1 rank"},
    {"It is number one there.", "number 1 rank"},
    {"It is the ninety-ninth.", "number 99 rank"},
    {"Grew from 5 trillion to 25 trillion.", "number 5000000000000"},
    {"5.3 of 8.7 trillion tokens went there.", "number 5300000000000"},
};

static const struct shape none[] = {
    {"MiniMax M2.5 and GLM-5 and GPT-5.2 answer.", "none"},
    {"Qwen3.6-Plus and v1.5 of it.", "none"},
    {"See https://example.org/2026/05/12/a-100 for it.", "none"},
    {"Call 555-010-1234 now.", "none"},
    {"At 14:30 UTC it stopped.", "none"},
    {"At 3 p.m. it stopped.", "none"},
    {"So it is said.[12]", "none"},
    {"See section 1.2.3 there.", "none"},
    {"It may march on.", "none"},
    {"Somebody has none of it.", "none"},
    {"The tokens of the models.", "none"},
    {"An A100 and an RTX4090 and an H100.", "none"},
    {"Terminal-Bench 2.0 is a test.", "none"},
    {"Claude Opus 4.6 is a model.", "none"},
    {"Claude 3.5 Sonnet is a model.", "none"},
    {"Gemini 3 Flash is a model.", "none"},
    {"A 24/7 service.", "none"},
};

static const struct shape percents[] = {
    {"It is 127% now.", "percent 127"},
    {"It is 47.17% now.", "percent 47.17"},
    {"It is 0.5 % now.", "percent 0.5"},
    {"It is 5 percent now.", "percent 5"},
    {"It is 5 per cent now.", "percent 5"},
    {"It is 5 pct now.", "percent 5"},
    {"It is five percent now.", "percent 5"},
    {"Eighty-four percent of it.", "percent 84"},
    {"One hundred percent of it.", "percent 100"},
    {"It is a hundred percent now.", "percent 100"},
    {"It fell -12% now.", "percent -12"},
    {"It rose +12% now.", "percent 12"},
    {"It is .5% now.", "percent 0.5"},
    {"It is 1,200% now.", "percent 1200"},
    {"It is 50%+ now.", "percent 50"},
    {"It gained 3 percentage points.", "percent 3 points"},
    {"It gained 3.5 points.", "percent 3.5 points"},
    {"It gained two percentage points.", "percent 2 points"},
    {"A 21.8-point lead.", "percent 21.8 points"},
    {"It gained 2 pp.", "percent 2 points"},
    {"It gained 50 basis points.", "percent 0.5 points"},
    {"It gained 25 bps.", "percent 0.25 points"},
    {"It is twenty-five percent now.", "percent 25"},
    {"It is 12.5-percent now.", "percent 12.5"},
    {"Twenty percent of it.", "percent 20"},
    {"100% of it.", "percent 100"},
    {"It is one and a half percent now.", "percent 1.5"},
    {"It is half a percent now.", "percent 0.5"},
};

static const struct shape money[] = {
    {"It costs $5.", "currency 5 usd"},
    {"It costs $2.50.", "currency 2.5 usd"},
    {"It costs $0.30.", "currency 0.3 usd"},
    {"It costs $.25.", "currency 0.25 usd"},
    {"It costs $1,250.", "currency 1250 usd"},
    {"It raised $113M.", "currency 113000000 usd"},
    {"It raised $1.3 billion.", "currency 1300000000 usd"},
    {"It raised $1.3bn.", "currency 1300000000 usd"},
    {"It raised $7+ billion.", "currency 7000000000 usd"},
    {"It raised $5m.", "currency 5000000 usd"},
    {"It raised $2 trillion.", "currency 2000000000000 usd"},
    {"It costs US$20.", "currency 20 usd"},
    {"It costs USD 20.", "currency 20 usd"},
    {"It costs 20 USD.", "currency 20 usd"},
    {"It costs 20 dollars.", "currency 20 usd"},
    {"It costs twenty dollars.", "currency 20 usd"},
    {"It costs 5 million dollars.", "currency 5000000 usd"},
    {"It costs five million US dollars.", "currency 5000000 usd"},
    {"It costs 25 cents.", "currency 0.25 usd"},
    {"It costs 25 US cents.", "currency 0.25 usd"},
    {"It costs 3 dollars and 20 cents.", "currency 3.2 usd"},
    {"It costs a dollar.", "currency 1 usd"},
    {"It costs 20 yuan.", "currency 20 cny"},
    {"It costs 20 RMB.", "currency 20 cny"},
    {"It costs RMB 20.", "currency 20 cny"},
    {"It costs RMB20.", "currency 20 cny"},
    {"It costs \u00a520.", "currency 20 cny"},
    {"It costs \u20ac20.", "currency 20 eur"},
    {"It costs 20 euros.", "currency 20 eur"},
    {"It costs 20\u20ac.", "currency 20 eur"},
    {"It costs \u00a320.", "currency 20 gbp"},
    {"It costs 20 pounds.", "currency 20 gbp"},
    {"It costs $0.3 per million tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3 per million input tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3/M.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3/M input.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3/million.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3/million tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3 / 1M tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3/1M tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3/Mtok.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3/MTok.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3 per MTok.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3 per 1M tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3 per 1 million tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3 a million tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3 for a million tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.3 for every million tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs $0.002 per thousand tokens.", "currency 2 usd_per_mtok"},
    {"It costs $0.002 per 1K tokens.", "currency 2 usd_per_mtok"},
    {"It costs $0.002/1K tokens.", "currency 2 usd_per_mtok"},
    {"It costs $0.002 per 1,000 tokens.", "currency 2 usd_per_mtok"},
    {"It costs $0.000003 per token.", "currency 3 usd_per_mtok"},
    {"It costs $500 per billion tokens.", "currency 0.5 usd_per_mtok"},
    {"It costs 30 cents per million tokens.", "currency 0.3 usd_per_mtok"},
    {"It costs 2 yuan per million tokens.", "currency 2 cny_per_mtok"},
    {"It costs 2 RMB per million input tokens.", "currency 2 cny_per_mtok"},
    {"It costs 0.025 yuan/million tokens.", "currency 0.025 cny_per_mtok"},
    {"It costs three dollars per million tokens.", "currency 3 usd_per_mtok"},
    {"It costs a few tenths of a cent per million tokens.",
     "currency 0.003 usd_per_mtok"},
    {"It costs half a cent.", "currency 0.005 usd"},
    {"It costs $20 a month.", "currency 20 usd"},
    {"It costs $200/month.", "currency 200 usd"},
    {"It costs $5-$10.", "range 5..10 usd"},
    {"It costs $5 to $10.", "range 5..10 usd"},
    {"It costs $5\u201310.", "range 5..10 usd"},
    {"It costs $2\u20133 million.", "range 2000000..3000000 usd"},
    {"It costs between $5 and $10.", "range 5..10 usd"},
    {"It costs 5 to 10 dollars.", "range 5..10 usd"},
    {"It costs $0.10 to $0.40 per million tokens.", "range 0.1..0.4 usd_per_mtok"},
};

static const struct shape fractions[] = {
    {"It took a third of it.", "fraction 1/3"},
    {"It took one third of it.", "fraction 1/3"},
    {"It took one-third of it.", "fraction 1/3"},
    {"It took two thirds of it.", "fraction 2/3"},
    {"It took two-thirds of it.", "fraction 2/3"},
    {"It took a quarter of it.", "fraction 1/4"},
    {"It took three quarters of it.", "fraction 3/4"},
    {"It took three-fourths of it.", "fraction 3/4"},
    {"It took half of it.", "fraction 1/2"},
    {"It took a half of it.", "fraction 1/2"},
    {"It took one half of it.", "fraction 1/2"},
    {"It took a fifth of it.", "fraction 1/5"},
    {"It took two-fifths of it.", "fraction 2/5"},
    {"It took one tenth of it.", "fraction 1/10"},
    {"It took nine tenths of it.", "fraction 9/10"},
    {"It took a thirteenth of it.", "fraction 1/13"},
    {"It took one-twentieth of it.", "fraction 1/20"},
    {"It took a hundredth of it.", "fraction 1/100"},
    {"It took 1/3 of it.", "fraction 1/3"},
    {"It took 1/13 of it.", "fraction 1/13"},
    {"It took 7/10 of it.", "fraction 7/10"},
    {"One in five agree.", "fraction 1/5"},
    {"1 in 5 agree.", "fraction 1/5"},
    {"One in every ten agree.", "fraction 1/10"},
    {"Nine out of ten agree.", "fraction 9/10"},
    {"9 out of 10 agree.", "fraction 9/10"},
    {"It took \u00be of it.", "fraction 3/4"},
    {"It took \u2153 of it.", "fraction 1/3"},
};

static const struct shape multiples[] = {
    {"A 10x rise.", "multiple 10"},
    {"A 10X rise.", "multiple 10"},
    {"A 10\u00d7 rise.", "multiple 10"},
    {"It is 16.7x higher.", "multiple 16.7"},
    {"A 5-fold rise.", "multiple 5"},
    {"A fivefold rise.", "multiple 5"},
    {"A tenfold rise.", "multiple 10"},
    {"A 20-fold rise.", "multiple 20"},
    {"A hundredfold rise.", "multiple 100"},
    {"Three times as many.", "multiple 3"},
    {"4.3 times the level.", "multiple 4.3"},
    {"Twice as many.", "multiple 2"},
    {"It doubled.", "multiple 2"},
    {"It has tripled.", "multiple 3"},
    {"It quadrupled.", "multiple 4"},
    {"They halved it.", "multiple 0.5"},
    {"A ratio of 50:1.", "multiple 50"},
    {"Double that of others.", "multiple 2"},
    {"Eleven times its level.", "multiple 11"},
    {"It costs 10-20x less.", "range 10..20 x"},
    {"It costs 3 to 5 times less.", "range 3..5 x"},
    {"It costs 2x\u20133x less.", "range 2..3 x"},
};

static const struct shape ranges[] = {
    {"10 to 20 billion of it.", "range 10000000000..20000000000"},
    {"10-20 billion tokens.", "range 10000000000..20000000000 tokens"},
    {"10\u201320 of it.", "range 10..20"},
    {"10 \u2013 20 of it.", "range 10..20"},
    {"Between 10 and 20 of it.", "range 10..20"},
    {"Between ten and twenty of it.", "range 10..20"},
    {"Between 1.5 million and 2 million of it.", "range 1500000..2000000"},
    {"It ranges from 10 to 20 there.", "range 10..20"},
    {"Anywhere from 5 to 7 million users.", "range 5000000..7000000 users"},
    {"5 to 7 million users.", "range 5000000..7000000 users"},
    {"Five to seven of it.", "range 5..7"},
    {"0.8B to 35B there.", "range 800000000..35000000000"},
    {"500 million to 1 billion of it.", "range 500000000..1000000000"},
    {"500,000 to 1 million of it.", "range 500000..1000000"},
    {"1,000 to 2,000 of it.", "range 1000..2000"},
    {"25\u201330% of it.", "range 25..30 percent"},
    {"25-30% of it.", "range 25..30 percent"},
    {"25% to 30% of it.", "range 25..30 percent"},
    {"25 to 30 percent of it.", "range 25..30 percent"},
    {"Between 25 and 30 percent of it.", "range 25..30 percent"},
    {"Between 25% and 30% of it.", "range 25..30 percent"},
    {"Between a quarter and 30% of it.", "percent 30"},
    {"Two to three percentage points.", "range 2..3 points"},
    {"2 to 3 trillion tokens a week.", "range 2000000000000..3000000000000 tokens"},
    {"400\u2013500 models.", "range 400..500 models"},
    {"Twenty to thirty models.", "range 20..30 models"},
};

static const struct shape days[] = {
    {"On February 9, 2026 it rose.", "date 2026-02-09"},
    {"On February 9 2026 it rose.", "date 2026-02-09"},
    {"On February 9th, 2026 it rose.", "date 2026-02-09"},
    {"On Feb 9, 2026 it rose.", "date 2026-02-09"},
    {"On Feb. 9, 2026 it rose.", "date 2026-02-09"},
    {"On feb 9 2026 it rose.", "date 2026-02-09"},
    {"On 9 February 2026 it rose.", "date 2026-02-09"},
    {"On 9th February 2026 it rose.", "date 2026-02-09"},
    {"On the 9th of February, 2026 it rose.", "date 2026-02-09"},
    {"On the 9th of February it rose.", "date 2026-02-09"},
    {"On 2026-02-09 it rose.", "date 2026-02-09"},
    {"On 2026/02/09 it rose.", "date 2026-02-09"},
    {"On 02/19/2026 it rose.", "date 2026-02-19"},
    {"On 19.02.2026 it rose.", "date 2026-02-19"},
    {"On 9-Feb-2026 it rose.", "date 2026-02-09"},
    {"On Monday, February 9, 2026 it rose.", "date 2026-02-09"},
    {"On Monday, Feb. 9, it rose.", "date 2026-02-09"},
    {"On Mon, Feb 9 it rose.", "date 2026-02-09"},
    {"On Feb 9 it rose.", "date 2026-02-09"},
    {"On December 29 it rose.", "date 2025-12-29"},
    {"On Sept. 3 it rose.", "date 2025-09-03"},
    {"On May 5 it rose.", "date 2025-05-05"},
    {"On March 12th it rose.", "date 2025-03-12"},
    {"On the first of February it rose.", "date 2026-02-01"},
    {"On February twenty-first it rose.", "date 2026-02-21"},
    {"It rose yesterday.", "date 2026-02-23"},
    {"It rises today.", "date 2026-02-24"},
    {"It rises tomorrow.", "date 2026-02-25"},
    {"It rose the day before yesterday.", "date 2026-02-22"},
    {"It rises the day after tomorrow.", "date 2026-02-26"},
    {"It rose on Monday.", "date 2026-02-23"},
    {"It rose on Friday.", "date 2026-02-20"},
    {"It rose last Friday.", "date 2026-02-20"},
    {"It rises next Friday.", "date 2026-03-06"},
    {"It rises this Friday.", "date 2026-02-27"},
    {"It rose three days ago.", "date 2026-02-21"},
    {"It rose 3 weeks ago.", "date 2026-02-03"},
    {"It rose two months ago.", "date 2025-12-24"},
    {"It rose a year ago.", "date 2025-02-24"},
    {"It rose a week ago.", "date 2026-02-17"},
    {"It rises two weeks from now.", "date 2026-03-10"},
    {"It will end on May 31.", "date 2026-05-31"},
};

static const struct shape periods[] = {
    {"In the week of February 9\u201315, 2026 it rose.", "dates 2026-02-09..2026-02-15"},
    {"In the week of Feb 9-15 it rose.", "dates 2026-02-09..2026-02-15"},
    {"In Feb 2\u20138 it rose.", "dates 2026-02-02..2026-02-08"},
    {"From Dec 29 \u2013 Jan 4 it rose.", "dates 2025-12-29..2026-01-04"},
    {"From December 29, 2025 to January 4, 2026 it rose.",
     "dates 2025-12-29..2026-01-04"},
    {"Between Feb 1 and Feb 7 it rose.", "dates 2026-02-01..2026-02-07"},
    {"From February 1 through February 7 it rose.", "dates 2026-02-01..2026-02-07"},
    {"From 1 to 7 February it rose.", "dates 2026-02-01..2026-02-07"},
    {"From 1 February to 7 March 2025 it rose.", "dates 2025-02-01..2025-03-07"},
    {"From 2026-02-01 to 2026-02-07 it rose.", "dates 2026-02-01..2026-02-07"},
    {"In the week of March 3, 2025 it rose.", "dates 2025-03-03..2025-03-09"},
    {"In the week ending February 15 it rose.", "dates 2026-02-09..2026-02-15"},
    {"In the week ended Feb. 15 it rose.", "dates 2026-02-09..2026-02-15"},
    {"In the week starting February 9 it rose.", "dates 2026-02-09..2026-02-15"},
    {"In the first week of February 2026 it rose.", "dates 2026-02-02..2026-02-08"},
    {"In the last week of January it rose.", "dates 2026-01-19..2026-01-25"},
    {"In February 2026 it rose.", "dates 2026-02-01..2026-02-28"},
    {"In February it rose.", "dates 2026-02-01..2026-02-28"},
    {"In Feb. 2026 it rose.", "dates 2026-02-01..2026-02-28"},
    {"In February of 2025 it rose.", "dates 2025-02-01..2025-02-28"},
    {"In december it rose.", "dates 2025-12-01..2025-12-31"},
    {"In May it rose.", "dates 2025-05-01..2025-05-31"},
    {"In 2025-12 it rose.", "dates 2025-12-01..2025-12-31"},
    {"In mid-February 2026 it rose.", "dates 2026-02-11..2026-02-20"},
    {"In early February it rose.", "dates 2026-02-01..2026-02-10"},
    {"In late January it rose.", "dates 2026-01-21..2026-01-31"},
    {"From January to March 2025 it rose.", "dates 2025-01-01..2025-03-31"},
    {"Between November and January it rose.", "dates 2025-11-01..2026-01-31"},
    {"In Q1 2026 it rose.", "dates 2026-01-01..2026-03-31"},
    {"In Q4 it rose.", "dates 2025-10-01..2025-12-31"},
    {"In 1Q26 it rose.", "dates 2026-01-01..2026-03-31"},
    {"In the first quarter of 2025 it rose.", "dates 2025-01-01..2025-03-31"},
    {"In the fourth quarter it rose.", "dates 2025-10-01..2025-12-31"},
    {"In the second half of 2025 it rose.", "dates 2025-07-01..2025-12-31"},
    {"In H1 2025 it rose.", "dates 2025-01-01..2025-06-30"},
    {"In 2025 it rose.", "dates 2025-01-01..2025-12-31"},
    {"In the year 2025 it rose.", "dates 2025-01-01..2025-12-31"},
    {"In late 2024 it rose.", "dates 2024-09-01..2024-12-31"},
    {"In early 2025 it rose.", "dates 2025-01-01..2025-04-30"},
    {"In mid-2025 it rose.", "dates 2025-05-01..2025-08-31"},
    {"From 2023 to 2025 it rose.", "dates 2023-01-01..2025-12-31"},
    {"In 2024-25 it rose.", "dates 2024-01-01..2025-12-31"},
    {"Between 2023 and 2025 it rose.", "dates 2023-01-01..2025-12-31"},
    {"This week it rose.", "dates 2026-02-23..2026-03-01"},
    {"Last week it rose.", "dates 2026-02-16..2026-02-22"},
    {"Next week it rises.", "dates 2026-03-02..2026-03-08"},
    {"In the previous week it rose.", "dates 2026-02-16..2026-02-22"},
    {"Last month it rose.", "dates 2026-01-01..2026-01-31"},
    {"This month it rose.", "dates 2026-02-01..2026-02-28"},
    {"Next month it rises.", "dates 2026-03-01..2026-03-31"},
    {"Last year it rose.", "dates 2025-01-01..2025-12-31"},
    {"This year it rose.", "dates 2026-01-01..2026-12-31"},
    {"Last quarter it rose.", "dates 2025-10-01..2025-12-31"},
    {"Last weekend it rose.", "dates 2026-02-21..2026-02-22"},
    {"Over the past week it rose.", "dates 2026-02-17..2026-02-23"},
    {"Over the past year it rose.", "dates 2025-02-24..2026-02-23"},
    {"In the past 30 days it rose.", "dates 2026-01-25..2026-02-23"},
    {"In the last 7 days it rose.", "dates 2026-02-17..2026-02-23"},
    {"In the last six months it rose.", "dates 2025-08-24..2026-02-23"},
    {"In the past two weeks it rose.", "dates 2026-02-10..2026-02-23"},
    {"In the next 3 days it rises.", "dates 2026-02-25..2026-02-27"},
    {"So far this month it rose.", "dates 2026-02-01..2026-02-24"},
    {"This year so far it rose.", "dates 2026-01-01..2026-02-24"},
    {"Year to date it rose.", "dates 2026-01-01..2026-02-24"},
    {"Since January it rose.", "dates 2026-01-01..2026-02-24"},
    {"Since January 5 it rose.", "dates 2026-01-05..2026-02-24"},
    {"Since 2024 it rose.", "dates 2024-01-01..2026-02-24"},
    {"Earlier this year it rose.", "dates 2026-01-01..2026-02-24"},
    {"It took three weeks.", "duration 3 weeks"},
    {"It took 90 days.", "duration 90 days"},
    {"It took a year.", "duration 1 years"},
    {"It took 15 minutes.", "duration 15 minutes"},
    {"It took half a year.", "duration 0.5 years"},
    {"It took two and a half years.", "duration 2.5 years"},
    {"A two-week test.", "duration 2 weeks"},
    {"It took 24 hours.", "duration 24 hours"},
};

struct fixture {
    struct rules *rules;
    struct tagging *tagging;
    struct claims mem;
    struct doc doc;
    tags_t tags;
};

static int setup(void **state)
{
    const char *tree = getenv("TREE");
    char dir[4096];
    snprintf(dir, sizeof(dir), "%s/rules/vocab", tree ? tree : ".");
    const char *dirs[] = {dir};
    struct rules_opts o = {.dirs = dirs, .n_dirs = 1};
    struct err e;
    struct fixture *x = xcalloc(1, sizeof(*x));
    x->rules = rules_load(&o, &e);
    if (!x->rules)
        return -1;
    x->tagging = tagging_new(x->rules, NULL, false);
    claims_init(&x->mem);
    doc_init(&x->doc);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *x = *state;
    VEC_FREE(&x->tags);
    doc_release(&x->doc);
    claims_release(&x->mem);
    tagging_free(x->tagging);
    rules_free(x->rules);
    free(x);
    return 0;
}

static const char *sort_of(const struct tag *t)
{
    if (t->type == TAG_HEDGE || t->type == TAG_WORD)
        return "";
    if (t->num.hi && t->type <= TAG_MONEY)
        return "range";
    static const char *const names[] = {
        [TAG_QUANTITY] = "number",   [TAG_PERCENT] = "percent",
        [TAG_FRACTION] = "fraction", [TAG_MULTIPLE] = "multiple",
        [TAG_MONEY] = "currency",    [TAG_ORDINAL] = "number",
        [TAG_DATE] = "date",         [TAG_DATE_RANGE] = "dates",
        [TAG_DURATION] = "duration", [TAG_ENTITY] = "",
    };
    return names[t->type];
}

/* The tag as `want` writes it; `unit`: say its unit. */
static const char *say(struct fixture *x, const struct tag *t, bool unit)
{
    struct arena *a = &x->mem.arena;
    const char *sort = sort_of(t), *of = unit && t->unit ? t->unit : "";
    const char *gap = *of ? " " : "";
    char from[11], to[11];
    date_format(t->period.from, from);
    date_format(t->period.to, to);
    if (t->type == TAG_DATE)
        return arena_printf(a, "date %s", from);
    if (t->type == TAG_DATE_RANGE)
        return arena_printf(a, "dates %s..%s", from, to);
    if (t->type == TAG_FRACTION)
        return arena_printf(a, "fraction %ld/%ld", mpz_get_si(mpq_numref(t->num.value)),
                            mpz_get_si(mpq_denref(t->num.value)));
    if (t->num.hi)
        return arena_printf(a, "range %s..%s%s%s", rat_decimal(a, t->num.value),
                            rat_decimal(a, t->num.hi), gap, of);
    return arena_printf(a, "%s %s%s%s", sort, rat_decimal(a, t->num.value), gap, of);
}

static bool shape_holds(struct fixture *x, const struct shape *s)
{
    claims_clear(&x->mem);
    VEC_CLEAR(&x->tags);
    x->doc.text = str_c(s->text);
    x->doc.published = date_parse(STR(PUBLISHED));
    tagging_run(x->tagging, &x->doc, 0, (uint32_t)x->doc.text.n, &x->mem, &x->tags);
    size_t word = strcspn(s->want, " ");
    bool unit = s->want[word] && strchr(s->want + word + 1, ' ');
    const char *got = "none";
    for (size_t i = 0; i < x->tags.n; i++) {
        const char *sort = sort_of(&x->tags.p[i]);
        bool same = strlen(sort) == word && !strncmp(sort, s->want, word);
        if (*sort && (same || !strcmp(got, "none")))
            got = say(x, &x->tags.p[i], unit);
        if (same)
            break;
    }
    if (strcmp(got, s->want) == 0)
        return true;
    print_message("'%s': '%s', not '%s'\n", s->text, got, s->want);
    return false;
}

static void run_shapes(struct fixture *x, const char *name, const struct shape *v,
                       size_t n)
{
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++)
        wrong += !shape_holds(x, &v[i]);
    if (wrong)
        fail_msg("%zu of %zu %s", wrong, n, name);
}

#define SHAPES(table)                                                                    \
    static void table##_by_value(void **state)                                           \
    {                                                                                    \
        run_shapes(*state, #table, table, ARRAY_LEN(table));                             \
    }
SHAPES(numbers)
SHAPES(none)
SHAPES(percents)
SHAPES(money)
SHAPES(fractions)
SHAPES(multiples)
SHAPES(ranges)
SHAPES(days)
SHAPES(periods)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_by_value),   cmocka_unit_test(none_by_value),
        cmocka_unit_test(percents_by_value),  cmocka_unit_test(money_by_value),
        cmocka_unit_test(fractions_by_value), cmocka_unit_test(multiples_by_value),
        cmocka_unit_test(ranges_by_value),    cmocka_unit_test(days_by_value),
        cmocka_unit_test(periods_by_value),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
