import { expect, test } from 'vitest'
import { scriptedHost } from '../../testkit/scripted-host.ts'
import { createTracker } from '../../testkit/tracker.ts'
import { print } from './cat.ts'

test('an attachment is read in pieces that come in time, and printed as a whole', async () => {
  const tracker = createTracker()
  const { id } = tracker.create('PROJ', { title: 'A title' })
  const bytes = Buffer.alloc(3_500_000, 'abc')
  tracker.attach(id, 'big.bin', bytes)
  const { host } = await scriptedHost(tracker)
  await host.settled()
  const lengths: number[] = []
  const vfs: typeof host.vfs = {
    ...host.vfs,
    read(handle, offset, length, context) {
      lengths.push(length)
      return host.vfs.read(handle, offset, length, context)
    },
  }
  const printed: Uint8Array[] = []
  await print({ vfs }, 'PROJ/PROJ-1/attachments/big.bin', async chunk => void printed.push(chunk))
  expect(printed).toHaveLength(1)
  expect(bytes.equals(printed[0]!)).toBe(true)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(1 << 20)
})
