import { join } from 'node:path'
import type { AnySource } from 'issuefs/source'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Host, openHost } from '../../../framework/host.ts'
import { quiet, temporaryFolder, textOf, writeFile } from '../../../framework/testkit/scripted-host.ts'
import { startEmulator } from '../emulator/index.ts'
import bugzilla from '../index.ts'
import { FLAVOURS, valuesFor } from '../reading.test-support.ts'

/** A writable tree of an emulator. */
async function mounted(flavour: 'stock' | 'bmo') {
  const emulator = await startEmulator({ issues: 8, flavour, projects: ['Demo', 'Other'] })
  onTestFinished(() => emulator.close())
  const folder = await temporaryFolder()
  const id = Number(emulator.control.create('Demo', { summary: 'A title', cf_notes: 'One\r\nTwo' }))
  const host: Host = openHost({
    mounts: [
      {
        name: '',
        source: bugzilla as unknown as AnySource,
        options: valuesFor(emulator, { products: ['Demo', 'Other'] }) as never,
      },
    ],
    cacheFolder: join(folder, 'cache'),
    stateFolder: join(folder, 'state'),
    write: 'wait',
    policy: quiet,
    sending: { patience: 0 },
  })
  onTestFinished(() => host.stop())
  await host.start()
  await host.settled()
  const path = `Demo/${id}.md`
  const text = () => textOf(host, path)
  const save = async (edit: (text: string) => string) => writeFile(host, path, edit(await text()))
  return { emulator, host, id, path, text, save }
}

describe.each(FLAVOURS)('a writable tree (%s)', flavour => {
  it('saves fields, the title, a section and comments', async () => {
    const { save, text } = await mounted(flavour)
    await save(old =>
      old
        .replace('# A title', '# Another')
        .replace('Two', '2')
        .replace('status: CONFIRMED\n', 'status: VERIFIED\nresolution: FIXED\npriority: High\nkeywords: [crash]\n')
        .replace(/^version: .*\n/m, 'version: "2.0"\n'),
    )
    const after = await text()
    expect(after).toMatch(/status: VERIFIED\nresolution: FIXED\npriority: High\n/)
    expect(after).toMatch(/keywords: \[crash\]\n.*# Another\n.*One\n2\n/s)
    await save(old => `${old}\nC:\\Temp\\new_file, *seen*.\n`)
    expect(await text()).toMatch(/### mona@example\.test.*\n\nC:\\Temp\\new_file, \*seen\*\.\n$/s)
    await expect(save(old => old.replace('priority: High', 'priority: Hih'))).rejects.toThrow(/High/)
    await expect(save(old => old.replace('*seen*', '*read*'))).rejects.toThrow()
  })

  it('moves a bug, and its file, to another product', async () => {
    const { emulator, host, id, save } = await mounted(flavour)
    await save(old => old.replace('product: Demo', 'product: Other').replace('# A title', '# Moved'))
    expect(await textOf(host, `Other/${id}.md`)).toMatch(/product: Other\n.*# Moved\n/s)
    expect(emulator.requests.counts['PUT /rest/bug/{id}']).toBe(1)
    expect(await textOf(host, `Demo/${id}.md`), 'which leads there').toContain('product: Other\n')
  })

  it('makes a bug with what has to follow in a second request', async () => {
    const { host } = await mounted(flavour)
    const front = ['component: UI', 'flags: ["needinfo? asmith@example.test"]', 'see also: [https://a.test/1]']
    const moment = 'Deployed: 2027-01-31T10:00:00Z'
    await writeFile(host, 'Demo/whole.md', `---\n${[...front, moment].join('\n')}\n---\n\n# Whole\n`)
    const made = await textOf(host, 'Demo/whole.md')
    expect(made).toMatch(/flags: \["needinfo\? asmith@example\.test \(set by mona@example\.test\)"\]/)
    expect(made).toMatch(/see also:.*https:\/\/a\.test\/1/s)
    expect(made).toContain('Deployed: 2027-01-31T10:00:00Z')
  })

  it('makes comments and bugs once, though the answers are lost', async () => {
    const { emulator, host, id, save, text } = await mounted(flavour)
    const lose = () => emulator.control.faults({ rate: 1, kinds: ['lost'], only: 'POST', times: 1 })
    lose()
    await save(old => `${old}\nSaid once.\n`)
    expect((await text()).split('Said once.')).toHaveLength(2)
    lose()
    await writeFile(host, 'Demo/new-one.md', '---\ncomponent: UI\n---\n\n# Made from a file\n\nIts text.\n')
    expect(await textOf(host, 'Demo/new-one.md')).toMatch(/component: UI\n.*# Made from a file\n\nIts text\.\n/s)
    expect(emulator.requests.counts['POST /rest/bug']).toBe(1)
    expect(id).toBeGreaterThan(0)
  })
})
