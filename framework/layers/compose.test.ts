import { expect, test } from 'vitest'
import { compose } from './compose.ts'
import type { Layer } from './fetcher.ts'
import { exchange, patient } from './fixtures/loopback.ts'

test('the first layer is the outermost', async () => {
  const order: string[] = []
  const named =
    (name: string): Layer =>
    next =>
    (wanted, context) => {
      order.push(name)
      return next(wanted, context)
    }
  await compose([named('a'), named('b')], async () => new Response())(exchange('https://tracker.test/'), patient())
  expect(order).toEqual(['a', 'b'])
})
