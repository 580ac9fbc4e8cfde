import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { onEndSignal } from './signals.ts'

test('a Ctrl-C that npm passes on once more ends it as one does; a later one forces it', async () => {
  let forced = 0
  const end = onEndSignal(() => forced++, 100)
  try {
    process.emit('SIGINT')
    process.emit('SIGINT')
    await end.ended
    expect(end.signal.aborted).toBe(true)
    expect(forced).toBe(0)
    await setTimeout(150)
    process.emit('SIGINT')
    expect(forced).toBe(1)
  } finally {
    end.release()
  }
})

test('the next Ctrl-C after one that was not of the terminal forces it at once', async () => {
  let forced = 0
  const end = onEndSignal(() => forced++, 100)
  try {
    end.end()
    process.emit('SIGINT')
    expect(forced).toBe(1)
  } finally {
    end.release()
  }
})
