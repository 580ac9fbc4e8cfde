import type { Document } from 'issuefs/source'
import type { List, ListItem, Paragraph } from 'mdast'
import type { History } from '../model/history.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { nameOf } from '../model/person.ts'
import { isoTime } from '../model/time.ts'
import { changeLine } from './change-line.ts'
import { issueUrl } from './document.ts'

interface Entry {
  readonly at: string
  readonly item: ListItem
}

/** Who changed what and when, commits among them, oldest first. */
export function historyDocument(history: History, site: string): Document {
  const journals = history.journals.map((raw): Entry => journalEntry(raw, history))
  const entries = [...journals, ...history.changesets.map(commitEntry)]
  const children = entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ item }) => item)
  const last = entries
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
  const list: List = { type: 'list', ordered: false, spread: false, children }
  return {
    front: { id: history.id, url: issueUrl(site, history.id), changes: history.journals.length },
    title: `History of #${history.id}${history.subject ? `: ${history.subject}` : ''}`,
    body: { format: 'plain', blocks: children.length > 0 ? [{ markdown: [list], origin: null }] : [] },
    ...(last && { modified: last }),
  }
}

function journalEntry(raw: unknown, { names }: History): Entry {
  const journal = objectOf(raw)
  const items = listOf(journal.details).map(detail => item([changeLine(objectOf(detail), names)]))
  const at = isoTime(journal.created_on) ?? ''
  const note = journal.private_notes === true ? ' (private)' : ''
  const head = `${shown(at)}, ${nameOf(journal.user) ?? 'Anonymous'}${note}`
  const changes: List = { type: 'list', ordered: false, spread: false, children: items }
  return { at, item: { ...item([head]), children: [paragraph(head), ...(items.length > 0 ? [changes] : [])] } }
}

function commitEntry(raw: unknown): Entry {
  const { revision, user, committed_on, comments } = objectOf(raw)
  const at = isoTime(committed_on) ?? ''
  const words = [lineOf(revision), lineOf(comments)].filter(Boolean).join(': ')
  return { at, item: item([`${shown(at)}, ${nameOf(user) ?? 'somebody'} committed ${words}`]) }
}

function shown(at: string): string {
  return at ? at.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC') : 'at an unknown time'
}

function item(lines: readonly string[]): ListItem {
  return { type: 'listItem', spread: false, children: lines.map(paragraph) }
}

function paragraph(value: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}
