/** The JSON Schemas that editors complete from and the shapes that reading checks say the same. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { entityKinds, statuses } from '../../knowledge/model';
import { entityShape, factShape, factsFileShape, sourceShape, sourceTypes } from '../../knowledge/read/shapes';

interface Schema {
  readonly additionalProperties?: boolean;
  readonly properties?: Record<
    string,
    {
      readonly enum?: readonly string[];
      readonly description?: string;
      readonly markdownEnumDescriptions?: readonly string[];
    }
  >;
  readonly required?: readonly string[];
}

function schemaOf(
  name: string,
): Schema & { readonly anyOf: readonly Schema[]; readonly definitions: Record<string, Schema> } {
  return JSON.parse(readFileSync(new URL(`../../knowledge/schema/${name}.schema.json`, import.meta.url), 'utf8'));
}

const facts = schemaOf('facts');
const objects = [
  ['a fact', facts.definitions.fact, factShape],
  ['the file of facts', facts.anyOf[1], factsFileShape],
  ['an entity', schemaOf('entities').definitions.entity, entityShape],
  ['a source', schemaOf('sources').definitions.source, sourceShape],
] as const;

test.each(objects)('%s: the same keys, described, and the same required', (_, schema, shape) => {
  expect(Object.keys(schema.properties!)).toEqual(Object.keys(shape.entries));
  expect(schema.additionalProperties).toBe(false);
  const missing = v.safeParse(shape, {}).issues!.map((issue) => issue.path![0].key);
  expect(schema.required).toEqual(missing);
});

test.each([
  ['a fact', facts.definitions.fact, 'status', statuses],
  ['an entity', schemaOf('entities').definitions.entity, 'kind', entityKinds],
  ['a source', schemaOf('sources').definitions.source, 'type', sourceTypes],
] as const)('%s: the same words for %3$s', (_, schema, key, words) => {
  expect(schema.properties![key].enum).toEqual(words);
  const described = schema.properties![key].markdownEnumDescriptions;
  if (described) expect(described).toHaveLength(words.length);
});

test('every key has a description', () => {
  for (const [, { properties }] of objects) {
    for (const [key, { description }] of Object.entries(properties!)) {
      if (key !== 'facts') expect(description, key).toMatch(/\.$/);
    }
  }
});
