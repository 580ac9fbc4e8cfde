import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Handlers, serveControl } from './server.ts'

test('the socket is for its user only, whatever the mask', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-control-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const mask = process.umask(0)
  onTestFinished(() => void process.umask(mask))
  const stop = await serveControl(join(folder, 'a.sock'), {} as Handlers)
  onTestFinished(stop)
  expect((statSync(join(folder, 'a.sock')).mode & 0o777).toString(8)).toBe('600')
})
