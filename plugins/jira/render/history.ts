import type { Document } from 'issuefs/source'
import type { List, ListItem, Paragraph } from 'mdast'
import type { History } from '../model/history.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { personName } from '../model/person.ts'
import { isoTime } from '../model/time.ts'
import { browseUrl } from './document.ts'

/** Longer values are cut: a description changed twice would fill pages. `raw.json` has them whole. */
const LONGEST = 200

/** Who changed what and when, oldest first. */
export function historyDocument(history: History, site: string): Document {
  const last = isoTime(objectOf(history.entries.at(-1)).created)
  const list: List = { type: 'list', ordered: false, spread: false, children: history.entries.map(entryItem) }
  return {
    front: { key: history.key, url: browseUrl(site, history.key), changes: history.entries.length },
    title: `History of ${history.key}${history.summary ? `: ${history.summary}` : ''}`,
    body: { format: 'plain', blocks: list.children.length > 0 ? [{ markdown: [list], origin: null }] : [] },
    ...(last && { modified: last }),
  }
}

function entryItem(raw: unknown): ListItem {
  const entry = objectOf(raw)
  const at = isoTime(entry.created)?.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC') ?? 'at an unknown time'
  const items = listOf(entry.items).map(changeItem)
  const head = paragraph(`${at}, ${personName(entry.author) ?? 'Anonymous'}`)
  const changes: List = { type: 'list', ordered: false, spread: false, children: items }
  return { type: 'listItem', spread: false, children: items.length > 0 ? [head, changes] : [head] }
}

function changeItem(raw: unknown): ListItem {
  const change = objectOf(raw)
  const from = shownValue(change.fromString) ?? shownValue(change.from) ?? 'none'
  const to = shownValue(change.toString) ?? shownValue(change.to) ?? 'none'
  const line = `${lineOf(change.field) ?? 'something'}: ${from} → ${to}`
  return { type: 'listItem', spread: false, children: [paragraph(line)] }
}

function shownValue(value: unknown): string | undefined {
  const line = lineOf(value)
  return line && line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

function paragraph(value: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}
