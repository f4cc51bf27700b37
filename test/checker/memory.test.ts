import { describe, expect, test } from 'vitest';
import { FolderMemory, readFolder } from '../../knowledge/read/folder';
import { CheckerMemory, createChecker } from '../../server/checker';
import { makeArticle } from '../bench/articles';

const facts = `source: a
facts:
  - {id: bridge, statement: The bridge of Halden is 412 meters long.}
  - {id: ferry, statement: The ferry of Halden was sold in 1961.}
`;
const draft = `The bridge of Halden is 421 meters long. The ferry was bought in 1961. The mill of Brukel has 12 rooms, and the council of Vikost
told 700 people so. ${makeArticle(3, 60)}`;

/** A folder in memory, read and indexed again and again with what was kept of the time before. */
function folder(files: Record<string, string>) {
  const read: string[] = [];
  const memory = { files: new FolderMemory(), checker: new CheckerMemory() };
  const load = async (kept = memory) => {
    const access = {
      list: () => Object.keys(files).map((name) => ({ name, kind: 'file' as const })),
      read: (path: string) => {
        read.push(path.slice(3));
        return new TextEncoder().encode(files[path.slice(3)]);
      },
      stat: (path: string) => ({ size: files[path.slice(3)].length, changed: 0 }),
    };
    const { packs, problems } = await readFolder('kb', access, { memory: kept.files });
    return { packs, problems, checker: createChecker(packs, { memory: kept.checker }) };
  };
  const fresh = () => load({ files: new FolderMemory(), checker: new CheckerMemory() });
  return { files, memory, read, load, fresh };
}

describe('after a change', () => {
  const start = () =>
    folder({
      'a.md': makeArticle(1, 100),
      'b.md': makeArticle(2, 100),
      'c.md': makeArticle(3, 100),
      'facts.yaml': facts,
    });

  test.each<[string, (files: Record<string, string>) => void, string[]]>([
    ['of an article', (files) => (files['b.md'] += '\nThe mill of Brukel has 13 rooms.\n'), ['b.md']],
    ['that adds one', (files) => (files['d.md'] = 'The mill of Brukel has 13 rooms.'), ['d.md']],
    ['that takes one away', (files) => delete files['b.md'], []],
    ['of the facts', (files) => (files['facts.yaml'] = facts.replace('412', '1,412')), ['facts.yaml']],
    [
      'of the names',
      (files) => (files['entities.yaml'] = '- {id: brukel, name: Brukel, aliases: [Vikost]}'),
      ['entities.yaml'],
    ],
    [
      'of a description',
      (files) => (files['sources.yaml'] = '- {id: b, type: book, title: The mill of Brukel}'),
      ['sources.yaml'],
    ],
  ])('%s, the checker is the same as a new one, and only that is read', async (_, change, expected) => {
    const { files, load, fresh, read } = start();
    (await load()).checker.check(draft);
    change(files);
    read.length = 0;
    const { checker } = await load();
    expect(read).toEqual(expected);
    const other = (await fresh()).checker;
    expect(checker.check(draft)).toEqual(other.check(draft));
    expect(checker.facts).toEqual(other.facts);
    expect(checker.lookup('Brukel')).toEqual(other.lookup('Brukel'));
  });

  test('articles that have not changed are not cut again', async () => {
    const { files, load, memory } = start();
    const before = (await load()).packs[0];
    const indexing = memory.checker.for([before]);
    files['b.md'] += ' ';
    const after = (await load()).packs[0];
    const same = after.articles.map((article, i) => article === before.articles[i]);
    expect(same).toEqual([true, false, true]);
    expect(after.facts[0]).toBe(before.facts[0]);
    const kept = before.articles.map((article) => indexing.segmentOf(article));
    expect(indexing.segmentOf(after.articles[0])).toBe(kept[0]);
    expect(indexing.segmentOf(after.articles[1])).not.toBe(kept[1]);
  });

  test('a name is where it is now', async () => {
    const { files, load } = start();
    files['entities.yaml'] = '- {id: brukel, name: Brukel}';
    await load();
    files['entities.yaml'] = '# Names.\n- {id: brukel, name: Brukel}';
    const { checker } = await load();
    expect(checker.entities.find(({ id }) => id === 'brukel')?.place).toMatchObject({ line: 2 });
  });

  test('nor are those that are described otherwise, if not by another title', async () => {
    const { files, load, memory } = start();
    files['sources.yaml'] = '- {id: b, type: book, title: The mill}';
    const before = (await load()).packs[0];
    const indexing = memory.checker.for([before]);
    const segment = indexing.segmentOf(before.articles[1]);
    const again = async (yaml: string) => {
      files['sources.yaml'] = yaml;
      const { packs, checker } = await load();
      return { segment: indexing.segmentOf(packs[0].articles[1]), source: checker.source('b') };
    };
    const moved = await again('# Books.\n- {id: b, type: report, title: The mill}');
    expect(moved).toMatchObject({ source: { type: 'report', place: { line: 2 } } });
    expect(moved.segment).toBe(segment);
    expect((await again('- {id: b, type: book, title: The old mill}')).segment).not.toBe(segment);
  });
});

test('indexing can be done one article at a time', async () => {
  const { packs } = await folder({ 'a.md': makeArticle(1, 50), 'b.md': makeArticle(2, 50) }).load();
  const memory = new CheckerMemory();
  expect([...memory.for(packs).steps(packs)]).toHaveLength(2);
  expect([...memory.for(packs).steps(packs)]).toHaveLength(0);
  expect(createChecker(packs, { memory }).facts).toEqual(createChecker(packs).facts);
});

test('an indexing that goes on while names change does not mix with the other', async () => {
  const { packs } = await folder({ 'a.md': makeArticle(1, 50), 'b.md': makeArticle(2, 50) }).load();
  const [name = ''] = /[A-Z]\w+(?= has| is)|[A-Z]\w{4,}/.exec(packs[0].articles[1].text) ?? [];
  const named = packs.map((pack) => ({ ...pack, entities: [{ id: 'named', name, aliases: [] }] }));
  const memory = new CheckerMemory();
  const former = memory.for(packs).steps(packs);
  former.next();
  const latter = memory.for(named).steps(named);
  for (const step of [former, latter]) while (!step.next().done);
  expect(createChecker(named, { memory }).lookup(name)).toEqual(createChecker(named).lookup(name));
  const [article] = named[0].articles.slice(1);
  expect(memory.for(named).segmentOf(article)?.terms).toContain('#named');
});
