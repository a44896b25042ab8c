// What a screen reader is told of a page.

/**
 * Of the page: `tree`, its accessibility tree as text; `roles`, how often each landmark is there; `levels`, those of its headings in their
 * order; `nameless`, the lines of links, buttons, fields and pictures without a name; `status`, what its live regions say.
 */
export async function outlineOf(page) {
  const tree = (await page.locator('body').ariaSnapshot()).replace(/[\u2066-\u2069]/g, '');
  const lines = tree.split('\n').map((line) => line.trim().replace(/^- '?/, '- '));
  const roles = {};
  for (const line of lines) {
    const role = line.match(/^- (\w+)/)?.[1];
    if (role) roles[role] = (roles[role] ?? 0) + 1;
  }
  const levels = lines.filter((line) => line.startsWith('- heading')).map((line) => Number(line.match(/\[level=(\d)\]/)[1]));
  const nameless = lines.filter((line) => /^- (link|button|combobox|searchbox|textbox|checkbox|img)\b(?! ")/.test(line));
  const status = (await page.locator('[role=status]').allInnerTexts()).join('\n').replace(/[\u2066-\u2069]/g, '');
  return { tree, roles, levels, nameless, status };
}

/**
 * Texts of the page that are not in the language that is said of them: Arabic letters under lang="en", and three words of Latin letters alone
 * under lang="ar". Words of the reader and of documents that the page quotes are told apart by `dir`, names of formats ("JSON Lines") by being few.
 */
export const foreignTexts = (page) => page.evaluate(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.replace(/\u2068[^\u2069]*\u2069/g, ' ').trim();
    const around = walker.currentNode.parentElement;
    if (text === '' || around.closest('script, style, code, dialog, [hidden], .matched, .understood dt')) continue;
    const said = around.closest('[lang]').lang;
    const arabic = /\p{Script=Arabic}/u.test(text);
    // A document may mix languages; what is ours does not.
    const ofDocument = around.closest('.card h3, .passage, .twin a, .from a, .document h1, .text, .related a') !== null;
    const foreign = ofDocument ? arabic && !/\p{Script=Latin}{3,}/u.test(text) : arabic;
    const latinAlone = !arabic && (text.match(/\p{Script=Latin}{3,}/gu) ?? []).length >= 3;
    if ((said === 'en' && foreign) || (said === 'ar' && latinAlone)) found.push(`${said}: ${text.slice(0, 60)}`);
  }
  return found;
});
