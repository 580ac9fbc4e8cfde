import { expect, vi } from 'vitest'
import type { AttachedFixture } from '../backend-fixture.ts'
import type { Subject } from '../case.ts'
import { patternBytes } from '../tree-plan.ts'
import { soon } from './soon.ts'

const size = 3_000_001
const text = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join('')

/** Bytes come from where they are asked for. */
export const reading: Subject = {
  name: 'reading',
  plan: {
    deadline: 5000,
    nodes: { 'long.md': { text }, 'attachment.bin': { size }, 'before.md': { text: `${'before\n'.repeat(50_000)}` } },
  },
  cases: [
    {
      name: 'a whole text, and a whole attachment',
      async run({ files, at }) {
        expect((await files.readFile(at('long.md'), 'utf8')) === text).toBe(true)
        expect(Buffer.compare(await files.readFile(at('attachment.bin')), patternBytes(0, size))).toBe(0)
      },
    },
    {
      name: 'at any offset, up to the end and past it',
      async run(attached) {
        const bytes = Buffer.from(text)
        for (const offset of [0, 1, 4095, 4096, 131_072, bytes.length - 5, bytes.length, bytes.length + 10_000]) {
          expect((await readAt(attached, 'long.md', offset, 300)).equals(bytes.subarray(offset, offset + 300))).toBe(
            true,
          )
        }
        for (const offset of [0, 65_535, 1_048_577, size - 100, size, size + 1]) {
          const expected = patternBytes(offset, Math.max(0, Math.min(300, size - offset)))
          expect(Buffer.compare(await readAt(attached, 'attachment.bin', offset, 300), expected)).toBe(0)
        }
      },
    },
    {
      name: 'a hundred readers at once',
      async run(attached) {
        const bytes = Buffer.from(text)
        const read = async (reader: number) => {
          const offset = (reader * 3571) % bytes.length
          return (await readAt(attached, 'long.md', offset, 1000)).equals(bytes.subarray(offset, offset + 1000))
        }
        const right = await Promise.all(Array.from({ length: 100 }, (_, reader) => read(reader)))
        expect(right.every(Boolean)).toBe(true)
      },
    },
    {
      name: 'an open file keeps its bytes while the document changes, and the next open sees the new ones',
      async run({ files, at, steer }) {
        const before = Buffer.from('before\n'.repeat(50_000))
        const after = 'after the change\n'.repeat(60_000)
        const file = await files.open(at('before.md'))
        try {
          const buffer = Buffer.alloc(1000)
          await file.read(buffer, 0, 1000, 0)
          await steer({ do: 'write', path: 'before.md', text: after })
          await vi.waitFor(
            async () => expect((await files.readFile(at('before.md'), 'utf8')) === after).toBe(true),
            soon,
          )
          const rest = Buffer.alloc(before.length - 1000)
          for (let had = 0; had < rest.length; ) {
            const { bytesRead } = await file.read(rest, had, rest.length - had, 1000 + had)
            expect(bytesRead).toBeGreaterThan(0)
            had += bytesRead
          }
          expect(Buffer.concat([buffer, rest]).equals(before)).toBe(true)
        } finally {
          await file.close()
        }
      },
    },
  ],
}

async function readAt({ files, at }: AttachedFixture, path: string, offset: number, length: number): Promise<Buffer> {
  const file = await files.open(at(path))
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
