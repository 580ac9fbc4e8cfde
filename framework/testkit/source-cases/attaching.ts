import { expect } from 'vitest'
import { isNamed } from '../../journal/send/attach.ts'
import { createRouter } from '../../path/router.ts'
import type { Call } from '../../source/call.ts'
import type { AnyFiles, File } from '../../source/route.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { losing, mayWrite, type Wire, wired } from '../wire.ts'
import { reread } from './editing.ts'
import { bytesOf } from './files.ts'
import { outcomeOf } from './outcome.ts'
import { firstWanted, type Present, present } from './reading.ts'
import { isHonestRefusal, said } from './writing.ts'

const page = 'What larger trackers add'

/** Every byte there is, with line ends of all kinds: what is taken for text anywhere on the way comes out as another one. */
const everyByte = Uint8Array.from({ length: 700 }, (_, at) => (at * 37) % 256)

/** Names that a header, a form or a file system may spell in another way. */
const oddNames: readonly string[] = [
  'two words.txt',
  'Grüße 日本.txt',
  'a"quote".txt',
  'a;b=c&d+e%20.txt',
  "it's #1.txt",
  '.hidden',
  `${'long'.repeat(50)}.txt`,
]

/** New attachments: there once, with their bytes and name. */
export const attachingCases: readonly SourceCase[] = [
  {
    name: 'a file that is attached is on its issue, with the same bytes, and nothing else is changed',
    read: page,
    needless: lacksAttaching,
    async run(open) {
      const { route, issue } = await target(open)
      await attach(route, issue, 'every-byte.bin', everyByte, open.call())
      const after = await reread(open, issue)
      const [made, ...others] = newFiles(route, issue, after)
      expect(made, 'It should be among the files of its issue.').toBeDefined()
      expect(others, 'It was attached once.').toEqual([])
      expect(isNamed(made!.name, 'every-byte.bin'), `It is called "${made!.name}".`).toBe(true)
      expect(made!.size, 'By name and size the kernel finds it again.').toBe(everyByte.byteLength)
      const asked = { ...made!, key: { ...issue.key, name: made!.name } }
      const bytes = await bytesOf(await route.open(asked, { from: 0 }, open.call()))
      expect(bytes.equals(everyByte), 'It should be read as it was written: send bytes, and never text.').toBe(true)
      const names = route.of(issue.entity).map(({ id, name }) => `${id}: ${name}`)
      const still = route.of(after.entity).map(({ id, name }) => `${id}: ${name}`)
      expect(still, 'The files that were there.').toEqual(expect.arrayContaining(names))
      const { title, body } = said(issue.document)
      expect(said(after.document), 'A file changes no text.').toMatchObject({ title, body })
    },
  },
  {
    name: 'a file with an odd name is attached under a like one, or refused and not attached',
    read: page,
    needless: lacksAttaching,
    async run(open) {
      const { route, issue } = await target(open)
      let before = issue
      for (const [at, name] of [...oddNames, 'empty.txt'].entries()) {
        const bytes = name === 'empty.txt' ? new Uint8Array() : everyByte.subarray(0, at + 1)
        const outcome = await outcomeOf(() => attach(route, before, name, bytes, open.call()))
        const after = await reread(open, before)
        const made = newFiles(route, before, after).map(file => ({ name: file.name, size: file.size }))
        before = after
        if ('error' in outcome) {
          const { kind, message } = outcome.error
          expect(isHonestRefusal(outcome.error), `"${name}" was refused as ${kind}: ${message}`).toBe(true)
          expect(made, `"${name}" was refused, and attached all the same.`).toEqual([])
        } else {
          const like = isNamed(made[0]?.name ?? '', name) ? made[0]!.name : name
          expect(made, `"${name}" should be there, or be refused.`).toEqual([{ name: like, size: bytes.byteLength }])
        }
      }
    },
  },
  {
    name: 'a file whose answer is lost is attached once',
    read: page,
    needless: lacksAttaching,
    async run(open) {
      const { route, issue } = await target(open)
      let before = issue
      const requests = { count: 0 }
      const counting: Wire = (request, pass) => {
        if (mayWrite(request)) requests.count++
        return pass()
      }
      const send = (name: string, wire: Wire) =>
        outcomeOf(() => attach(route, before, name, everyByte, wired(open.call(), wire)))
      await send('with an answer.bin', counting)
      before = await reread(open, before)
      expect(requests.count, 'A file is sent through call.fetch.').toBeGreaterThan(0)
      for (let at = 1; at <= requests.count; at++) {
        const outcome = await send(`without an answer ${at}.bin`, losing(at))
        const after = await reread(open, before)
        const made = newFiles(route, before, after).map(({ name }) => name)
        before = after
        const most = 'A POST that makes something is never repeated: no safe: true, no loop of your own.'
        expect(made.length, most).toBeLessThanOrEqual(1)
        if ('value' in outcome) expect(made.length, 'It said that it was done, and it was not attached.').toBe(1)
        else expect(outcome.error.kind, `Its answer was lost: ${outcome.error.message}`).toBe('offline')
      }
    },
  },
]

/** Why files can't be attached. */
export function lacksAttaching({ session }: OpenSource): string | undefined {
  const routes = session.routes.filter(route => route.kind === 'files')
  if (routes.length === 0) return 'It has no attachments.'
  return routes.some(({ create }) => create) ? undefined : 'Its attachments have no create().'
}

/** An issue that takes files. */
export async function target(open: OpenSource): Promise<{ readonly route: AnyFiles; readonly issue: Present }> {
  const routes = createRouter(open.session).files.map(({ route }) => route)
  const taking = (parent: string) => routes.find(route => route.create && route.parent === parent)
  const [item] = await firstWanted(open, 1, each => taking(each.route) !== undefined)
  if (!item) throw new Error('The tracker of the test needs an issue that takes attachments.')
  return { route: taking(item.route)!, issue: await present(open, item) }
}

/** Attaches a file as the kernel does. */
export async function attach(
  route: AnyFiles,
  { id, key, entity }: Present,
  name: string,
  bytes: Uint8Array,
  call: Call,
): Promise<void> {
  await route.create!({ id, key, entity, name, bytes }, call)
}

function newFiles(route: AnyFiles, before: Present, after: Present): readonly File[] {
  const known = new Set(route.of(before.entity).map(({ id }) => id))
  return route.of(after.entity).filter(({ id }) => !known.has(id))
}
