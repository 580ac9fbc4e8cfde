import { expect } from 'vitest'
import type { Call } from '../../source/call.ts'
import type { ErrorKind } from '../../source/error.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { cut, mayWrite, refusal, type Wire, wired } from '../wire.ts'
import { attach, lacksAttaching, target } from './attaching.ts'
import { send } from './commenting.ts'
import { draftOf } from './creating.ts'
import { failsAs, type Outcome, outcomeOf } from './outcome.ts'
import { present } from './reading.ts'
import { editOf, lacks, markdownOf, titleOf, writable } from './writing.ts'

/** What a refusal of a save means. A status without a word of the tracker may say less. */
const refusals: readonly (readonly [status: number, kinds: readonly ErrorKind[]])[] = [
  [403, ['denied']],
  [404, ['not-found', 'invalid', 'denied', 'unsupported', 'unexpected']],
  [409, ['conflict', 'invalid', 'unexpected']],
  [422, ['invalid']],
  [429, ['rate-limited']],
  [500, ['unexpected']],
]

/** Saves that the tracker does not take. */
export const refusingCases: readonly SourceCase[] = [
  {
    name: 'a save for which nobody waits any more is not sent',
    read: 'What larger trackers add',
    needless: savesNothing,
    async run(open) {
      for (const { name, run } of await saves(open)) {
        let sent = 0
        const watching: Wire = (request, pass) => {
          if (mayWrite(request)) sent++
          return pass()
        }
        const call = wired(open.call(AbortSignal.abort()), watching)
        await failsAs(['cancelled'], `${name} for which nobody waits any more`, () => run(call))
        expect(sent, `${name} was sent all the same.`).toBe(0)
      }
    },
  },
  {
    name: 'a save that is refused, or cut off, is an error of the right kind',
    read: 'What larger trackers add',
    needless: savesNothing,
    async run(open) {
      for (const { name, run, also = [] } of await saves(open)) {
        for (const [status, kinds] of [...refusals, ...also]) {
          let refused = 0
          const refusing = whenWriting(() => {
            refused++
            return refusal(status)
          })
          const outcome = await outcomeOf(() => run(wired(open.call(), refusing)))
          expect('error' in outcome || refused > 0, `${name} ${readsOnly}`).toBe(true)
          await failsAs(kinds, `${name}, answered with ${status}`, () => asIt(outcome))
        }
        await failsAs(['offline'], `${name}, cut off`, () => run(wired(open.call(), whenWriting(cut))))
      }
    },
  },
]

function savesNothing(open: OpenSource): string | undefined {
  const able = (['update', 'comment', 'create'] as const).some(method => lacks(open, method) === undefined)
  return able ? undefined : 'It can not be written.'
}

const readsOnly =
  'should send a request that writes. A POST with safe: true is taken for one that only reads, such as a query in GraphQL: leave it out of those that write.'

async function asIt<T>(outcome: Outcome<T>): Promise<T> {
  if ('error' in outcome) throw outcome.error
  return outcome.value
}

interface Save {
  readonly name: string
  /** What else it may be answered with. */
  readonly also?: typeof refusals
  run(call: Call): Promise<unknown>
}

/** One save of each kind that the source takes. */
async function saves(open: OpenSource): Promise<readonly Save[]> {
  const { write, item } = await writable(open)
  const issue = await present(open, item)
  const { texts = [] } = write
  const body = markdownOf(issue.document.body)
  const draft = write.create && (await draftOf(open, 'Never to be made'))
  const edit = texts.includes('title')
    ? editOf(issue, { title: { from: titleOf(issue.document), to: 'A title that is refused' } })
    : texts.includes('body') && editOf(issue, { body: { from: body, to: `${body}\n\nRefused.`.trimStart() } })
  return [
    ...(write.update && edit ? [{ name: 'An update', run: (call: Call) => write.update!(edit, call) }] : []),
    ...(write.comment ? [{ name: 'A comment', run: (call: Call) => send(open, issue, 'Refused.', call) }] : []),
    ...(draft ? [{ name: 'A new issue', run: (call: Call) => write.create!(draft, call) }] : []),
    ...(await attachments(open)),
  ]
}

async function attachments(open: OpenSource): Promise<readonly Save[]> {
  if (lacksAttaching(open) !== undefined) return []
  const { route, issue } = await target(open)
  const bytes = new TextEncoder().encode('Refused.')
  const run = (call: Call) => attach(route, issue, 'refused.txt', bytes, call)
  return [{ name: 'A file', run, also: [[413, ['invalid', 'full']]] }]
}

function whenWriting(wire: Wire): Wire {
  return (request, pass) => (mayWrite(request) ? wire(request, pass) : pass())
}
