import { printFront } from '../markdown/front-matter.ts'
import { readFront } from '../markdown/read-front.ts'
import type { Document, Front, FrontValue } from '../source/document.ts'
import type { FieldEdit } from '../source/write.ts'
import type { FrontChange } from './changes.ts'
import { elementsOf, frontValue, indexOfElement, isSameValue } from './front-value.ts'
import { withoutPath } from './issue-path.ts'
import type { EditConflict } from './rebased.ts'

/** The fields that name other issues when the document does not say it, as for the kernel's references. */
const usualReferences: readonly string[] = ['links']

/** Merges changes of the front matter with what the document says now: lists by element, the others whole. */
export function rebaseFront(
  changes: readonly FrontChange[],
  { front, references = usualReferences }: Document,
): { readonly fields: readonly FieldEdit[]; readonly conflicts: readonly EditConflict[] } {
  const present = presentValues(front)
  const fields: FieldEdit[] = []
  const conflicts: EditConflict[] = []
  for (const change of changes) {
    const { name } = change
    const theirs = present.get(name)
    const isReference = references.includes(name)
    const base = isReference ? withoutPaths(change.from) : change.from
    const mine = isReference ? withoutPaths(change.to) : change.to
    if (isSameValue(base, mine) || isSameValue(mine, theirs)) continue
    if ([base, mine, theirs].some(Array.isArray)) {
      const edit = mergeList(name, base, mine, theirs)
      if (edit.added.length + edit.removed.length > 0) fields.push(edit)
    } else if (isSameValue(base, theirs)) {
      fields.push({ name, from: theirs, to: mine ?? undefined, added: [], removed: [] })
    } else conflicts.push({ what: name, base: base ?? undefined, mine: mine ?? undefined, theirs })
  }
  return { fields, conflicts }
}

/** By the keys that are shown; what is not shown is empty. */
function presentValues(front: Front): ReadonlyMap<string, FrontValue> {
  const shown = Object.entries(front).filter(([name, value]) => frontValue(name, value) !== null && !isEmptyList(value))
  const { entries } = readFront(printFront(Object.fromEntries(shown)), 0)
  return new Map(entries.map(({ key }, at) => [key, shown[at]![1]]))
}

function isEmptyList(value: FrontValue): boolean {
  return Array.isArray(value) && value.length === 0
}

function withoutPaths(value: FrontValue): FrontValue {
  if (typeof value === 'object' && value !== null) return value.map(withoutPath)
  return typeof value === 'string' ? withoutPath(value) : value
}

/** What was added and taken away stays so; others' elements keep their places. */
function mergeList(name: string, base: FrontValue, mine: FrontValue, theirs: FrontValue): FieldEdit {
  const before = elementsOf(base)
  const wanted = elementsOf(mine)
  const present = elementsOf(theirs)
  const added = wanted.filter(one => indexOfElement(before, one) < 0 && indexOfElement(present, one) < 0)
  const removed = present.filter(one => indexOfElement(before, one) >= 0 && indexOfElement(wanted, one) < 0)
  const merged = [...present.filter(one => !removed.includes(one)), ...added]
  const isMine = merged.length === wanted.length && merged.every(one => indexOfElement(wanted, one) >= 0)
  const to = isMine ? wanted : merged
  return { name, from: theirs, to: to.length > 0 ? to : undefined, added, removed }
}
