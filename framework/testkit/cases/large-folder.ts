import { expect } from 'vitest'
import type { Subject } from '../case.ts'
import { entryName } from '../tree-plan.ts'

const many = 100_000
const some = 3000

/** Folders list to their end, whatever their size, also while they change. */
export const largeFolder: Subject = {
  name: 'large folder',
  plan: {
    deadline: 10_000,
    nodes: { many: { folder: 'ready', entries: many }, some: { folder: 'ready', entries: some } },
  },
  cases: [
    {
      name: '100,000 entries list fully',
      async run({ files, at }) {
        const names = await files.readdir(at('many'))
        expect(names.length).toBe(many)
        expect(new Set(names).size).toBe(many)
        expect(names).toContain(entryName(many - 1))
      },
    },
    {
      name: 'one of them is found by name',
      async run({ files, at }) {
        expect(await files.readFile(at(`many/${entryName(77_777)}`), 'utf8')).toBe('Number 77777\n')
      },
    },
    {
      name: 'while names come and go, none that stays is lost and none is listed twice',
      async run({ files, at, steer }) {
        const seen: string[] = []
        const gone = new Set<string>()
        for await (const { name } of await files.opendir(at('some'), { bufferSize: 64 })) {
          seen.push(name)
          if (seen.length % 500 !== 0) continue
          for (const number of [seen.length - 400, seen.length + 400]) {
            const removed = entryName(number)
            gone.add(removed)
            await steer({ do: 'remove', path: `some/${removed}` })
          }
          await steer({ do: 'write', path: `some/new-${seen.length}.md`, text: 'new\n' })
        }
        expect(seen.length).toBe(new Set(seen).size)
        const staying = Array.from({ length: some }, (_, number) => entryName(number)).filter(name => !gone.has(name))
        const listed = new Set(seen)
        expect(staying.filter(name => !listed.has(name))).toEqual([])
      },
    },
  ],
}
