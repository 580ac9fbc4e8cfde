import { isSameValue } from '../edit/front-value.ts'
import type { Changes, ReadDraft } from '../edit/index.ts'

/** What a text of a new issue has changed of the one that was saved before it under the same name. */
export function changesOfDrafts(before: ReadDraft, after: ReadDraft): Changes {
  const from = new Map(before.front.map(({ name, value }) => [name, value]))
  const to = new Map(after.front.map(({ name, value }) => [name, value]))
  const names = [...new Set([...to.keys(), ...from.keys()])]
  const left = [...before.comments]
  const added = after.comments.filter(text => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return {
    front: names
      .map(name => ({ name, from: from.get(name) ?? null, to: to.get(name) ?? null }))
      .filter(change => !isSameValue(change.from, change.to)),
    ...(before.title === after.title ? {} : { title: { from: before.title, to: after.title } }),
    ...(before.body === after.body ? {} : { body: { from: before.body, to: after.body } }),
    sections: [],
    comments: [],
    added,
  }
}
