// Five readers with something to find, each in both languages, on a phone and on a desk, with JavaScript and without: one who misspells
// a name; one who reads a single language, and what is looked for was published in the other; a researcher who takes a
// whole result along; an editor who asks what was said of a death, and when; one who hears the pages read.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reader } from './support/browser.mjs';
import { foreignTexts, outlineOf } from './support/heard.mjs';
import { runSample } from './support/running.mjs';
import { numberOfSentence, rowsOfCsv, Visit } from './support/visit.mjs';

const { sample, browser } = await runSample();
const mostActivations = 4;

const texts = {
  en: {
    start: '/', other: 'ar', misspelt: 'bagdady', meant: /baghdadi/i,
    foreign: { words: 'Alfano Jaafari liberated areas', title: /ألفانو للجعفري/, alone: 'No English version in the archive' },
    research: { words: 'stabilisation Italy 2016 to 2019', word: 'stabilisation', sentence: /from Italy, only statements, 2016 to 2019$/ },
    death: { words: 'death of al-Baghdadi', title: /Leader of Daesh dies/, day: '27 October 2019' },
    toSearch: 'Search for', landmarks: ['Ways into the archive', 'Filters in use', 'How the results are shown'],
  },
  ar: {
    start: '/ar', other: 'en', misspelt: 'البقدادي', meant: /البغدادي/,
    foreign: { words: 'مدربو الشرطة الإيطاليون روما', title: /^Coalition envoy in Rome/, alone: 'لا نسخة عربية في الأرشيف' },
    research: { words: 'الاستقرار إيطاليا من ٢٠١٦ إلى ٢٠١٩', word: 'الاستقرار', sentence: /من إيطاليا، البيانات فقط، من 2016 إلى 2019$/ },
    death: { words: 'مقتل البغدادي', title: /زعيم داعش يلقى حتفه/, day: '27 تشرين الأول/أكتوبر 2019' },
    toSearch: 'ابحث عن', landmarks: ['مداخل الأرشيف', 'المرشّحات المستعملة', 'طريقة عرض النتائج'],
  },
};

const shownNumber = async (visit, language) => numberOfSentence(await visit.sentence(), language);
const hits = (visit) => visit.page.locator('.hits .card');
const hitWith = (visit, title) => hits(visit).filter({ has: visit.page.locator('h3', { hasText: title }) }).first();
const directionsOf = (locator) => locator.evaluate((element) => [element.lang, getComputedStyle(element).direction]);
const save = (visit) => visit.page.locator('.save a');
const offered = (visit, parameter) => visit.page.locator(`.offers a[href*="${parameter}"]`).first();

async function openFilters(visit) {
  if (!await visit.page.locator('#from').isVisible()) await visit.activate(visit.page.locator('details.filters > summary'));
}

// 1. The name is found, or offered with its number; the number is that of the page it leads to.
async function misspells(visit, { misspelt, meant }, language) {
  await visit.search(misspelt);
  const link = visit.page.locator('.meant a').first();
  assert.match(await link.innerText(), meant);
  const promised = Number(await link.getAttribute('data-count'));
  await visit.follow(link);
  assert.equal(await shownNumber(visit, language), promised);
  assert.ok(promised >= 5, `${promised} documents`);
  const title = visit.page.locator('.hits h3 a').first();
  const name = await title.innerText();
  const results = visit.page.url();
  await visit.follow(title);
  assert.equal(await visit.text('h1'), name);
  assert.ok(await visit.page.locator('.document mark').count() > 0, 'the name is marked');
  await visit.follow(visit.page.locator('.back a'));
  assert.equal(visit.page.url(), results);
}

// 2. What stands in the other language alone is found by words of one's own; the page says so, and stays in its reader's language.
async function readsOneLanguage(visit, { foreign, other }, language) {
  await visit.search(foreign.words);
  const card = hits(visit).first();
  assert.match(await card.locator('h3').innerText(), foreign.title);
  assert.deepEqual(await directionsOf(card), [other, other === 'ar' ? 'rtl' : 'ltr']);
  assert.equal(await card.locator('.twin').innerText(), foreign.alone);
  assert.ok(await card.locator('mark').count() > 0, 'it is marked why it was found');
  for (const word of await visit.page.locator('.also bdi').all()) assert.equal(await word.getAttribute('lang'), other);
  await visit.follow(card.locator('h3 a'));
  assert.deepEqual(await directionsOf(visit.page.locator('html')), [language, language === 'ar' ? 'rtl' : 'ltr']);
  assert.deepEqual(await directionsOf(visit.page.locator('article > header')), [other, other === 'ar' ? 'rtl' : 'ltr']);
  assert.ok((await visit.text('.about')).includes(foreign.alone));
}

// 3. The whole result as a table, with where it comes from.
async function takesAlong(visit, { research }, language) {
  await visit.search(research.word);
  await openFilters(visit);
  await visit.activate(visit.page.locator('input[name=partner][value=italy]'), 'Space');
  await visit.activate(visit.page.locator('input[name=kind][value=statement]'), 'Space');
  await visit.type(visit.page.locator('#from'), '2016');
  await visit.type(visit.page.locator('#to'), language === 'ar' ? '٢٠١٩' : '2019');
  await visit.enter();
  const sentence = await visit.sentence();
  assert.match(sentence, research.sentence);
  const number = numberOfSentence(sentence, language);
  const rows = rowsOfCsv(await visit.download(save(visit)));
  assert.equal(rows.length, number);
  assert.equal(number, 8);
  for (const row of rows) {
    assert.equal(row.kind, 'statement');
    assert.ok(row.partners.split(';').includes('italy'), row.title);
    assert.ok(row.date >= '2016' && row.date < '2020', `${row.title}: ${row.date}`);
  }
  assert.deepEqual(new Set(rows.map(({ lang }) => lang)), new Set(['ar', 'en']));
  assert.ok(rows.some(({ translation }) => translation === ''), 'some have no other version');
  await visit.activate(visit.page.locator('.use summary'));
  const citation = await visit.text('.use details p');
  assert.ok(citation.includes(sentence), citation);
  assert.ok(citation.includes(visit.address().pathname), citation);
  const references = await visit.download(visit.page.locator('.use a', { hasText: 'RIS' }));
  assert.equal(references.match(/^TY {2}- /gm).length, number);
  await visit.follow(visit.page.locator('.hits h3 a').nth(2));
  assert.equal(await visit.page.locator('.cite > dl dd').count(), 3, 'APA, Chicago, MLA');
  await visit.follow(visit.page.locator('.back a'));
  assert.equal(await visit.sentence(), sentence, 'the filters are still there');
}

// 4. The documents of a death in the order of time, both versions of one beside each other, its day told.
async function asksWhen(visit, { death }, language, width) {
  await visit.search(death.words);
  const found = await shownNumber(visit, language);
  const card = hitWith(visit, death.title);
  assert.ok((await card.locator('.meta').innerText()).includes(death.day));
  const twin = card.locator('.twin a');
  assert.equal((await directionsOf(twin))[0], texts[language].other);
  const bar = visit.page.locator('.chart a').first();
  assert.match(await bar.getAttribute('href'), /from=2019-10.*to=2019-10/);
  await visit.follow(card.locator('h3 a'));
  const versions = visit.page.locator('.document .text');
  assert.deepEqual(await versions.evaluateAll((all) => all.map(({ lang }) => lang)), [language, texts[language].other]);
  const [own, others] = [await versions.nth(0).boundingBox(), await versions.nth(1).boundingBox()];
  const beside = others.y < own.y + own.height && own.y < others.y + others.height;
  assert.equal(beside, width > 900, 'side by side where there is room');
  if (beside) assert.equal(own.x > others.x, language === 'ar', "the reader's own version comes first");
  assert.ok((await visit.text('.document .meta')).includes(death.day));
  await visit.follow(visit.page.locator('.back a'));
  assert.equal(await shownNumber(visit, language), found);
}

// 5. What a screen reader says: landmarks and headings in order, a name for everything, each text in its language.
async function hears(visit, { research, foreign, landmarks, toSearch, other }, language) {
  const query = new URLSearchParams({ q: research.word, partner: 'italy', from: '2016' });
  const prefix = language === 'ar' ? '/ar' : '';
  for (const path of [`${prefix}/search?${query}`, `${prefix}/search?q=${encodeURIComponent(foreign.words)}`, `${prefix}/search?q=xqzwvkj`, texts[language].start]) {
    await visit.page.goto(sample.origin + path);
    const outline = await outlineOf(visit.page);
    for (const landmark of ['banner', 'search', 'main', 'contentinfo']) assert.equal(outline.roles[landmark], 1, `${path}: ${landmark}`);
    assert.equal(outline.levels.filter((level) => level === 1).length, 1, `${path}: one heading of level 1`);
    outline.levels.reduce((before, level) => (assert.ok(level <= before + 1, `${path}: levels ${outline.levels}`), level), 0);
    assert.deepEqual(outline.nameless, [], path);
    assert.ok(outline.tree.includes(`combobox "${toSearch}"`) || outline.tree.includes(`searchbox "${toSearch}"`), path);
    assert.deepEqual(await foreignTexts(visit.page), [], `${path}: texts that are in no language of theirs`);
    const switched = visit.page.locator('.other a');
    assert.deepEqual([await switched.getAttribute('lang'), await switched.getAttribute('hreflang')], [other, other]);
    if (path.includes('partner')) for (const name of landmarks) assert.ok(outline.tree.includes(`navigation "${name}"`), name);
    if (path.includes('?')) assert.ok(outline.status.includes(await visit.sentence()), 'the sentence is the status');
  }
}

const journeys = { 'misspells a name': misspells, 'reads one language': readsOneLanguage, 'takes a result along': takesAlong,
  'asks what was said, and when': asksWhen, 'hears the pages': hears };

async function travel(language, width, javaScriptEnabled, go) {
  const context = await browser.newContext(reader(language, { javaScriptEnabled, viewport: { width, height: 800 } }));
  try {
    context.setDefaultTimeout(20_000);
    await go(await context.newPage());
  } finally {
    await context.close();
  }
}

describe('journeys', { concurrency: 2 }, () => {
  for (const language of ['en', 'ar']) {
    for (const width of [360, 1280]) {
      for (const script of [true, false]) {
        const where = `${language}, ${width} px, JavaScript ${script ? 'on' : 'off'}`;
        for (const [name, journey] of Object.entries(journeys)) {
          test(`one who ${name} (${where})`, { timeout: 120_000 }, () => travel(language, width, script, async (page) => {
            const visit = new Visit(page);
            await page.goto(sample.origin + texts[language].start);
            await journey(visit, texts[language], language, width);
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing stands out sideways');
          }));
        }

        for (const hands of ['mouse', 'keyboard']) {
          test(`a dated, filtered result is taken along with ${mostActivations} activations by ${hands} (${where})`, { timeout: 120_000 },
            (context) => travel(language, width, script, async (page) => {
              const visit = new Visit(page, hands);
              await page.goto(sample.origin + texts[language].start);
              await visit.search(texts[language].research.words);
              await visit.follow(offered(visit, 'from=2016'));
              await visit.follow(offered(visit, 'partner=italy'));
              const number = await shownNumber(visit, language);
              const rows = rowsOfCsv(await visit.download(save(visit)));
              assert.deepEqual([visit.asked('from'), visit.asked('to'), visit.asked('partner')], [['2016'], ['2019'], ['italy']]);
              assert.equal(rows.length, number);
              assert.ok(number >= 8, `${number} documents`);
              context.diagnostic(`${visit.activations} activations`);
              assert.ok(visit.activations <= mostActivations, `${visit.activations} activations`);
            }));
        }
      }
    }
  }
});
