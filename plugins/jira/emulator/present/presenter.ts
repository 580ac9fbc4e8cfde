import type { Fields, Issue } from '../data/model.ts'
import { neighbours, type Store } from '../data/store.ts'
import { fieldValue, type Manner } from './field-value.ts'
import { resource } from './parts.ts'
import type { Selection } from './selection.ts'

/** Prints issues. */
export interface Presenter {
  /** The JSON text of an issue as UTF-8; remembered until it, or an issue whose stub it shows, changes. */
  print(issue: Issue, selection: Selection, manner: Manner): Buffer
  /** The same as an object, never remembered. */
  present(issue: Issue, selection: Selection, manner: Manner): Fields
}

/** Bytes of remembered texts at most. */
const memory = 64_000_000

export function createPresenter(store: Store): Presenter {
  let printed = new Map<Issue, Map<string, Buffer>>()
  let size = 0
  store.watch((_, before, after) => {
    const near = [...(before ? neighbours(before) : []), ...(after ? neighbours(after) : [])]
    for (const id of near) {
      const issue = store.issues.get(id)
      if (issue) printed.delete(issue)
    }
    if (before) printed.delete(before)
  })

  const present = (issue: Issue, selection: Selection, manner: Manner): Fields => {
    const id = String(issue.id)
    if (selection.kind === 'id') return { id }
    const expand = 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations'
    const head = { expand, id, self: resource(store, `issue/${id}`), key: issue.key }
    if (selection.kind === 'stub') return head
    const fields: Record<string, unknown> = {}
    for (const field of store.fields.all()) {
      if (selection.includes(field)) fields[field.id] = fieldValue(store, issue, field.id, manner)
    }
    return { ...head, fields }
  }

  return {
    present,
    print(issue, selection, manner) {
      if (selection.kind === 'id') return Buffer.from(`{"id":"${issue.id}"}`)
      const key = `${selection.key}|${manner.api}|${manner.comments}`
      const texts = printed.get(issue) ?? new Map<string, Buffer>()
      const known = texts.get(key)
      if (known) return known
      const text = Buffer.from(JSON.stringify(present(issue, selection, manner)))
      size += text.length
      if (size > memory) {
        printed = new Map()
        size = text.length
      }
      printed.set(issue, texts.set(key, text))
      return text
    },
  }
}
