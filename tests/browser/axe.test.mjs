// Every page in both languages, narrow and wide, light and dark; one page of each template in all widths, with our script and
// without it: no violation of WCAG 2.2 A and AA that axe can find, and no scrolling sideways.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axeSource, reader, refuseScripts, startBrowser, unfold } from './support/browser.mjs';
import { allPages } from './support/pages.mjs';
import { runSample } from './support/running.mjs';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const widths = [360, 768, 1280];
const themes = ['light', 'dark'];
const allRules = { type: 'tag', values: rules };
// A theme changes nothing but colours.
const rulesOfColour = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
// 320 px is also what is left of 1280 at a zoom of 400 %.
const widthsOfScrolling = [320, 360, 768, 1280, 1920];

const { sample, browser } = await runSample();
const pages = await allPages(sample);

async function open(context, { address, status }, language) {
  const page = await context.newPage();
  const answer = await page.goto(sample.origin + address[language], { waitUntil: 'load' });
  assert.equal(answer.status(), status, address[language]);
  await page.evaluate(axeSource);
  return page;
}

/** Each violation in one line: what is broken, by which part of the page, and (by note()) where. */
function violations(page, runOnly = allRules) {
  return page.evaluate(async (only) => {
    const result = await globalThis.axe.run(document, { runOnly: only, resultTypes: ['violations'] });
    return result.violations.flatMap(({ id, nodes }) => nodes.map((node) =>
      `${id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ').slice(0, 240)}`));
  }, runOnly);
}

/** What was found on one page, each with the widths and themes in which it was. */
class Findings {
  places = new Map();
  note(lines, place) {
    for (const line of lines) this.places.set(line, [...this.places.get(line) ?? [], place]);
  }
  list() {
    return [...this.places].slice(0, 20).map(([line, places]) => `${line} [${places.join('; ')}]`);
  }
}

async function sidewaysScroll(page) {
  const found = [];
  for (const width of widthsOfScrolling) {
    await page.setViewportSize({ width, height: width === 320 ? 256 : 800 });
    const { content, window, reaching } = await page.evaluate(() => {
      const root = document.scrollingElement;
      const beyond = [...document.querySelectorAll('body *')].filter((part) => {
        const box = part.getBoundingClientRect();
        return box.width > 0 && (box.right > root.clientWidth + 0.5 || box.left < -0.5);
      });
      return { content: root.scrollWidth, window: root.clientWidth,
        reaching: beyond.slice(0, 3).map((part) => `${part.localName}.${part.className}`) };
    });
    if (content > window) found.push(`at ${width} px the page is ${content} px wide (${reaching.join(', ')})`);
  }
  return found;
}

async function lookAt(page, { whole }, refused, findings) {
  if (!refused) findings.note(await violations(page), 'as it opens, with motion');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await unfold(page);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of widths) {
      if (!whole && width === 768) continue;
      await page.setViewportSize({ width, height: 800 });
      findings.note(await violations(page, whole || theme === 'light' ? allRules : rulesOfColour), `${width} px, ${theme}`);
    }
  }
  findings.note(await sidewaysScroll(page), 'unfolded');
  if (refused) return;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  findings.note(await violations(page), 'forced colours');
}

async function findingsOf(kind, language, refused) {
  const context = await browser.newContext(reader(language, { reducedMotion: 'no-preference' }));
  const findings = new Findings();
  try {
    if (refused) await refuseScripts(context);
    const page = await open(context, kind, language);
    // A page without a script of ours is the same page where scripts are refused.
    if (!refused || await page.locator('script[src]').count() > 0) await lookAt(page, kind, refused, findings);
  } finally {
    await context.close();
  }
  return findings.list();
}

describe('WCAG 2.2 AA and no scrolling sideways', { concurrency: 2 }, () => {
  for (const kind of pages) {
    for (const language of ['en', 'ar']) {
      for (const refused of kind.whole ? [false, true] : [false]) {
        const name = `${kind.name} (${language})${refused ? ' with our script refused' : ''}: ${kind.address[language]}`;
        test(name, { timeout: 120_000 }, async () => assert.deepEqual(await findingsOf(kind, language, refused), []));
      }
    }
  }
});
