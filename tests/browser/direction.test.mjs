// Each part of a page runs in the direction of its own language, and an Arabic page is laid out from the right. Positions are
// compared, not pictures, which would differ with every change of a font; SIJILL_PICTURES=FOLDER keeps pictures to look at.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reader } from './support/browser.mjs';
import { runSample } from './support/running.mjs';

const directions = { en: 'ltr', ar: 'rtl' };
const mixed = `?q=${encodeURIComponent('"NATO Mission Iraq" OR "صندوق تمويل الاستقرار"')}`;

const { sample, browser } = await runSample();

const at = (language, path) => `${language === 'ar' ? '/ar' : ''}${path}`;

async function look(language, width, path, check) {
  const context = await browser.newContext(reader(language, { viewport: { width, height: 900 } }));
  try {
    const page = await context.newPage();
    await page.goto(sample.origin + at(language, path));
    if (process.env.SIJILL_PICTURES) {
      const name = `${path.split('?')[0].split('/')[1]}-${language}-${width}.png`;
      await page.screenshot({ path: `${process.env.SIJILL_PICTURES}/${name}` });
    }
    await check(page);
  } finally {
    await context.close();
  }
}

const box = (page, selector) => page.locator(selector).first().evaluate((part) => {
  const { left, right, top, bottom, width } = part.getBoundingClientRect();
  return { left, right, top, bottom, width };
});

/** How far the part's beginning is from the window's beginning, as the page's language reads. */
const startOf = (language, width, { left, right }) => (language === 'ar' ? width - right : left);

for (const language of ['en', 'ar']) {
  const direction = directions[language];

  test(`the address alone says that a page is in ${language}, ${direction}`, async () => {
    const other = language === 'ar' ? 'en' : 'ar';
    // A reader who prefers the other language is not given it unasked.
    const context = await browser.newContext(reader(other));
    try {
      const page = await context.newPage();
      for (const path of ['/', '/search', '/search?q=Mosul', `/d/${await sample.idOf('browser:mixed-en')}`]) {
        await page.goto(sample.origin + at(language, path));
        assert.deepEqual(await page.locator('html').evaluate(({ lang, dir }) => [lang, dir]), [language, direction], path);
      }
    } finally {
      await context.close();
    }
  });

  test(`each card says the language and direction of its document (${language})`, () => look(language, 1280, '/search?q=Mosul+OR+الموصل',
    async (page) => {
      const cards = await page.locator('.card').evaluateAll((all) => all.map((card) => ({
        id: card.querySelector('h3 a').pathname.split('/').pop(), lang: card.lang, dir: card.dir,
        side: getComputedStyle(card.querySelector('h3')).direction })));
      const { hits } = await sample.json(`/api/v1/search?q=${encodeURIComponent('Mosul OR الموصل')}`);
      assert.ok(new Set(hits.map((hit) => hit.lang)).size > 1, 'both languages are found');
      assert.deepEqual(cards.map(({ id, lang, dir }) => ({ id, lang, dir })), hits.map(({ id, lang, dir }) => ({ id, lang, dir })));
      for (const card of cards) assert.equal(card.side, card.dir, card.id);
    }));

  test(`filters stand at the beginning of the line, cards after them (${language})`, () => look(language, 1280, '/search?q=Mosul',
    async (page) => {
      const filters = await box(page, '.filters');
      const results = await box(page, '.results');
      assert.ok(startOf(language, 1280, filters) + filters.width <= startOf(language, 1280, results), 'filters first, results after them');
      const button = await box(page, '#search .box button');
      const field = await box(page, '#q');
      assert.ok(startOf(language, 1280, field) < startOf(language, 1280, button), 'the field first, its button after it');
      const brand = await box(page, '.brand');
      assert.ok(startOf(language, 1280, brand) < startOf(language, 1280, await box(page, '.other')), 'the name first');
    }));

  test(`on a phone all stands in one column (${language})`, () => look(language, 360, '/search?q=Mosul', async (page) => {
    const filters = await box(page, '.filters');
    const results = await box(page, '.results');
    assert.ok(filters.bottom <= results.top, 'filters above the results');
    assert.ok(Math.abs(startOf(language, 360, filters) - startOf(language, 360, results)) < 1);
  }));

  test(`a title of two scripts is isolated, and keeps its order (${language})`, () => look(language, 1280, `/search${mixed}`, async (page) => {
    const titles = await page.locator('.card h3 a').evaluateAll((all) => all.map((link) => ({
      isolated: link.firstElementChild?.localName === 'bdi' && link.children.length === 1 && link.textContent === link.firstElementChild.textContent,
      text: link.textContent, side: getComputedStyle(link.firstElementChild).direction, card: link.closest('.card').dir })));
    assert.ok(titles.length >= 2, JSON.stringify(titles));
    for (const title of titles) {
      assert.ok(title.isolated, title.text);
      assert.equal(title.side, title.card, title.text);
    }
  }));

  test(`a document runs as its text does, the page around it as its reader does (${language})`, async () => {
    for (const [key, lang] of [['browser:mixed-ar', 'ar'], ['browser:mixed-en', 'en']]) {
      const path = `/d/${await sample.idOf(key)}`;
      await look(language, 1280, path, async (page) => {
        const texts = await page.locator('.text').evaluateAll((all) => all.map(({ lang, dir }) => [lang, dir]));
        assert.deepEqual(texts[0], [lang, directions[lang]]);
        for (const [own, runs] of texts) assert.equal(runs, directions[own]);
        assert.equal(await page.locator('.about').evaluate((part) => getComputedStyle(part).direction), direction);
      });
      await look(language, 360, path, async (page) => {
        const { bottom } = await box(page, '.text');
        assert.ok(bottom <= (await box(page, '.about')).top, 'one column');
      });
    }
  });
}
