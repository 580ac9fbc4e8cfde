import type { Field, FieldKind } from '../source/write.ts'

const kinds: Readonly<Record<FieldKind, string>> = {
  text: 'one line of text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date, as 2026-01-31',
  time: 'a time, as 2026-01-31T09:00:00Z',
  choice: 'one of the allowed values',
  person: 'a person',
  issue: 'an issue',
  duration: 'a duration, as 1h 30m',
}

/** `a list, each a person` */
export function sayKind({ kind, many }: Pick<Field, 'kind' | 'many'>): string {
  return many ? `a list, each ${kinds[kind]}` : kinds[kind]
}
