import type { Fields, Issue, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { printTime } from '../data/time.ts'
import { workflow } from '../generate/site.ts'
import { Refusal } from '../http/message.ts'
import type { Api } from '../present/parts.ts'
import { addComment, type EditInput, readValues, replaceValues } from './edit.ts'
import { readBody } from './read-value.ts'

/** A way to another status. */
export interface Transition {
  readonly id: string
  readonly name: string
  readonly to: Fields
  /** Whether its screen asks for a resolution. */
  readonly asksResolution: boolean
}

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
      .map(to => ({ id: `1${to.id}`, name: String(to.name), to, asksResolution: false }))
  }
  return steps.flatMap(([from, to, name], step) => {
    const status = store.vocabulary.find('status', workflow[to]![0])
    return from === index && status ? [{ id: String(11 + step * 10), name, to: status, asksResolution: to === 3 }] : []
  })
}

/** Takes a transition, with the fields of its screen; throws `Refusal`. */
export function takeTransition(store: Store, issue: Issue, input: EditInput & Fields, author: User, api: Api): Issue {
  const asked = String((input.transition as Fields | undefined)?.id ?? '')
  const transition = transitionsOf(store, issue).find(candidate => candidate.id === asked)
  if (!transition) throw new Refusal(400, [`It seems that you have tried to perform an illegal workflow operation.`])
  const scope = { store, project: undefined, api }
  const values = readValues(scope, { fields: input.fields ?? {} }, issue.fields)
  if (transition.asksResolution && !values.fields.resolution) {
    throw new Refusal(400, [], { resolution: 'Resolution is required.' })
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
  if (!transition.asksResolution) return {}
  const field = store.fields.get('resolution')!
  return {
    resolution: {
      required: true,
      schema: field.schema,
      name: field.name,
      key: field.id,
      operations: ['set'],
      allowedValues: store.vocabulary.all('resolution'),
    },
  }
}
