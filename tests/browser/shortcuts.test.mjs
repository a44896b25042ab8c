// The shortcuts of the script: single keys that help, leave alone what is not theirs, and can be switched off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reader } from './support/browser.mjs';
import { focused } from './support/focus.mjs';
import { runSample } from './support/running.mjs';

const { sample, browser } = await runSample();

// `keys`: what stands on the keys of this language's keyboard where the Latin one has those of the list.
const readers = [
  { language: 'en', way: '', word: 'Mosul', keys: { '/': '/', j: 'j', k: 'k', o: 'o', ']': ']', '[': '[', n: 'n', '?': '?' } },
  { language: 'ar', way: '/ar', word: 'الموصل', keys: { '/': 'ظ', j: 'ت', k: 'ن', o: 'خ', ']': 'د', '[': 'ج', n: 'ى', '?': '؟' } },
];

// What a key did is known when press() comes back: `heard` has whether the script took it.
const listen = () => {
  window.heard = [];
  addEventListener('keydown', (event) => window.heard.push(event.defaultPrevented));
};

class Keyboard {
  constructor(page, devtools) {
    this.page = page;
    this.devtools = devtools;
  }

  /** Presses a key that writes `letter`, on whatever keyboard; true where the script took it. */
  async press(letter, modifiers = 0) {
    const event = { key: letter, text: modifiers ? undefined : letter, modifiers };
    await this.devtools.send('Input.dispatchKeyEvent', { type: modifiers ? 'rawKeyDown' : 'keyDown', ...event });
    await this.devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter, modifiers });
    return this.page.evaluate(() => window.heard.at(-1));
  }

  /** Presses a key that leads to another page, and waits for it. */
  async follow(letter) {
    const arrived = this.page.waitForNavigation({ waitUntil: 'load' });
    await this.devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key: letter, text: letter });
    await arrived;
  }
}

const pageTest = (title, check) => {
  for (const one of readers) {
    test(`${title} (${one.language})`, { timeout: 120_000 }, async () => {
      const context = await browser.newContext(reader(one.language));
      try {
        await context.addInitScript(listen);
        const page = await context.newPage();
        const faults = [];
        page.on('pageerror', (fault) => faults.push(String(fault)));
        const keyboard = new Keyboard(page, await context.newCDPSession(page));
        const open = (path) => page.goto(`${sample.origin}${one.way}${path}`);
        await check({ ...one, page, keyboard, open });
        assert.deepEqual(faults, [], 'the script failed');
      } finally {
        await context.close();
      }
    });
  }
};

const results = (word, more = '') => `/search?q=${encodeURIComponent(word)}${more}`;
const idOfFocus = (page) => page.evaluate(() => document.activeElement.id);
const isListed = (page) => page.evaluate(() => document.getElementById('keys').open);
// Which of the results has the focus on its title; -1: none.
const focusedResult = (page) => page.evaluate(() => [...document.querySelectorAll('.hits h3 a')].indexOf(document.activeElement));

async function assertAt(page, place) {
  assert.equal(await focusedResult(page), place);
  const now = await focused(page);
  assert.ok(now.visible, `the focus is not seen on ${now.name}`);
  assert.ok(now.inside, `the focus is out of sight on ${now.name}`);
  assert.ok(!now.covered, `something covers ${now.name}`);
}

pageTest('the slash leads to the search box and selects what stands in it', async ({ page, keyboard, open, word, keys }) => {
  await open(results(word));
  assert.equal(await keyboard.press(keys['/']), true);
  assert.equal(await idOfFocus(page), 'q');
  await page.keyboard.type('x');
  assert.equal(await page.inputValue('#q'), 'x', 'what stood there was not selected');
});

pageTest('in a field the keys write', async ({ page, keyboard, open, word, keys }) => {
  await open(results(word));
  for (const field of ['#q', '#from', 'input.within >> nth=0']) {
    await page.locator(field).fill('');
    await page.locator(field).focus();
    for (const key of ['/', 'j', 'k', '?']) assert.equal(await keyboard.press(keys[key]), false, `${key} in ${field}`);
    assert.equal(await page.inputValue(field), ['/', 'j', 'k', '?'].map((key) => keys[key]).join(''));
  }
  assert.equal(await isListed(page), false);
});

pageTest('j and k go through the results and stay at the ends', async ({ page, keyboard, open, word, keys }) => {
  await open(results(word, '&per_page=5'));
  const last = (await page.locator('.hits > li').count()) - 1;
  assert.ok(last >= 2);
  for (let place = 0; place <= last; ++place) {
    assert.equal(await keyboard.press(keys.j), true);
    await assertAt(page, place);
  }
  await keyboard.press(keys.j);
  await assertAt(page, last);
  for (let place = last - 1; place >= 0; --place) {
    await keyboard.press(keys.k);
    await assertAt(page, place);
  }
  await keyboard.press(keys.k);
  await assertAt(page, 0);
});

pageTest('k comes to the last result first, and a step counts from any part of a result', async ({ page, keyboard, open, word, keys }) => {
  await open(results(word, '&per_page=5'));
  await keyboard.press(keys.k);
  await assertAt(page, 4);
  await page.locator('.hits > li').nth(1).locator('.from a').last().focus();
  await keyboard.press(keys.j);
  await assertAt(page, 2);
  await page.locator('.hits > li').nth(2).locator('.from a').last().focus();
  await keyboard.press(keys.k);
  await assertAt(page, 1);
});

pageTest('o opens the result that has the focus', async ({ page, keyboard, open, word, keys }) => {
  await open(results(word));
  const address = page.url();
  const hrefs = await page.locator('.hits h3 a').evaluateAll((links) => links.map((link) => link.href));
  await page.evaluate(() => {
    window.clicks = 0;
    addEventListener('click', () => ++window.clicks, true);
  });
  await keyboard.press(keys.o);
  assert.equal(await page.evaluate(() => window.clicks), 0, 'no result has the focus');
  await keyboard.press(keys.j);
  await keyboard.press(keys.j);
  await keyboard.follow(keys.o);
  assert.equal(page.url(), hrefs[1]);
  await page.goto(address);
  await page.locator('.hits > li').nth(2).locator('.from a').last().focus();
  await keyboard.follow(keys.o);
  assert.equal(page.url(), hrefs[2]);
});

pageTest('brackets turn the pages of results, as far as there are any', async ({ page, keyboard, open, word, keys }) => {
  const pageNumber = () => new URL(page.url()).searchParams.get('page') ?? '1';
  const isWithout = (step) => page.locator(`a[rel=${step}]`).count().then((links) => links === 0);
  await open(results(word, '&per_page=10'));
  assert.ok(await isWithout('prev'));
  assert.equal(await keyboard.press(keys['[']), true); // to no other page: the next key comes to this one
  let pages = 1;
  for (; !(await isWithout('next')); ++pages) {
    await keyboard.follow(keys[']']);
    assert.equal(pageNumber(), String(pages + 1));
  }
  assert.ok(pages >= 2);
  await keyboard.press(keys[']']);
  assert.equal(pageNumber(), String(pages));
  await keyboard.follow(keys['[']);
  assert.equal(pageNumber(), String(pages - 1));
});

pageTest('n goes from mark to mark and from the last to the first', async ({ page, keyboard, open, word, keys, language }) => {
  const id = await sample.idOf(`sample:digest-2017-07-14-mosul-${language}`);
  await open(`/d/${id}?q=${encodeURIComponent(word)}`);
  const marks = await page.locator('mark[id]').count();
  assert.ok(marks >= 2);
  const places = await page.evaluate(() => history.length);
  for (let press = 1; press <= marks + 1; ++press) {
    const moved = page.waitForURL(`**#m${press > marks ? 1 : press}`);
    assert.equal(await keyboard.press(keys.n), true);
    await moved;
    // The link has followed when the mark is the target; the key asks the link.
    await page.waitForFunction((href) => document.querySelector('a.to-mark[data-step="1"]').getAttribute('href') === href,
      `#m${press >= marks + 1 ? 2 : press === marks ? 1 : press + 1}`);
    assert.equal(await page.locator('mark:target').count(), 1);
  }
  assert.equal(await page.evaluate(() => history.length), places, 'each mark is a place in the history');
});

pageTest('where a document has no marks, n does nothing', async ({ keyboard, open, keys, language }) => {
  await open(`/d/${await sample.idOf(`sample:digest-2017-07-14-mosul-${language}`)}`);
  await keyboard.press(keys.n); // a failing script is a fault of every test here
});

pageTest('the question mark lists all shortcuts; Escape leads back to where the reader was', async ({ page, keyboard, open, word, keys }) => {
  await open(results(word));
  await keyboard.press(keys.j);
  await keyboard.press(keys.j);
  assert.equal(await keyboard.press(keys['?']), true);
  assert.equal(await isListed(page), true);
  assert.deepEqual((await page.locator('#keys kbd').allInnerTexts()).sort(), Object.keys(keys).sort());
  const name = await page.locator('#keys-heading').innerText();
  assert.equal(await page.getByRole('dialog', { name, exact: true }).count(), 1);

  const inDialog = () => page.evaluate(() => document.activeElement.closest('#keys') !== null);
  assert.ok(await inDialog(), 'the focus is not in the list');
  for (const stop of ['button', 'input']) {
    await page.locator(`#keys ${stop}`).focus();
    for (const key of ['j', '/', 'o']) assert.equal(await keyboard.press(keys[key]), false, `${key} beside the list`);
  }
  const stops = new Set();
  for (let presses = 0; presses < 6; ++presses) {
    await page.keyboard.press('Tab');
    // Behind its last stop the browser itself has a turn, and the page's is at no element.
    const at = await page.evaluate(() => (document.activeElement === document.body ? 'none' : document.activeElement.closest('#keys') && document.activeElement.localName));
    assert.ok(at, 'Tab leads out of the list');
    stops.add(at);
  }
  assert.ok(stops.has('input') && stops.has('button'), 'Tab does not go round in the list');

  await page.keyboard.press('Escape');
  assert.equal(await isListed(page), false);
  await assertAt(page, 1);
});

pageTest('the button of the page lists them too, and has the focus again when the list is closed', async ({ page, open, word }) => {
  await open(results(word));
  await page.locator('#open-keys').focus();
  await page.keyboard.press('Enter');
  assert.equal(await isListed(page), true);
  await page.locator('#keys button').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.getElementById('keys').open);
  assert.equal(await idOfFocus(page), 'open-keys');
});

pageTest('shortcuts that are switched off stay off until they are switched on', async ({ page, keyboard, open, word, keys }) => {
  const path = results(word, '&per_page=5');
  const assertOff = async () => {
    assert.equal(await page.locator('#keys input').isChecked(), false);
    await page.evaluate(() => document.activeElement.blur());
    for (const key of Object.values(keys)) assert.equal(await keyboard.press(key), false, `${key} though they are off`);
    assert.equal(await isListed(page), false);
    assert.equal(await focusedResult(page), -1);
  };
  await open(path);
  await keyboard.press(keys['?']);
  await page.locator('#keys input').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await assertOff();
  await page.reload();
  await assertOff();
  await open('/help');
  await assertOff();

  await open(path);
  await page.locator('#open-keys').click();
  await page.locator('#keys input').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  for (let loads = 0; loads < 2; ++loads) {
    assert.equal(await page.locator('#keys input').isChecked(), true);
    assert.equal(await keyboard.press(keys.j), true);
    await assertAt(page, 0);
    await page.reload();
  }
});

pageTest('with Ctrl, Alt or Meta the keys are the browser’s', async ({ page, keyboard, open, word, keys }) => {
  await open(results(word, '&per_page=5'));
  const [alt, ctrl, meta] = [1, 2, 4];
  for (const modifiers of [alt, ctrl, meta]) {
    for (const key of ['j', 'k', '/', '?', 'n', ']']) {
      assert.equal(await keyboard.press(keys[key], modifiers), false, `${key} with modifier ${modifiers}`);
    }
  }
  assert.equal(await focusedResult(page), -1);
  assert.notEqual(await idOfFocus(page), 'q');
  assert.equal(await isListed(page), false);
  assert.equal(await keyboard.press(keys.j), true, 'without one they are not');
});
