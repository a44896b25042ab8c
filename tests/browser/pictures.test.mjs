// Arabic pages look as they did when somebody looked at them: against kept pictures (pictures/*.png, grey, one dot for eight by
// eight pixels). What counts is on which side things stand: a mirrored page differs by much more than is let pass, as a test of
// its own shows. Where other fonts are installed than the pictures were made with, this is skipped.
// SIJILL_KEEP_PICTURES=1 makes the pictures anew: look at them before they are committed.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { reader } from './support/browser.mjs';
import { differenceOf, dotsOf, mirrored, pictureOf, pngOf } from './support/pictures.mjs';
import { runSample } from './support/running.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'pictures');
const keep = process.env.SIJILL_KEEP_PICTURES === '1';
const step = 8;
const allowed = 0.1; // of the ink in other columns

const { sample, browser } = await runSample();
const pages = {
  results: '/ar/search?q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84',
  nothing: '/ar/search?q=xqzwvkj&partner=iraq',
  document: `/ar/d/${await sample.idOf('sample:digest-2017-07-14-mosul-ar')}`,
};

// How wide the same words are set tells the fonts, and how they are drawn.
const fontsOf = (page) => page.evaluate(() => ['التحالف الدولي ضد داعش', 'Global Coalition'].map((words) => {
  const line = document.createElement('span');
  line.textContent = words;
  line.className = 'measure';
  document.body.append(line);
  const { width, height } = line.getBoundingClientRect();
  line.remove();
  return [Math.round(width), Math.round(height)];
}));

async function look(width, address, check, change = () => {}) {
  const context = await browser.newContext(reader('ar', { viewport: { width, height: 900 } }));
  try {
    const page = await context.newPage();
    await page.goto(sample.origin + address);
    await change(page);
    const canvasPage = await context.newPage();
    await check(await pictureOf(page, canvasPage, step), canvasPage, await fontsOf(page));
  } finally {
    await context.close();
  }
}

const fontsFile = join(folder, 'fonts.json');
const isOtherFonts = (fonts) => JSON.stringify(fonts) !== JSON.stringify(JSON.parse(readFileSync(fontsFile, 'utf8')));

for (const [name, address] of Object.entries(pages)) {
  for (const width of [360, 1280]) {
    const file = join(folder, `${name}-ar-${width}.png`);

    test(`${name} at ${width} px looks as its picture does`, (t) => look(width, address, async (picture, canvasPage, fonts) => {
      if (keep) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, await pngOf(picture, canvasPage));
        writeFileSync(fontsFile, `${JSON.stringify(fonts)}\n`);
        return;
      }
      if (isOtherFonts(fonts)) return t.skip(`the pictures were made with other fonts than are installed: ${JSON.stringify(fonts)}`);
      const kept = await dotsOf(readFileSync(file), canvasPage);
      const difference = differenceOf(picture, kept);
      t.diagnostic(`difference ${difference.toFixed(3)}, of the mirror ${differenceOf(mirrored(picture), kept).toFixed(3)}`);
      assert.ok(difference <= allowed, `${difference.toFixed(3)} of the ink stands in other columns: look at the page, then SIJILL_KEEP_PICTURES=1`);
    }));

    test(`${name} at ${width} px, laid out from the left, does not`, (t) => look(width, address, async (picture, canvasPage, fonts) => {
      if (isOtherFonts(fonts)) return t.skip('the pictures were made with other fonts than are installed');
      const difference = differenceOf(picture, await dotsOf(readFileSync(file), canvasPage));
      t.diagnostic(`difference ${difference.toFixed(3)}`);
      assert.ok(difference > allowed, `${difference.toFixed(3)}: the comparison would let a broken direction pass`);
    }, (page) => page.evaluate(() => { document.documentElement.dir = 'ltr'; })));
  }
}
