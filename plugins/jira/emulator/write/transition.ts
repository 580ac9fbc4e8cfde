import { customId } from '../data/custom-fields.ts'
import type { Fields, Issue, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { printTime } from '../data/time.ts'
import { workflow } from '../generate/site.ts'
import { Refusal } from '../http/message.ts'
import type { Api } from '../present/parts.ts'
import { addComment, type EditInput, readValues, replaceValues } from './edit.ts'
import { readBody, unsettable } from './read-value.ts'

/** A way to another status. */
export interface Transition {
  readonly id: string
  readonly name: string
  readonly to: Fields
  /** What its screen asks for; empty for none. */
  readonly screen: readonly { readonly id: string; readonly required: boolean }[]
}

/** The screen of the last step: it alone has the release note. */
const finishing = [
  { id: 'resolution', required: true },
  { id: customId.releaseNote, required: false },
] as const

/** The generated workflow: from, to (both indexes), name. Done is reached only through review. */
const steps = [
  [0, 1, 'Start'],
  [1, 0, 'Stop'],
  [1, 2, 'Ask for review'],
  [2, 1, 'Ask for changes'],
  [2, 3, 'Finish'],
  [3, 1, 'Reopen'],
] as const

/** Where an issue may go. Loaded sites have no known workflow: every other status can be reached. */
export function transitionsOf(store: Store, issue: Issue): readonly Transition[] {
  const present = issue.fields.status as Fields | null
  const index = workflow.findIndex(([id, name]) => id === present?.id && name === present.name)
  if (index < 0) {
    return store.vocabulary
      .all('status')
      .filter(status => status.id !== present?.id)
      .map(to => ({ id: `1${to.id}`, name: String(to.name), to, screen: [] }))
  }
  return steps.flatMap(([from, to, name], step) => {
    const status = store.vocabulary.find('status', workflow[to]![0])
    return from === index && status
      ? [{ id: String(11 + step * 10), name, to: status, screen: to === 3 ? finishing : [] }]
      : []
  })
}

/** Takes a transition, with the fields of its screen; throws `Refusal`. */
export function takeTransition(store: Store, issue: Issue, input: EditInput & Fields, author: User, api: Api): Issue {
  const asked = String((input.transition as Fields | undefined)?.id ?? '')
  const transition = transitionsOf(store, issue).find(candidate => candidate.id === asked)
  if (!transition) throw new Refusal(400, [`It seems that you have tried to perform an illegal workflow operation.`])
  const off = Object.keys(input.fields ?? {}).filter(id => !transition.screen.some(field => field.id === id))
  if (off.length > 0) throw new Refusal(400, [], Object.fromEntries(off.map(id => [id, unsettable(id)])))
  const scope = { store, project: undefined, api }
  const values = readValues(scope, { fields: input.fields ?? {} }, issue.fields)
  const missing = transition.screen.find(({ id, required }) => required && !values.fields[id])
  if (missing) {
    throw new Refusal(400, [], { [missing.id]: `${store.fields.get(missing.id)?.name ?? missing.id} is required.` })
  }
  const comment = input.update?.comment?.[0]?.add as Fields | undefined
  const body = comment === undefined ? undefined : readBody(scope, comment.body)
  const done = (transition.to.statusCategory as Fields | undefined)?.key === 'done'
  const resolved = done
    ? { resolution: store.vocabulary.all('resolution')[0] ?? null, resolutiondate: printTime(store.clock.tick()) }
    : { resolution: null, resolutiondate: null }
  const fields = { status: transition.to, ...resolved, ...values.fields }
  const moved = replaceValues(store, issue, { fields, rich: values.rich }, author)
  return body === undefined ? moved : addComment(store, moved, body, author).issue
}

/** The fields of the screen of a transition, as `expand=transitions.fields` shows them. */
export function transitionFields(store: Store, transition: Transition): Fields {
  return Object.fromEntries(
    transition.screen.flatMap(({ id, required }) => {
      const field = store.fields.get(id)
      if (!field) return []
      const { name, schema } = field
      const allowed = id === 'resolution' ? { allowedValues: store.vocabulary.all('resolution') } : {}
      return [[id, { required, schema, name, key: id, operations: ['set'], ...allowed }]]
    }),
  )
}
