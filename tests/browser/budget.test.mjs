// A first view is small and still: bytes and requests are counted by the browser, nothing moves, nothing is complained of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reader } from './support/browser.mjs';
import { allPages } from './support/pages.mjs';
import { runSample } from './support/running.mjs';

const mostBytes = 60 * 1024;
const mostRequests = 5;
const mostScript = 15 * 1024;
// Not even by the pixel or two that a text is wider when its font is found late.
const mostShift = 0;

const { sample, browser } = await runSample();
const pages = await allPages(sample);

/** What the page asks for, and what the browser complains of, filled while it loads. */
async function watched(page) {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  const requests = new Map();
  network.on('Network.responseReceived', ({ requestId, response }) => requests.set(requestId, { url: response.url, bytes: 0 }));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) requests.get(requestId).bytes = encodedDataLength;
  });
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure().errorText}`));
  return { requests, complaints };
}

const layoutShift = (page) => page.evaluate(() => new Promise((resolve) => {
  let shift = 0;
  const moved = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      shift += value;
      moved.push(...sources.map(({ node }) => `${node?.localName ?? node?.nodeName}.${node?.className ?? ''}`));
    }
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve({ shift, moved }), 200));
}));

// Unpacked, as it is read by the browser.
const scriptLength = (page) => page.evaluate(async () => {
  const own = [...document.scripts].filter(({ src }) => src);
  const texts = await Promise.all(own.map(async ({ src }) => (await fetch(src)).text()));
  return texts.reduce((bytes, text) => bytes + new TextEncoder().encode(text).length, 0);
});

// Our script comes late, as over a slow network: what it adds must not move what is there.
const delayScripts = (context) => context.route(/\/static\/[^?]*\.m?js/, async (route) => {
  await new Promise((resolve) => setTimeout(resolve, 400));
  await route.continue();
});

async function firstView(language, address, width) {
  const context = await browser.newContext(reader(language, { viewport: { width, height: 800 } }));
  try {
    await delayScripts(context);
    const page = await context.newPage();
    const { requests, complaints } = await watched(page);
    await page.goto(sample.origin + address, { waitUntil: 'load' });
    const shift = await layoutShift(page);
    const listed = [...requests.values()];
    const inline = await page.locator('script:not([src]):not([type="application/ld+json"])').count();
    return { listed, bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0), script: await scriptLength(page), inline, shift, complaints };
  } finally {
    await context.close();
  }
}

for (const [language, width] of [['en', 360], ['ar', 1280]]) {
  for (const { name, address, status } of pages) {
    test(`${name} (${language}, ${width} px) is a small and still first view`, async (context) => {
      const view = await firstView(language, address[language], width);
      context.diagnostic(`${view.bytes} bytes in ${view.listed.length} requests, script ${view.script} bytes`);
      assert.ok(view.bytes > 0 && view.bytes <= mostBytes, `${view.bytes} bytes: ${JSON.stringify(view.listed)}`);
      assert.ok(view.listed.length <= mostRequests, `requests: ${JSON.stringify(view.listed)}`);
      assert.ok(view.script <= mostScript, `${view.script} bytes of script`);
      assert.equal(view.inline, 0, 'a script stands in the page');
      assert.ok(view.shift.shift <= mostShift, `parts of the page move while it loads: ${JSON.stringify(view.shift)}`);
      // Chromium itself complains of a page that answers 404 or 410.
      assert.deepEqual(view.complaints.filter((text) => status === 200 || !text.includes(`status of ${status}`)), []);
    });
  }
}
