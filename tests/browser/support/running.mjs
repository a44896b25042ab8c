// What a file of tests runs against: the sample, served, and a browser to look at it.
import { after } from 'node:test';
import { startBrowser } from './browser.mjs';
import { serveSample } from './sample.mjs';

/** Both, ended behind the last test of the file that asks. */
export async function runSample() {
  const sample = await serveSample();
  let browser;
  after(async () => {
    await browser?.close();
    await sample.stop();
  });
  browser = await startBrowser();
  return { sample, browser };
}
