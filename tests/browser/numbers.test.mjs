// The numbers of one search are one number: in the sentence of the page in both languages, in the API, in the documents that
// paging reaches, in the facets, on the timeline, in the export. Over the sample, or over SIJILL_DOCUMENTS made-up documents.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serveSample } from './support/sample.mjs';
import { numberOfSentence } from './support/visit.mjs';

const searches = Number(process.env.SIJILL_SEARCHES ?? 100);
const atLeastRich = 0.7 * searches; // with five or more documents and two or more filters
const deepest = 10_000; // documents that paging reaches
const seed = Number(process.env.SIJILL_SEED ?? 20140910);

const sample = await serveSample();
after(() => sample.stop());

// mulberry32: the same numbers from the same seed on every machine.
function randomFrom(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = randomFrom(seed);
const oneOf = (list) => list[Math.floor(random() * list.length)];
const chance = (part) => random() < part;

const words = ['', '', '', 'Mosul', 'Daesh', 'Coalition', 'stabilisation', 'Iraq', 'schools OR police', 'families -video',
  'الموصل', 'داعش', 'التحالف', '"foreign fighters"', 'Raqqa', 'العراق', 'women', 'border~', 'train*'];
const fields = ['partner', 'topic', 'kind', 'lang', 'outlet', 'place'];
const facetOf = (field) => (field === 'lang' ? 'language' : field);

async function answerTo(path) {
  const answer = await fetch(sample.origin + path);
  const body = await answer.text();
  return { status: answer.status, body };
}
async function json(path) {
  const { status, body } = await answerTo(path);
  assert.equal(status, 200, `${path}: ${body.slice(0, 300)}`);
  return JSON.parse(body);
}

function addDates(query) {
  const first = 2014 + Math.floor(random() * 6);
  if (chance(0.8)) query.set('from', chance(0.5) ? `${first}` : `${first}-0${1 + Math.floor(random() * 9)}`);
  if (chance(0.6) || !query.has('from')) query.set('to', `${first + 1 + Math.floor(random() * 6)}`);
  if (chance(0.3)) query.set('dates', 'within');
}

/** A search whose filters are values that its facets offer, so that most find something. */
async function randomSearch() {
  const query = new URLSearchParams();
  const typed = oneOf(words);
  if (typed) query.set('q', typed);
  if (chance(0.3)) query.set('sort', oneOf(['newest', 'oldest', 'relevance']));
  if (chance(0.15)) query.set('match', 'any');
  let filters = 0;
  if (chance(0.5)) addDates(query), ++filters;
  for (const field of fields.sort(() => random() - 0.5).slice(0, 1 + Math.floor(random() * 2))) {
    const { facets } = await json(`/api/v1/search?${query}&per_page=1&suggestions=off`);
    const facet = facets[facetOf(field)];
    const offered = facet.values.filter((value) => value.count > 0).slice(0, 6).map((value) => value.value);
    if (facet.missing > 0) offered.push('_missing');
    if (offered.length === 0) continue;
    query.append(field, oneOf(offered));
    if (chance(0.6)) {
      const another = oneOf(offered);
      if (another !== query.get(field)) query.append(field, another);
    }
    ++filters;
  }
  return { query, filters };
}

async function sentenceNumber(query, language) {
  const { status, body } = await answerTo(`${language === 'ar' ? '/ar' : ''}/search?${query}`);
  assert.equal(status, 200);
  const sentence = body.match(/<div class="shown"[^>]*>\s*<h2[^>]*>([^<]*)/)?.[1];
  const number = numberOfSentence(sentence ?? '', language);
  assert.notEqual(number, undefined, `the sentence tells no number: ${sentence}`);
  return number;
}

// Of many documents more at a time, of few so that they fill some pages.
const pageSize = process.env.SIJILL_DOCUMENTS ? 100 : 40;

async function reachable(query) {
  const ids = new Set();
  let count = 0;
  let next = `/api/v1/search?${query}&per_page=${pageSize}&facets=none&passages=off&suggestions=off`;
  while (next) {
    const { hits, links } = await json(next);
    for (const hit of hits) ids.add(hit.id);
    count += hits.length;
    next = links.next;
  }
  assert.equal(ids.size, count, 'a document stands on two pages');
  return ids;
}

// Every document has one language: the counts of all languages, or of those that are asked for, make the total.
function sumOfLanguages(facet, query) {
  const asked = query.getAll('lang');
  const counted = facet.values.filter((value) => asked.length === 0 || value.selected);
  const missing = asked.length === 0 || asked.includes('_missing') ? facet.missing : 0;
  return counted.reduce((sum, value) => sum + value.count, missing);
}

const sum = (numbers) => [...numbers].reduce((all, number) => all + Number(number), 0);

// Fields and lines as RFC 4180 has them: a line feed between quotation marks ends no line.
const csvRows = (text) => text.replace(/"(?:[^"]|"")*"/g, 'quoted').split(/\r?\n/).filter((line) => line !== '').slice(1);

async function checkTimeline(query, total) {
  const { timeline, total: told } = await json(`/api/v1/timeline?${query}`);
  assert.equal(told, total, 'the total of the timeline');
  assert.equal(sum(timeline.periods.map(({ count }) => count)) + timeline.wider + timeline.undated, total, 'the sum of the timeline');
  const { body } = await answerTo(`/api/v1/timeline.csv?${query}`);
  assert.equal(sum(csvRows(body).map((row) => row.split(',')[2])), total, 'the sum of the timeline as CSV');
  const table = (await answerTo(`/search?${query}`)).body.match(/<table>.*?<\/table>/s)?.[0];
  if (!table) return;
  assert.equal(sum([...table.matchAll(/data-documents="(\d+)"/g)].map((cell) => cell[1])), total, 'the sum of the table');
  await followPeriod(oneOf([...table.matchAll(/<a href="\/search\?([^"]*)">[^<]*<\/a><\/th><td data-documents="(\d+)"/g)]));
}

// A bar of the timeline and its row in the table lead to the same search.
async function followPeriod(row) {
  if (!row) return; // no document found lies in one period
  const period = row[1].replaceAll('&amp;', '&');
  const { total } = await json(`/api/v1/search?${period}&per_page=1&facets=none`);
  assert.equal(total, Number(row[2]), `the period /search?${period}`);
}

// The first column of the table is the id.
async function checkExport(query, total, found) {
  const answer = await fetch(`${sample.origin}/export.csv?${query}`);
  assert.equal(answer.status, 200);
  const rows = csvRows(await answer.text());
  assert.equal(answer.headers.get('Sijill-Total'), String(total), 'the total of the export');
  assert.equal(rows.length, total, 'the rows of the export');
  const ids = new Set(rows.map((row) => row.split(',')[0]));
  assert.equal(ids.size, total, 'a document stands in two rows of the export');
  for (const id of found) assert.ok(ids.has(id), `${id} is found by paging and not in the export`);
}

async function checkAgreement(query) {
  const answer = await json(`/api/v1/search?${query}&facet_limit=200`);
  const { total } = answer;
  assert.equal(answer.total_relation, 'exact');
  assert.equal(await sentenceNumber(query, 'en'), total, 'the English sentence');
  assert.equal(await sentenceNumber(query, 'ar'), total, 'the Arabic sentence');
  const found = await reachable(query);
  assert.equal(found.size, Math.min(total, deepest), 'documents that paging reaches');
  await checkExport(query, total, found);
  assert.equal(sumOfLanguages(answer.facets.language, query), total, 'the sum of the languages');
  await checkTimeline(query, total);
}

test(`${searches} random searches (SIJILL_SEED=${seed}) each tell one number everywhere`, { timeout: process.env.SIJILL_DOCUMENTS ? 3_500_000 : 240_000 }, async () => {
  let rich = 0;
  for (let done = 0; done < searches;) {
    const { query, filters } = await randomSearch();
    // What has few filters or finds little is asked too, but only so often.
    const { total } = await json(`/api/v1/search?${query}&per_page=1&facets=none&suggestions=off`);
    const isRich = filters >= 2 && total >= 5;
    if (!isRich && done - rich >= searches - atLeastRich) continue;
    try {
      await checkAgreement(query);
    } catch (error) {
      error.message = `?${query}: ${error.message}`;
      throw error;
    }
    rich += isRich ? 1 : 0;
    ++done;
  }
  assert.ok(rich >= atLeastRich, `${rich} searches with five documents and two filters`);
});
