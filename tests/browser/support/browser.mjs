// Debian's Chromium, driven by playwright-core. It reaches this machine alone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setting } from './sample.mjs';

const packages = createRequire(join(setting('SIJILL_BROWSER_PACKAGES'), 'package.json'));
const { chromium } = packages('playwright-core');

/** axe-core, to be evaluated in a page. */
export const axeSource = readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');

// playwright-core gives each browser a folder of its own for what it keeps.
const flags = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A browser, to be closed. Its sandbox does not work for root, who goes without. */
export function startBrowser() {
  return chromium.launch({
    executablePath: setting('SIJILL_CHROMIUM'), headless: true, chromiumSandbox: process.getuid() !== 0, args: flags,
  });
}

/** Options of a context in which `language` ('en', 'ar') is what the reader prefers. */
export function reader(language, options = {}) {
  return { locale: language, timezoneId: 'UTC', reducedMotion: 'reduce', viewport: { width: 1280, height: 800 }, ...options };
}

/** Refuses our script, as a network that filters it would. */
export const refuseScripts = (context) => context.route(/\/static\/[^?]*\.m?js(\?.*)?$/, (route) => route.abort());

/** Opens all that folds, so that what is inside is looked at too. */
export const unfold = (page) => page.evaluate(() => {
  for (const part of document.querySelectorAll('details')) part.open = true;
});
