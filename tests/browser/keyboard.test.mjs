// All that a pointer can do the keyboard can: the focus goes everywhere, is always seen and never covered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reader, refuseScripts } from './support/browser.mjs';
import { focused } from './support/focus.mjs';
import { runSample } from './support/running.mjs';

const { sample, browser } = await runSample();

async function pressTab(page, key = 'Tab') {
  await page.keyboard.press(key);
  const now = await focused(page);
  assert.ok(now.visible, `the focus is not seen on ${now.name}`);
  assert.ok(now.inside, `the focus is out of sight on ${now.name}`);
  assert.ok(!now.covered, `something covers ${now.name}`);
  return now;
}

async function tabTo(page, wanted, isWanted, most = 400) {
  for (let presses = 0; presses < most; ++presses) {
    const now = await pressTab(page);
    if (isWanted(now)) return now;
  }
  return assert.fail(`Tab does not come to ${wanted}`);
}

const submitted = (page, key) => Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);

for (const { language, start, typed } of [
  { language: 'en', start: '/search', typed: 'Mosul' }, { language: 'ar', start: '/ar/search', typed: 'الموصل' }]) {
  for (const withScript of [true, false]) {
    test(`the keyboard alone searches, filters, opens and comes back (${language}, script ${withScript ? 'on' : 'refused'})`,
      { timeout: 120_000 }, async () => {
        const context = await browser.newContext(reader(language));
        try {
          if (!withScript) await refuseScripts(context);
          const page = await context.newPage();
          await page.goto(sample.origin + start);
          const skip = await pressTab(page);
          assert.match(skip.href, /#main$/, 'the first stop is the link to the results');
          await page.keyboard.press('Enter');
          assert.equal(await page.evaluate(() => document.activeElement.id), 'main');

          await page.goto(sample.origin + start);
          await tabTo(page, 'the search box', ({ id }) => id === 'q');
          await page.keyboard.type(typed);
          await submitted(page, 'Enter');
          assert.equal(new URL(page.url()).searchParams.get('q'), typed);

          await tabTo(page, 'the partner Iraq', ({ type, value }) => type === 'checkbox' && value === 'iraq');
          await page.keyboard.press('Space');
          await tabTo(page, 'the button that applies', ({ type }) => type === 'submit');
          await submitted(page, 'Enter');
          assert.equal(new URL(page.url()).searchParams.get('partner'), 'iraq');

          const results = page.url();
          const first = await tabTo(page, 'the first result', ({ inResults }) => inResults);
          await submitted(page, 'Enter');
          assert.equal(page.url(), first.href);
          await page.goBack();
          assert.equal(page.url(), results);
        } finally {
          await context.close();
        }
      });
  }
}

test('on a phone the keyboard unfolds the filters', async () => {
  const context = await browser.newContext(reader('en', { viewport: { width: 360, height: 740 } }));
  try {
    const page = await context.newPage();
    await page.goto(`${sample.origin}/search?q=Mosul`);
    await tabTo(page, 'the fold of the filters', ({ name }) => name.startsWith('summary'));
    await page.keyboard.press('Enter');
    await tabTo(page, 'a filter', ({ type }) => type === 'checkbox');
  } finally {
    await context.close();
  }
});
