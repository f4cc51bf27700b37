/** A Word document as Markdown. */
import { Unzip, UnzipInflate, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import type { Source } from '../../model';
import { toMarkdown } from './html';
import { type Extracted, Unreadable } from './model';

/** Bytes that a document may have when it is unpacked. More is no document: a few kilobytes can be made to unpack to gigabytes. */
const largest = 128 * 1024 * 1024;
/** The same of its parts that are no pictures: reading them takes fifty times as much memory, and they are some million words. */
const mostMarkup = 24 * 1024 * 1024;

/** @throws {Unreadable} for what is no Word document, or too large a one. */
export async function readDocx(bytes: Uint8Array): Promise<Extracted> {
  checkSize(bytes);
  let html: string;
  try {
    const copy = new Uint8Array(bytes);
    // The one for Node takes a buffer, the one for browsers an array buffer.
    const input = { buffer: copy, arrayBuffer: copy.buffer } as unknown as Parameters<typeof mammoth.convertToHtml>[0];
    // Pictures say nothing that could be checked.
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
    html = (await mammoth.convertToHtml(input, { convertImage })).value;
  } catch (error) {
    throw new Unreadable(`This is not a Word document: ${error instanceof Error ? error.message : error}`);
  }
  const text = toMarkdown(html);
  if (text === '') throw new Unreadable('There is no text in this document.');
  const source = propertiesOf(bytes);
  const hasTitle = /^# /m.test(text);
  return {
    source: { ...source, ...(hasTitle && { title: /^# (.+)$/m.exec(text)?.[1] }) },
    format: 'markdown',
    text: `${text}\n`,
  };
}

/** Unpacks as a stream and counts, for what a packed file says of its own size need not be true. */
function checkSize(bytes: Uint8Array): void {
  let size = 0;
  let markup = 0;
  let isBroken = false;
  const unzip = new Unzip((file) => {
    let isMarkup: boolean | undefined;
    file.ondata = (error, chunk) => {
      isBroken ||= error !== null;
      size += chunk?.length ?? 0;
      // By its first byte, for its name may be any: no picture begins with a bracket, white space or a byte-order mark.
      if (chunk?.length) isMarkup ??= /[<\s\0\xef\xfe\xff]/.test(String.fromCharCode(chunk[0])) && !isJpeg(chunk);
      if (isMarkup) markup += chunk?.length ?? 0;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const isTooLarge = () => size > largest || markup > mostMarkup;
  const step = 16 * 1024;
  try {
    for (let at = 0; at < bytes.length && !isTooLarge() && !isBroken; at += step)
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch {
    isBroken = true;
  }
  if (isTooLarge()) throw new Unreadable('This document is too large when it is unpacked.');
  if (isBroken) throw new Unreadable('This is not a Word document: it cannot be unpacked.');
}

const isJpeg = ([first, second]: Uint8Array): boolean => first === 0xff && second === 0xd8;

/** Title, author and day, as the document's own properties give them. */
function propertiesOf(bytes: Uint8Array): Partial<Source> {
  const core = unzipSync(bytes, { filter: ({ name }) => name === 'docProps/core.xml' })['docProps/core.xml'];
  const xml = core ? new TextDecoder().decode(core) : '';
  const field = (name: string) => {
    const written = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]+)</${name}>`).exec(xml)?.[1].trim();
    return written
      ?.replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, '&');
  };
  const [title, author, created] = [field('dc:title'), field('dc:creator'), field('dcterms:created')];
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(created ?? '');
  return {
    ...(title && { title }),
    ...(author && { author: author.split(/\s*;\s*/).map((literal) => ({ literal })) }),
    ...(day && { issued: { 'date-parts': [day.slice(1).map(Number)] } }),
  };
}
