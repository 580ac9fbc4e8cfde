import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Bug } from './data/model.ts'
import type { Store } from './data/store.ts'
import { blank } from './write/create.ts'

/** Reads files of bug objects as the REST interface prints them, one per line, plain or gzip; `comments` may be inside. */
export function load(store: Store, files: readonly string[]): void {
  for (const file of files) {
    const bytes = readFileSync(file)
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString()
    for (const line of text.split('\n').filter(Boolean))
      adopt(store, JSON.parse(line) as Readonly<Record<string, unknown>>)
  }
}

function adopt(store: Store, raw: Readonly<Record<string, unknown>>): void {
  const product = store.addProduct(String(raw.product ?? 'Loaded'))
  const id = Number(raw.id)
  let next = store.nextId('bug')
  while (next < id) next = store.nextId('bug')
  const known = Object.entries(raw).filter(([name]) => Object.hasOwn(blank, name) || name.startsWith('cf_'))
  const bug: Bug = {
    id,
    created: timeOf(raw.creation_time),
    changed: timeOf(raw.last_change_time),
    creator: store.user(String(raw.creator ?? 'nobody@example.test')),
    values: { ...blank, ...Object.fromEntries(known), product: product.name },
    comments: [],
    attachments: [],
    history: [],
    flags: [],
    isSecret: false,
  }
  for (const comment of (raw.comments ?? []) as readonly Readonly<Record<string, unknown>>[]) {
    bug.comments.push({
      id: store.nextId('comment'),
      author: store.user(String(comment.creator ?? 'nobody@example.test')),
      at: timeOf(comment.creation_time ?? comment.time),
      text: String(comment.text ?? ''),
      isPrivate: comment.is_private === true,
      isMarkdown: comment.is_markdown === true,
      tags: Array.isArray(comment.tags) ? comment.tags.map(String) : [],
      attachment: null,
    })
  }
  store.bugs.set(id, bug)
}

function timeOf(value: unknown): number {
  const time = Date.parse(String(value))
  return Number.isNaN(time) ? 0 : Math.floor(time / 1000) * 1000
}
