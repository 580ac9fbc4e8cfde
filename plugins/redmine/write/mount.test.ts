import { join } from 'node:path'
import type { AnySource } from 'issuefs/source'
import { expect, it, onTestFinished } from 'vitest'
import { type Host, openHost } from '../../../framework/host.ts'
import { quiet, temporaryFolder, textOf, writeFile } from '../../../framework/testkit/scripted-host.ts'
import { startEmulator } from '../emulator/index.ts'
import redmine from '../index.ts'
import { valuesOf } from '../session.test-support.ts'

/** A writable tree of an emulator. */
async function mounted() {
  const emulator = await startEmulator({ issues: 8, projects: ['demo', 'other'] })
  onTestFinished(() => emulator.close())
  const folder = await temporaryFolder()
  const id = Number(emulator.control.create('demo', { subject: 'A title' }))
  const options = valuesOf({ url: emulator.url, key: 'k', projects: ['demo', 'other'] })
  const host: Host = openHost({
    mounts: [{ name: '', source: redmine as unknown as AnySource, options: options as never }],
    cacheFolder: join(folder, 'cache'),
    stateFolder: join(folder, 'state'),
    write: 'wait',
    policy: quiet,
    sending: { patience: 0 },
  })
  onTestFinished(() => host.stop())
  await host.start()
  await host.settled()
  return { emulator, host, id }
}

it('moves an issue, and its file, to another project', async () => {
  const { emulator, host, id } = await mounted()
  const old = await textOf(host, `demo/${id}.md`)
  emulator.requests.reset()
  await writeFile(host, `demo/${id}.md`, old.replace('project: Demo', 'project: Other').replace('# A title', '# Moved'))
  expect(await textOf(host, `other/${id}.md`)).toMatch(/project: Other\n.*# Moved\n/s)
  expect(emulator.requests.counts['PUT /issues/{id}.json']).toBe(1)
})

it('makes an issue with what has to follow', async () => {
  const { host, id } = await mounted()
  const front = ['tracker: Feature', 'status: In Progress', `links: ["blocks #${id}"]`, 'watchers: [Jane Dev]']
  await writeFile(host, 'demo/whole.md', `---\n${front.join('\n')}\n---\n\n# Whole\n\nIts text.\n`)
  const made = await textOf(host, 'demo/whole.md')
  expect(made).toMatch(/tracker: Feature\nstatus: In Progress\n.*blocks #\d+.*# Whole\n\nIts text\.\n/s)
  expect(made).toContain('Jane Dev')
})
