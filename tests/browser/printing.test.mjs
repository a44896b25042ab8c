// On paper there is what was found, and no tools to find it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reader } from './support/browser.mjs';
import { runSample } from './support/running.mjs';

const { sample, browser } = await runSample();

const pagesOfPdf = (pdf) => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;

async function printed(language, path, look) {
  const context = await browser.newContext(reader(language, { colorScheme: 'dark' }));
  try {
    const page = await context.newPage();
    await page.goto(sample.origin + path);
    await page.emulateMedia({ media: 'print' });
    await look(page);
    return pagesOfPdf(await page.pdf({ format: 'A4' }));
  } finally {
    await context.close();
  }
}

const hidden = async (page, selector) => {
  for (const part of await page.locator(selector).all()) assert.equal(await part.isVisible(), false, `${selector} is printed`);
};

// Black on white, whatever the screen's colours are.
const inkOf = (page, selector) => page.locator(selector).first().evaluate((part) => {
  const channels = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
  return { ink: Math.max(...channels(getComputedStyle(part).color)), paper: Math.min(...channels(getComputedStyle(document.body).backgroundColor)) };
});

for (const [language, prefix, word] of [['en', '', 'Mosul'], ['ar', '/ar', 'الموصل']]) {
  test(`results are printed without box, filters and paging (${language})`, async () => {
    const path = `${prefix}/search?q=${encodeURIComponent(word)}`;
    const pages = await printed(language, path, async (page) => {
      for (const selector of ['.search', '.filters', '.paging', '.skip', '.other', '.apply', 'dialog']) await hidden(page, selector);
      assert.ok(await page.locator('.shown h2').isVisible(), 'the sentence is printed');
      assert.equal(await page.locator('.hits .card').first().isVisible(), true);
      const { ink, paper } = await inkOf(page, '.hits h3 a');
      assert.ok(ink < 80 && paper > 240, `ink ${ink} on ${paper}`);
    });
    assert.ok(pages >= 2 && pages < 20, `${pages} pages`);
  });

  test(`a printed document shows the address of its source (${language})`, async () => {
    const id = await sample.idOf(language === 'en' ? 'browser:mixed-en' : 'browser:mixed-ar');
    const pages = await printed(language, `${prefix}/d/${id}`, async (page) => {
      await hidden(page, '.search');
      const source = page.locator('.about a[href^="http"]').first();
      assert.ok(await source.isVisible());
      const shown = await source.evaluate((part) => part.textContent + getComputedStyle(part, '::after').content);
      assert.match(shown, /archive\.example/);
      const { ink, paper } = await inkOf(page, '.text');
      assert.ok(ink < 80 && paper > 240, `ink ${ink} on ${paper}`);
    });
    assert.ok(pages >= 1 && pages < 5, `${pages} pages`);
  });
}
