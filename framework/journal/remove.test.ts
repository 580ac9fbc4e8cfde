import { describe, expect, test } from 'vitest'
import { walk } from '../vfs/walk.ts'
import { writable } from './edits.test-support.ts'

describe('removing', () => {
  test('is refused unless the mount allows it', async () => {
    const { host, tracker } = await writable()
    const folder = await walk(host.vfs, 'PROJ')
    await expect(host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })).rejects.toThrow('--allow-delete')
    await host.vfs.write!.settle()
    expect(tracker.count('remove')).toBe(0)
  })

  test('deletes the issue', async () => {
    const { host, tracker } = await writable({ allowDelete: true })
    const folder = await walk(host.vfs, 'PROJ')
    await host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })
    await host.vfs.write!.settle()
    expect(tracker.issues.size).toBe(0)
    await expect(walk(host.vfs, 'PROJ/PROJ-1.md')).rejects.toThrow()
  })
})
