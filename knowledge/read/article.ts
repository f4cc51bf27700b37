import type { Article, Source } from '../model';
import { datePartsOf } from './date';
import { isId } from './shapes';
import { parseYaml } from './yaml';

/**
 * A stored document as an article. Its source's id is the file's name without the ending, in the form of a citekey.
 *
 * For Markdown, the title is the first heading of the first level; front matter, where there is any, gives `title`,
 * `author` (a name or a list of names) and `date`, and goes before the heading. The text stays as it is. Never throws:
 * front matter that cannot be read gives nothing.
 */
export function readArticle(file: string, text: string, format: Article['format']): Article {
  const source: Source = {
    id: citekeyOf(file),
    type: 'article',
    place: { file, line: 1, column: 1 },
    ...(format === 'markdown' ? { ...titleOf(text), ...frontMatterOf(text) } : {}),
  };
  return { source, file, format, text };
}

/** The id of a file's article: its name without the ending, in the form of a citekey. */
export function citekeyOf(file: string): string {
  const base = file.replace(/^.*[/\\]/, '').replace(/(.)\.[^.]*$/, '$1');
  return base.replace(/[\s;,[\]{}@]+/gu, '-').replace(/^-+|-+$/g, '') || 'article';
}

/** Whether a file that is named by an id, with an ending such as `.pdf`, is read, and under that id. */
export const isStorable = (id: string, ending: string): boolean =>
  !/^\.|[/\\]|^readme$/i.test(id) && isId(id) && citekeyOf(`${id}${ending}`) === id;

const frontMatter = /^\uFEFF?---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

function titleOf(text: string): Pick<Source, 'title'> {
  let fence: string | undefined;
  for (const line of text.replace(frontMatter, '').split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark) {
      fence = mark;
    } else {
      const heading = /^ {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/.exec(line);
      if (heading) return { title: heading[1] };
    }
  }
  return {};
}

function frontMatterOf(text: string): Pick<Source, 'title' | 'author' | 'issued'> {
  const yaml = parseYaml('', frontMatter.exec(text)?.[1] ?? '');
  const { title, author, date } = Object(yaml.root && yaml.valueOf(yaml.root)) as Record<string, unknown>;
  const authors = [author].flat().filter(isText);
  const parts = isText(date) ? datePartsOf(date) : undefined;
  return {
    ...(isText(title) && { title }),
    ...(authors.length > 0 && { author: authors.map((literal) => ({ literal })) }),
    ...(isText(date) && { issued: parts ? { 'date-parts': [parts] } : { raw: date } }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
