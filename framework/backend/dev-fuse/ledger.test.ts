import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLedger } from './ledger.ts'

test('references are counted exactly, whatever order they come and go in', () => {
  const step = fc.record({
    ino: fc.integer({ min: 1, max: 300 }),
    count: fc.integer({ min: 1, max: 4 }),
    forgets: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 2000 }), steps => {
      const ledger = createLedger(8)
      const expected = new Map<number, number>()
      for (const { ino, count, forgets } of steps) {
        const before = expected.get(ino) ?? 0
        const after = forgets ? Math.max(0, before - count) : before + count
        if (forgets) ledger.forget(ino, count)
        else ledger.give(ino, count)
        if (after === 0) expected.delete(ino)
        else expected.set(ino, after)
      }
      expect(ledger.size).toBe(expected.size)
      for (let ino = 1; ino <= 300; ino++) expect(ledger.count(ino)).toBe(expected.get(ino) ?? 0)
    }),
  )
})

test('inode numbers above 32 bits are told apart', () => {
  const ledger = createLedger()
  const high = 2 ** 32 + 5
  ledger.give(5, 1)
  ledger.give(high, 3)
  expect([ledger.count(5), ledger.count(high)]).toEqual([1, 3])
})

test('millions come and go without growth', () => {
  const ledger = createLedger()
  for (let round = 0; round < 20; round++) {
    for (let ino = 1; ino <= 50_000; ino++) ledger.give(ino + round * 50_000, 1)
    for (let ino = 1; ino <= 50_000; ino++) ledger.forget(ino + round * 50_000, 1)
  }
  expect(ledger.size).toBe(0)
})
