import { expect, test } from 'vitest'
import { readDocument } from '../markdown/read-document.ts'
import type { Field } from '../source/write.ts'
import { printAllowed } from './print-allowed.ts'
import { printTemplate } from './print-template.ts'
import { readDraft } from './read-draft.ts'

const fields: readonly Field[] = [
  { name: 'type', kind: 'choice', values: ['Bug', 'Task'], required: true, default: 'Task' },
  { name: 'labels', kind: 'text', many: true, default: ['a', 'b, c'] },
  { name: 'fix versions', kind: 'choice', many: true, values: Array.from({ length: 20 }, (_, at) => `1.${at}`) },
  { name: 'due: when', kind: 'date', note: 'Not before\n---\ntoday.' },
  { name: 'private', kind: 'boolean', default: false },
]

test('the template', () => {
  expect(printTemplate(fields)).toBe(`---
type: Task # required; Bug, Task
labels: [a, "b, c"] # a list, each one line of text
fix versions: [] # 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.10, 1.11, … (20 in all)
"due: when": # a date, as 2026-01-31; Not before --- today.
private: false # true or false
---

# Title of the new issue
`)
  expect(readDocument(printTemplate(fields)).kind).toBe('document')
  expect(() => readDraft(printTemplate(fields))).toThrow('no title')
  expect(readDraft(printTemplate(fields).replace('Title of the', 'A'))).toEqual({
    title: 'A new issue',
    front: [
      { name: 'type', value: 'Task' },
      { name: 'labels', value: ['a', 'b, c'] },
      { name: 'private', value: false },
    ],
    body: '',
    comments: [],
  })
})

test('what is allowed', () => {
  expect(printAllowed(fields.slice(0, 4), 'PROJ-1')).toBe(`# What may be written: PROJ-1

Keys of the front matter, and the values they take.

## type

One of the allowed values; required.

- Bug
- Task

## labels

A list, each one line of text.

## fix versions

A list, each one of the allowed values.

${Array.from({ length: 20 }, (_, at) => `- 1.${at}\n`).join('')}
## due: when

A date, as 2026-01-31. Not before --- today.
`)
  expect(printAllowed([], 'PROJ-1')).toContain('No key of the front matter.')
})
