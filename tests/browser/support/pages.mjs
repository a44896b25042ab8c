// Every kind of page there is. A new kind of page is a line more.

/** The address of `path` in `language`. */
export const inLanguage = (language, path) => (language === 'ar' ? `/ar${path === '/' ? '' : path}` : path);

// name, path in English, [path in Arabic where it is another one than the same below /ar], status
const table = (ids) => [
  { name: 'home', path: '/' },
  { name: 'search without words', path: '/search' },
  { name: 'results', path: '/search?q=Mosul', arabic: '/ar/search?q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84' },
  { name: 'results with filters', path: '/search?q=Mosul&lang=en&lang=ar&partner=iraq&from=2015&to=2019-06&page=2&per_page=5' },
  { name: 'results that say why', path: '/search?q=Mosul+schools&explain=1' },
  { name: 'results of a misspelt name', path: '/search?q=Bagdady', arabic: '/ar/search?q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84%D9%84' },
  { name: 'one result', path: '/search?q=%22taken+mosul+back+whole%22+OR+%22newlyweds%22' },
  { name: 'nothing found', path: '/search?q=xqzwvkj+%22qqq+zzz%22&lang=en' },
  { name: 'wrong parameters', path: '/search?q=Mosul&lang=xx&from=2019-13&to=1&page=0&colour=red' },
  { name: 'document with a version in the other language', path: `/d/${ids.twin}` },
  { name: 'document without one', path: `/d/${ids.single}` },
  { name: 'document in Arabic with Latin words', path: `/d/${ids.mixed}` },
  { name: 'document of one long word', path: `/d/${ids.long}` },
  { name: 'document of signs', path: `/d/${ids.signs}` },
  { name: 'document without a title', path: `/d/${ids.untitled}` },
  { name: 'digest', path: `/d/${ids.digest}` },
  { name: 'withdrawn document', path: `/d/${ids.withdrawn}`, status: 410 },
  { name: 'unknown document', path: '/d/aaaaaaaaaaaa', status: 404 },
  { name: 'unknown page', path: '/nothing-here', status: 404 },
  { name: 'problem page', path: '/problems/invalid-parameter', arabic: '/problems/invalid-parameter' },
];

/** The pages over `sample`, each `{ name, status, address: { en, ar } }`. */
export async function allPages(sample) {
  const ids = {
    twin: await sample.idOf('sample:digest-2017-07-14-mosul-en'),
    single: await sample.idOf('sample:news-2014-albania-croatia-en'),
    digest: await sample.idOf('sample:digest-2017-07-14-mosul-ar'),
  };
  for (const name of ['withdrawn', 'long', 'signs', 'untitled']) ids[name] = await sample.idOf(`browser:${name}`);
  ids.mixed = await sample.idOf('browser:mixed-ar');
  return table(ids).map(({ name, path, arabic, status = 200 }) => ({
    name, status, address: { en: path, ar: arabic ?? inLanguage('ar', path) },
  }));
}
