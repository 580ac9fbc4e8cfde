import { expect } from 'vitest'
import { createRouter } from '../../path/router.ts'
import type { AnyFiles, ByteStream, File } from '../../source/route.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { everyItem, type Present, present } from './reading.ts'

/** So many issues are looked through for one with an attachment. */
const mostIssues = 40

/** Attachments: their bytes, from any place on. */
export const filesCases: readonly SourceCase[] = [
  {
    name: 'an attachment has the bytes it says, from any place on',
    read: 'What larger trackers add',
    needless: ({ session }) =>
      session.routes.some(({ kind }) => kind === 'files') ? undefined : 'It has no attachments.',
    async run(open) {
      const found = await attached(open)
      expect(found, 'The tracker of the test needs an issue with an attachment.').toBeDefined()
      const { route, file, issue } = found!
      const asked = { ...file, key: { ...issue.key, name: file.name } }
      const whole = await bytesOf(await route.open(asked, { from: 0 }, open.call()))
      expect(whole.byteLength, `"${file.name}" says how long it is.`).toBe(file.size)
      const from = Math.floor(file.size / 2)
      const stream = await route.open(asked, { from }, open.call())
      const start = stream.from ?? from
      const rest = await bytesOf(stream)
      expect(
        Buffer.from(rest).equals(whole.subarray(start)),
        `"${file.name}" from ${from} on: say in "from" where the bytes begin when the tracker ignores the range.`,
      ).toBe(true)
    },
  },
]

async function attached(
  open: OpenSource,
): Promise<{ readonly route: AnyFiles; readonly file: File; readonly issue: Present } | undefined> {
  const { files } = createRouter(open.session)
  for (const item of (await everyItem(open)).slice(0, mostIssues)) {
    const route = files.find(({ route }) => route.parent === item.route)?.route
    if (!route) continue
    const issue = await present(open, item)
    const file = route.of(issue.entity).find(({ size }) => size > 1)
    if (file) return { route, file, issue }
  }
  return undefined
}

/** All bytes of a stream. */
export async function bytesOf({ bytes }: ByteStream): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}
