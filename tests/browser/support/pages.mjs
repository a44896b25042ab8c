// Every kind of page there is. A new kind of page is a line more.

/** The address of `path` in `language`. */
export const inLanguage = (language, path) => (language === 'ar' ? `/ar${path === '/' ? '' : path}` : path);

// name, [whether it is looked at in all combinations of width, theme and script: one page of each template], path in
// English, [path in Arabic where it is another one than the same below /ar], [status]
const table = (ids) => [
  { name: 'home', whole: true, path: '/' },
  { name: 'search without words', path: '/search' },
  { name: 'results', whole: true, path: '/search?q=Mosul', arabic: '/ar/search?q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84' },
  { name: 'results with filters', path: '/search?q=Mosul&lang=en&lang=ar&partner=iraq&from=2015&to=2019-06&page=2&per_page=5' },
  { name: 'results that say why', path: '/search?q=Mosul+schools&explain=1' },
  { name: 'results of a misspelt name', path: '/search?q=Bagdady', arabic: '/ar/search?q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84%D9%84' },
  { name: 'one result', path: '/search?q=%22taken+mosul+back+whole%22+OR+%22newlyweds%22' },
  { name: 'nothing found', whole: true, path: '/search?q=xqzwvkj+%22qqq+zzz%22&lang=en' },
  { name: 'wrong parameters', whole: true, path: '/search?q=Mosul&lang=xx&from=2019-13&to=1&page=0&colour=red' },
  { name: 'document with a version in the other language', whole: true, path: `/d/${ids.twin}` },
  { name: 'document without one', whole: true, path: `/d/${ids.single}` },
  { name: 'document in Arabic with Latin words', path: `/d/${ids.mixed}` },
  { name: 'document of one long word', path: `/d/${ids.long}` },
  { name: 'document of signs', path: `/d/${ids.signs}` },
  { name: 'document without a title', path: `/d/${ids.untitled}` },
  { name: 'digest', whole: true, path: `/d/${ids.digest}` },
  { name: 'a page beyond the last', path: '/search?q=Mosul&page=40' },
  { name: 'nothing found of a name', path: '/search?q=Mosul+Baghdady&from=2031' },
  { name: 'wrong parameters of a file', path: '/feed.atom?q=Mosul&lang=xx&colour=red&partner=itly', status: 400 },
  { name: 'history of a document', whole: true, path: `/d/${ids.changed}/history` },
  { name: 'history of a document in Arabic', path: `/d/${ids.mixed}/history` },
  { name: 'history of a document that never changed', path: `/d/${ids.single}/history` },
  { name: 'withdrawn document', whole: true, path: `/d/${ids.withdrawn}`, status: 410 },
  { name: 'partners', path: '/partners' },
  { name: 'partners by a name', path: '/partners?name=ita', arabic: '/ar/partners?name=%D8%A7%D9%8A%D8%B7' },
  { name: 'partner', whole: true, path: '/partners/iraq' },
  { name: 'partner of whom nothing is known', path: '/partners/fiji' },
  { name: 'topics', path: '/topics' },
  { name: 'topic', whole: true, path: '/topics/stabilisation' },
  { name: 'digests by week', path: '/digests' },
  { name: 'help', whole: true, path: '/help' },
  { name: 'about', path: '/about' },
  { name: 'all values of a filter', path: '/facets/place?q=Mosul&place=raqqa&lang=en' },
  { name: 'all values of a filter by name', path: '/facets/partner?order=name&name=a' },
  { name: 'months of a search', path: '/facets/month?q=Mosul' },
  { name: 'unknown partner', path: '/partners/atlantis', status: 404 },
  { name: 'unknown document', path: '/d/aaaaaaaaaaaa', status: 404 },
  { name: 'unknown page', whole: true, path: '/nothing-here', status: 404 },
  { name: 'problem page', path: '/problems/invalid-parameter', arabic: '/ar/problems/invalid-parameter' },
];

/** The pages over `sample`, each `{ name, whole, status, address: { en, ar } }`. */
export async function allPages(sample) {
  const ids = {
    twin: await sample.idOf('sample:digest-2017-07-14-mosul-en'),
    single: await sample.idOf('sample:news-2014-albania-croatia-en'),
    digest: await sample.idOf('sample:digest-2017-07-14-mosul-ar'),
  };
  for (const name of ['withdrawn', 'long', 'signs', 'untitled']) ids[name] = await sample.idOf(`browser:${name}`);
  ids.mixed = await sample.idOf('browser:mixed-ar');
  ids.changed = await sample.idOf('browser:mixed-en');
  return table(ids).map(({ name, whole = false, path, arabic, status = 200 }) => ({
    name, whole, status, address: { en: path, ar: arabic ?? inLanguage('ar', path) },
  }));
}
