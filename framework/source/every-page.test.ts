import { expect, test } from 'vitest'
import { everyPage } from './every-page.ts'

test('pages are read one after the other, to the last', async () => {
  const pages: Record<string, { items: number[]; next?: string }> = {
    first: { items: [1, 2], next: 'b' },
    b: { items: [], next: 'c' },
    c: { items: [3] },
  }
  expect(await everyPage(async (from = 'first') => pages[from]!)).toEqual([1, 2, 3])
})

test('a listing that leads back to a page is refused, and a failure comes through', async () => {
  await expect(everyPage(async () => ({ items: [1], next: 'a' }))).rejects.toMatchObject({
    kind: 'unexpected',
    message: 'A listing led back to its page "a".',
  })
  const failing = everyPage(async () => {
    throw new Error('No.')
  })
  await expect(failing).rejects.toThrow('No.')
})
