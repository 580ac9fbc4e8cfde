import type { Document } from 'issuefs/source'
import type { List, ListItem, Paragraph } from 'mdast'
import type { History } from '../model/history.ts'
import { idOf, lineOf, listOf, objectOf } from '../model/json.ts'
import { isoTime, minuteOf } from '../model/time.ts'
import { bugUrl } from './document.ts'

/** Longer values are cut: a whiteboard changed twice would fill pages. `raw.json` has them whole. */
const LONGEST = 200

/** Who changed what and when, oldest first. */
export function historyDocument(history: History, site: string): Document {
  const last = isoTime(objectOf(history.entries.at(-1)).when)
  const list: List = { type: 'list', ordered: false, spread: false, children: history.entries.map(entryItem) }
  return {
    front: { key: history.id, url: bugUrl(site, history.id), changes: history.entries.length },
    title: `History of bug ${history.id}`,
    body: { format: 'plain', blocks: list.children.length > 0 ? [{ markdown: [list], origin: null }] : [] },
    ...(last && { modified: last }),
  }
}

function entryItem(raw: unknown): ListItem {
  const { when, who, changes } = objectOf(raw)
  const at = isoTime(when)
  const head = paragraph(`${at ? minuteOf(at) : 'at an unknown time'}, ${lineOf(who) ?? 'Unknown'}`)
  const items = listOf(changes).map(changeItem)
  const list: List = { type: 'list', ordered: false, spread: false, children: items }
  return { type: 'listItem', spread: false, children: items.length > 0 ? [head, list] : [head] }
}

function changeItem(raw: unknown): ListItem {
  const { field_name, removed, added, attachment_id } = objectOf(raw)
  const attachment = idOf(attachment_id)
  const where = attachment === undefined ? '' : ` of attachment ${attachment}`
  const line = `${lineOf(field_name) ?? 'something'}${where}: ${shown(removed)} → ${shown(added)}`
  return { type: 'listItem', spread: false, children: [paragraph(line)] }
}

function shown(value: unknown): string {
  const line = lineOf(value)
  if (line === undefined) return 'none'
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

function paragraph(value: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}
