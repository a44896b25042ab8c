// texts.mjs PAGES TEXTS: see run.
import { Readability } from "@mozilla/readability";
import { JSDOM, VirtualConsole } from "jsdom";
import fs from "node:fs";
import path from "node:path";

const [pages, texts] = process.argv.slice(2);
fs.mkdirSync(texts, { recursive: true });
for (const name of fs.readdirSync(pages)) {
  let text = "";
  try {
    // The bytes, so that jsdom tells the character set as a browser does.
    const dom = new JSDOM(fs.readFileSync(path.join(pages, name)), {
      url: "https://example.org/page",
      contentType: "text/html",
      virtualConsole: new VirtualConsole(),
    });
    const article = new Readability(dom.window.document).parse();
    if (article) text = `${article.title}\n${article.textContent}`;
  } catch (error) {
    console.error(`${name}: ${error.message}`);
  }
  fs.writeFileSync(path.join(texts, `${path.parse(name).name}.txt`), text);
}
