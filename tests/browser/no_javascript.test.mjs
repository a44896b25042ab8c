// With JavaScript off everything is done by address alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reader } from './support/browser.mjs';
import { runSample } from './support/running.mjs';

const { sample, browser } = await runSample();

const journeys = [
  { language: 'en', start: '/search', typed: 'Mosul', partner: 'iraq' },
  { language: 'ar', start: '/ar/search', typed: 'الموصل', partner: 'iraq' },
];

const parametersOf = (page) => new URL(page.url()).searchParams;
const titles = (page) => page.locator('.hits h3').allInnerTexts();
const totalOf = async (page) => (await sample.json(`/api/v1/search${new URL(page.url()).search}`)).total;

async function follow(page, locator) {
  await Promise.all([page.waitForNavigation(), locator.click()]);
}

// On phones the filters are folded.
async function openFilters(page) {
  const box = page.locator('.facet input[type=checkbox]').first();
  if (!await box.isVisible()) await page.locator('details.filters > summary').click();
}

async function searchFromTheBox(page, { start, typed }) {
  await page.goto(sample.origin + start);
  await page.locator('#q').fill(typed);
  await follow(page, page.locator('#search .box button'));
  assert.equal(parametersOf(page).get('q'), typed);
  assert.equal(new URL(page.url()).pathname, start);
  assert.ok(await totalOf(page) > 20, 'there is a second page');
}

async function filterAndUnfilter(page, { partner, typed }) {
  const all = await totalOf(page);
  await openFilters(page);
  await page.locator(`input[name=partner][value=${partner}]`).check();
  await follow(page, page.locator('.apply button').last());
  assert.deepEqual(parametersOf(page).getAll('partner'), [partner]);
  assert.equal(parametersOf(page).get('q'), typed, 'the words stay');
  const filtered = await totalOf(page);
  assert.ok(filtered > 0 && filtered < all, `${filtered} of ${all}`);
  await follow(page, page.locator('.chips li a').first());
  assert.equal(parametersOf(page).has('partner'), false);
  assert.equal(await totalOf(page), all);
}

async function turnThePage(page) {
  const first = await titles(page);
  await follow(page, page.locator('.paging a[rel=next]'));
  assert.equal(parametersOf(page).get('page'), '2');
  assert.equal((await titles(page)).some((title) => first.includes(title)), false, 'other documents stand on page 2');
}

async function openAndComeBack(page) {
  const address = page.url();
  const link = page.locator('.hits h3 a').first();
  const title = await link.innerText();
  await follow(page, link);
  assert.equal(await page.locator('h1').innerText(), title);
  await page.goBack();
  assert.equal(page.url(), address);
}

for (const journey of journeys) {
  for (const width of [360, 1280]) {
    test(`a reader of ${journey.language} at ${width} px searches, filters, pages and reads without JavaScript`, async () => {
      const context = await browser.newContext(
        reader(journey.language, { javaScriptEnabled: false, viewport: { width, height: 800 } }));
      try {
        const page = await context.newPage();
        await searchFromTheBox(page, journey);
        await filterAndUnfilter(page, journey);
        await turnThePage(page);
        await openAndComeBack(page);
        await follow(page, page.locator('.other a'));
        assert.equal(await page.locator('html').getAttribute('lang'), journey.language === 'en' ? 'ar' : 'en');
        assert.equal(parametersOf(page).get('q'), journey.typed, 'the other language shows the same search');
      } finally {
        await context.close();
      }
    });
  }
}
