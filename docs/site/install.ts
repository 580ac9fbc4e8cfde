import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Brings what the site and a release are made with, where it is not there. Before the long tests, which share it. */
export async function setup(): Promise<void> {
  const docs = join(import.meta.dirname, '..')
  // Written last by npm.
  if (existsSync(join(docs, 'node_modules/.package-lock.json'))) return
  await promisify(execFile)('npm', ['ci', '--prefix', docs])
}
