import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Why the compiled peer can't be measured here. */
export const withoutBindfs: string | undefined =
  process.platform === 'linux' && existsSync('/usr/bin/bindfs')
    ? undefined
    : 'bindfs, a compiled FUSE file system to compare with, is not installed ("apt install bindfs").'

/** A FUSE file system in C on libfuse 3 that shows the files of another folder; unmounted when `work` is done. */
export async function onBindfs(plain: string, folder: string, work: (folder: string) => Promise<void>): Promise<void> {
  await run('bindfs', ['--no-allow-other', '-r', plain, folder])
  try {
    await work(folder)
  } finally {
    await run('umount', [folder])
  }
}
