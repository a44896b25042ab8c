// The sample archive, the documents of archive.jsonl and what archive_later.jsonl makes of some, behind the built programs, on a free
// port of this machine.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const testsFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const sampleFolder = join(testsFolder, '..', '..', 'corpus', 'sample');

/** The environment variable's value; throws where tests/browser/run did not set it. */
export function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests are started by tests/browser/run`);
  return value;
}

function run(program, words) {
  const done = spawnSync(program, words, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status ?? done.signal}: ${done.stderr}`);
}

// SIJILL_DOCUMENTS tells how many made-up documents are wanted; else the sample is.
function filesToImport(folder) {
  const wanted = Number(process.env.SIJILL_DOCUMENTS || 0);
  if (wanted > 0) {
    const file = join(folder, 'made_up.jsonl');
    run(setting('SIJILL_MAKE_ARCHIVE'), [String(wanted), file]);
    return [file];
  }
  const sample = readdirSync(sampleFolder).filter((name) => name.endsWith('.jsonl')).map((name) => join(sampleFolder, name));
  return [...sample, ...['archive.jsonl', 'archive_later.jsonl'].map((name) => join(testsFolder, name))];
}

const importInto = (folder) => run(setting('SIJILL_INDEXER'),
  ['--data', folder, '--min-free-percent', '0', 'import', ...filesToImport(folder)]);

// Without dictionaries, so that what a search finds does not depend on what else is installed.
async function startServer(data) {
  const server = spawn(setting('SIJILL_SEARCHD'),
    ['--data', data, '--host', '127.0.0.1', '--port', '0', '--dictionaries', '', '--quiet', '--connections-per-address', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    const told = line.match(/ on (http:\/\/\S+)$/);
    if (told) return { server, origin: told[1] };
  }
  throw new Error('searchd ended before it served');
}

async function untilReady(origin) {
  for (let tries = 0; tries < 300; ++tries) {
    const answer = await fetch(`${origin}/api/v1/suggest?q=mos`);
    await answer.arrayBuffer();
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('searchd does not become ready');
}

/**
 * Imports and serves. `origin` is the beginning of all addresses; `json(path)` the answer of the API to it; `idOf(key)` the
 * id of a document; `stop()` ends the server and removes its files.
 */
export async function serveSample() {
  const folder = mkdtempSync(join(tmpdir(), 'sijill-browser-'));
  importInto(folder);
  const { server, origin } = await startServer(folder);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const json = async (path) => (await fetch(origin + path)).json();
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const idOf = async (key) => {
    const answer = await json(`/api/v1/documents/${encodeURIComponent(key)}`);
    const id = answer.id ?? answer.document?.id;
    if (!id) throw new Error(`no document has the key ${key}`);
    return id;
  };
  await untilReady(origin);
  return { origin, json, idOf, stop };
}
