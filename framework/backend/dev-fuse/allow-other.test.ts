import { execFile } from 'node:child_process'
import { chmod } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { mountAt } from '../mount-table.ts'
import { isRoot } from '../unmount.ts'
import { type Served, serve } from './served.test-support.ts'
import { unavailable } from './unavailable.ts'

const reason = (await unavailable()) ?? (isRoot() ? undefined : 'Only root may read as somebody else.')

/** What another user gets to see of a file, or why not. */
function readAsOther(path: string): Promise<string> {
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups']
  return promisify(execFile)('setpriv', [...nobody, 'cat', path], { env: { ...process.env, LC_ALL: 'C' } }).then(
    ({ stdout }) => stdout,
    thrown => String(thrown.stderr),
  )
}

describe.skipIf(reason !== undefined)('what other users see', () => {
  let served: Served
  afterEach(() => served.leave())

  it.each([
    { allowOther: true, seen: /^one\n$/ },
    { allowOther: false, seen: /Permission denied/ },
  ])('with allowOther $allowOther', async ({ allowOther, seen }) => {
    served = await serve({ deadline: 3000, nodes: { 'A/1.md': { text: 'one\n' } } }, { allowOther })
    await chmod(dirname(served.folder), 0o755)
    expect((await mountAt(served.folder))!.options.includes('allow_other')).toBe(allowOther)
    expect(await readAsOther(served.at('A/1.md'))).toMatch(seen)
  })
})
