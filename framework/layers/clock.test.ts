import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'

test('sleeps, and wakes as cancelled when the signal aborts', async () => {
  const abort = new AbortController()
  await systemClock.sleep(1)
  const asleep = systemClock.sleep(60_000, abort.signal)
  abort.abort()
  await expect(asleep).rejects.toMatchObject({ kind: 'cancelled' })
  await expect(systemClock.sleep(60_000, abort.signal)).rejects.toMatchObject({ kind: 'cancelled' })
})
