// The list of completions below the search box: an editable combobox as the ARIA Authoring Practices have it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reader } from './support/browser.mjs';
import { runSample } from './support/running.mjs';

const { sample, browser } = await runSample();

// `other`: letters of the other language; `wrong`: what comes of typing `meant` on the other language's keyboard.
const readers = [
  { language: 'en', way: '', letters: 'mos', other: 'المو', wrong: 'hgl,wg', meant: 'الموصل' },
  { language: 'ar', way: '/ar', letters: 'المو', other: 'mos', wrong: 'ةخسعم', meant: 'Mosul' },
];

const suggestRoute = '**/api/v1/suggest?*';
const askedFor = (request) => new URL(request.url()).searchParams.get('q');

// The box and its list, as assistive technology is told of them.
const told = (page) => page.evaluate(() => {
  const box = document.getElementById('q');
  const list = document.getElementById(box.getAttribute('aria-controls'));
  const options = [...list.querySelectorAll('[role=option]')];
  return {
    role: box.getAttribute('role'), expanded: box.getAttribute('aria-expanded'), active: box.getAttribute('aria-activedescendant'),
    value: box.value, hasFocus: document.activeElement === box, visible: list.checkVisibility(), listRole: list.getAttribute('role'),
    listName: list.getAttribute('aria-label'), options: options.map(({ id }) => id),
    selected: options.filter((option) => option.getAttribute('aria-selected') === 'true').map(({ id }) => id),
    status: list.closest('form').querySelector('[role=status]').textContent,
  };
});

async function assertClosed(page, value) {
  const { expanded, active, visible, options, status, value: shown } = await told(page);
  assert.deepEqual({ expanded, active, visible, options, status, shown },
    { expanded: 'false', active: null, visible: false, options: [], status: '', shown: value });
}

const isOpen = (page) => page.waitForFunction(() => document.getElementById('q').getAttribute('aria-expanded') === 'true');

// All at once, so that nothing is asked for between the letters, however slow the machine.
async function type(page, letters) {
  await page.locator('#q').focus();
  await page.keyboard.insertText(letters);
}

async function typeAndSee(page, letters) {
  await type(page, letters);
  await isOpen(page);
}

// Where a completion leads from a page in this language.
const addressOf = ({ url }, way) => {
  const { pathname, search } = new URL(url, sample.origin);
  return `${sample.origin}${way}${pathname}${search}`;
};
const suggestionsFor = async (letters) => (await sample.json(`/api/v1/suggest?q=${encodeURIComponent(letters)}`)).suggestions;

const pageTest = (title, check) => {
  for (const one of readers) {
    test(`${title} (${one.language})`, { timeout: 120_000 }, async () => {
      const context = await browser.newContext(reader(one.language));
      try {
        const page = await context.newPage();
        const faults = [];
        page.on('pageerror', (fault) => faults.push(String(fault)));
        await page.goto(`${sample.origin}${one.way}/search`);
        await check({ ...one, page });
        assert.deepEqual(faults, [], 'the script failed');
      } finally {
        await context.close();
      }
    });
  }
};

pageTest('letters open the list, and the box says so', async ({ page, letters }) => {
  const before = await told(page);
  assert.equal(before.role, 'combobox');
  assert.equal(before.listRole, 'listbox');
  assert.ok(before.listName);
  await assertClosed(page, '');
  await typeAndSee(page, letters);
  const now = await told(page);
  assert.ok(now.visible);
  assert.equal(now.options.length, (await suggestionsFor(letters)).length);
  assert.deepEqual({ active: now.active, selected: now.selected, value: now.value, hasFocus: now.hasFocus },
    { active: null, selected: [], value: letters, hasFocus: true });
  assert.match(now.status, new RegExp(`${now.options.length}$`));
});

pageTest('a single letter opens nothing, and going back to one closes the list', async ({ page, letters }) => {
  const asked = [];
  page.on('request', (request) => request.url().includes('/suggest') && asked.push(askedFor(request)));
  await typeAndSee(page, letters);
  for (let left = letters.length; left > 1; --left) await page.keyboard.press('Backspace');
  await assertClosed(page, letters[0]);
  await typeAndSee(page, letters.slice(1));
  assert.ok(asked.length > 0);
  assert.ok(asked.every((typed) => typed.length > 1), `asked for ${asked}`);
});

pageTest('arrows go through the list and by way of the box round it', async ({ page, letters }) => {
  await typeAndSee(page, letters);
  const { options } = await told(page);
  assert.ok(options.length >= 2);
  const assertChosen = async (option) => {
    const { active, selected, value, hasFocus } = await told(page);
    assert.deepEqual({ active, selected, value, hasFocus }, { active: option ?? null, selected: option ? [option] : [], value: letters, hasFocus: true });
  };
  for (const option of [...options, undefined, options[0]]) {
    await page.keyboard.press('ArrowDown');
    await assertChosen(option);
  }
  for (const option of [undefined, options.at(-1), options.at(-2)]) {
    await page.keyboard.press('ArrowUp');
    await assertChosen(option);
  }
  assert.ok(await page.locator(`#${options.at(-2)}`).evaluate((option) => {
    const { backgroundColor, outlineStyle } = getComputedStyle(option);
    option.setAttribute('aria-selected', 'false');
    const plain = getComputedStyle(option);
    return backgroundColor !== plain.backgroundColor || outlineStyle !== plain.outlineStyle;
  }), 'what is chosen does not look chosen');
});

pageTest('Enter takes what is chosen', async ({ page, way, letters }) => {
  await typeAndSee(page, letters);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.equal(page.url(), addressOf((await suggestionsFor(letters))[1], way));
  assert.equal(await page.locator('#main h1, #main h2').count() > 0, true);
});

pageTest('Enter without a choice searches for what was typed', async ({ page, way, letters }) => {
  await typeAndSee(page, letters);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  const { pathname, searchParams } = new URL(page.url());
  assert.equal(pathname, `${way}/search`);
  assert.equal(searchParams.get('q'), letters);
});

pageTest('a click takes what is clicked', async ({ page, way, letters }) => {
  await typeAndSee(page, letters);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('#completions > li').nth(1).click()]);
  assert.equal(page.url(), addressOf((await suggestionsFor(letters))[1], way));
});

pageTest('Escape closes the list and keeps the text; further letters open it again', async ({ page, letters }) => {
  await typeAndSee(page, letters.slice(0, -1));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await assertClosed(page, letters.slice(0, -1));
  assert.ok((await told(page)).hasFocus);
  await typeAndSee(page, letters.at(-1));
});

pageTest('Escape without a list leaves the box, and the text in it', async ({ page, letters }) => {
  await typeAndSee(page, letters);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal((await told(page)).hasFocus, false);
  await assertClosed(page, letters);
});

pageTest('nothing is left open where the box loses the focus', async ({ page, letters }) => {
  await typeAndSee(page, letters);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  assert.equal((await told(page)).hasFocus, false);
  await assertClosed(page, letters);
});

pageTest('an answer that comes when the box has lost the focus opens nothing', async ({ page, letters }) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const given = page.route(suggestRoute, async (route) => {
    await held;
    await route.continue().catch(() => {}); // nobody waits for it any more
  });
  await given;
  const [request] = await Promise.all([page.waitForRequest(suggestRoute), type(page, letters)]);
  const ended = page.waitForEvent('requestfailed', (failed) => failed === request);
  await page.evaluate(() => document.activeElement.blur());
  release();
  await ended; // it was given up
  await assertClosed(page, letters);
});

pageTest('letters that are typed while an answer is awaited are asked for too', async ({ page, letters }) => {
  const before = letters.slice(0, -1);
  await page.route(suggestRoute, (route) => (askedFor(route.request()) === letters ? route.continue() : undefined)); // others are never answered
  await Promise.all([page.waitForRequest((request) => request.url().includes('/suggest') && askedFor(request) === before), type(page, before)]);
  await typeAndSee(page, letters.at(-1));
  assert.equal((await told(page)).options.length, (await suggestionsFor(letters)).length);
});

pageTest('where no answer can be had the box works as if there were no list', async ({ page, way, letters }) => {
  await page.route(suggestRoute, (route) => route.abort());
  await Promise.all([page.waitForEvent('requestfailed'), type(page, letters)]);
  await assertClosed(page, letters);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.equal(new URL(page.url()).pathname, `${way}/search`);
});

pageTest('the list lies below the box, and each of it reads in its own direction', async ({ page, letters, other, language, way }) => {
  for (const [typed, direction] of [[letters, language === 'ar' ? 'rtl' : 'ltr'], [other, language === 'ar' ? 'ltr' : 'rtl']]) {
    await page.locator('#q').fill('');
    await typeAndSee(page, typed);
    const suggestions = await suggestionsFor(typed);
    assert.ok(suggestions.some(({ dir }) => dir === direction));
    assert.deepEqual(await page.locator('#completions > li > bdi:first-child').evaluateAll((names) => names.map(({ dir, innerText }) => [dir, innerText])),
      suggestions.map(({ dir, text }) => [dir, text]));
    const seen = await page.evaluate(() => {
      const [box, list] = ['q', 'completions'].map((id) => document.getElementById(id).getBoundingClientRect());
      const style = getComputedStyle(document.getElementById('completions'));
      return { below: list.top >= box.bottom - 2, within: list.left >= 0 && list.right <= innerWidth, direction: style.direction,
        begins: style.direction === 'rtl' ? Math.abs(list.right - box.right) : Math.abs(list.left - box.left),
        sideways: document.documentElement.scrollWidth > innerWidth };
    });
    assert.ok(seen.begins <= 2, `the list begins ${seen.begins} pixels from where the box does`);
    assert.deepEqual({ ...seen, begins: 0 }, { below: true, within: true, direction: language === 'ar' ? 'rtl' : 'ltr', begins: 0, sideways: false });
  }
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.ok(new URL(page.url()).pathname.startsWith(`${way}/`), 'what is taken leads into the other language’s pages');
});

pageTest('what was typed on the keyboard of the other script is offered as it was meant', async ({ page, wrong, meant, way }) => {
  await typeAndSee(page, wrong);
  const suggestions = await suggestionsFor(wrong);
  const at = suggestions.findIndex(({ text, match }) => text === meant && match === 'keyboard');
  assert.ok(at >= 0, `${wrong} is not taken for ${meant}`);
  for (let presses = 0; presses <= at; ++presses) await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.equal(page.url(), addressOf(suggestions[at], way));
});
