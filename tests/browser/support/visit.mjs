// One reader on their way through the pages: what they activate (Enter, click, Space) is counted, what they type is not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const mostTabs = 400;

export class Visit {
  /** `hands`: 'mouse' or 'keyboard', which goes from stop to stop with Tab alone. */
  constructor(page, hands = 'mouse') {
    this.page = page;
    this.hands = hands;
    this.activations = 0;
  }

  address() { return new URL(this.page.url()); }
  asked(name) { return this.address().searchParams.getAll(name); }

  /** Brings the focus to the element as a keyboard does. */
  async tabTo(locator) {
    const wanted = await locator.elementHandle();
    for (let presses = 0; presses < mostTabs; ++presses) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not come to ${locator}`);
  }

  async activate(locator, key = 'Enter') {
    ++this.activations;
    if (this.hands === 'mouse') return locator.click();
    await this.tabTo(locator);
    return this.page.keyboard.press(key);
  }

  /** Activates what leads to another page, and waits for it. */
  async follow(locator) {
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), this.activate(locator)]);
  }

  async type(locator, text) {
    if (this.hands === 'mouse') return locator.fill(text);
    await this.tabTo(locator);
    return this.page.keyboard.type(text);
  }

  /** Sends the form that the focus is in. */
  async enter() {
    ++this.activations;
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), this.page.keyboard.press('Enter')]);
  }

  async search(words) {
    await this.type(this.page.locator('#q'), words);
    await this.enter();
  }

  /** The text of the file behind a link. */
  async download(locator) {
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.activate(locator)]);
    return readFileSync(await file.path(), 'utf8');
  }

  async text(selector) { return (await this.page.locator(selector).first().innerText()).replace(/[\u2066-\u2069]/g, ''); }
  sentence() { return this.text('.shown h2'); }
}

/** "1,204 documents", "No documents", "5 وثائق", and in Arabic words for none, one and two; undefined: it tells no number. */
export function numberOfSentence(sentence, language) {
  const western = sentence.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  const digits = western.match(/^[\d,٬]+/);
  if (digits) return Number(digits[0].replace(/[,٬]/g, ''));
  const inWords = language === 'en' ? [[/^No /, 0]] : [[/^لا /, 0], [/^وثيقة واحدة/, 1], [/^وثيقتان/, 2]];
  return inWords.find(([form]) => form.test(sentence))?.[1];
}

/** The rows of a table as RFC 4180 has it, each an object by the names of its first line. */
export function rowsOfCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const [names, ...lines] = rows.filter((row) => row.some((field) => field !== ''));
  return lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at]])));
}
