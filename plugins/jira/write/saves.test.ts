import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openHost } from '../../../framework/host.ts'
import { eventually } from '../../../framework/testkit/eventually.test-support.ts'
import { vfsFiles } from '../../../framework/testkit/vfs-files.ts'
import { createClient } from '../emulator/client.test-support.ts'
import { type EmulatorOptions, type Flavour, startEmulator } from '../emulator/index.ts'
import jira from '../index.ts'
import { FLAVOURS } from '../reading.test-support.ts'
import { reason } from './writer.test-support.ts'

/** A writable tree on an emulator, without a mount. */
async function tree(flavour: Flavour, options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ flavour, issues: 30, projects: ['DEMO'], ...options })
  const folder = await mkdtemp(join(tmpdir(), 'issuefs-jira-'))
  const { url, env } = emulator
  const email = env.JIRA_EMAIL
  const values = {
    url,
    token: env.JIRA_TOKEN,
    flavour: 'auto',
    rate: 1000,
    projects: ['DEMO'],
    ...(email && { email }),
  }
  const host = openHost({
    mounts: [{ name: '', source: jira, options: values }],
    cacheFolder: join(folder, 'cache'),
    stateFolder: join(folder, 'state'),
    write: 'wait',
    allowDelete: true,
    sending: { patience: 100 },
  })
  await host.start()
  await host.settled()
  const files = vfsFiles(host.vfs)
  const { get } = createClient(emulator)
  const api = flavour === 'cloud' ? 3 : 2
  return {
    emulator,
    files,
    read: async (path: string) => String(await files.readFile(path)),
    write: (path: string, text: string) => files.writeFile(path, text),
    description: async (key: string) => (await get(`/rest/api/${api}/issue/${key}`)).json.fields.description,
    async [Symbol.asyncDispose]() {
      await host.stop()
      await emulator.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describe.each(FLAVOURS)('saves (%s)', flavour => {
  it('of one word of a description change one block and nothing else', async () => {
    await using it = await tree(flavour)
    let changed = 0
    for (const key of Array.from({ length: 12 }, (_, index) => `DEMO-${index + 1}`)) {
      const path = `DEMO/${key}.md`
      const text = await it.read(path)
      const start = text.indexOf('\n# ')
      const body = text.slice(start, text.includes('\n## Comments') ? text.indexOf('\n## Comments') : undefined)
      const sentence = /\n\n(The )(\w+ [^\n]*)/.exec(body)
      if (!sentence) continue
      const before = await it.description(key)
      await it.write(
        path,
        text.slice(0, start) + body.replace(sentence[0], `\n\nEach ${sentence[2]}`) + text.slice(start + body.length),
      )
      const after = await it.description(key)
      changed += 1
      if (flavour === 'cloud') {
        const others = before.content.filter(
          (node: unknown, index: number) => JSON.stringify(node) !== JSON.stringify(after.content[index]),
        )
        expect(others).toHaveLength(1)
        expect(after.content).toHaveLength(before.content.length)
      } else {
        const same = before.split('').findIndex((letter: string, index: number) => letter !== after[index])
        expect(`${after.slice(0, same)}The${after.slice(same + 4)}`).toBe(before)
      }
    }
    expect(changed).toBeGreaterThan(3)
  })

  it('make each issue and each comment once, whatever becomes of the answers', async () => {
    await using it = await tree(flavour, { searchLag: 60_000 })
    const { control } = it.emulator
    for (const [index, kind] of (['cut', 'drop', 'cut'] as const).entries()) {
      const only = `POST /rest/api/${flavour === 'cloud' ? 3 : 2}/issue`
      control.faults({ rate: 1, kinds: [kind], only, times: 1 })
      await it.write(`DEMO/made-${index}.md`, `---\nlabels: [made]\n---\n\n# Made ${index}\n\nBody.\n`)
      control.faults({ rate: 1, kinds: [kind], only: 'POST', times: 1 })
      await it.write('DEMO/DEMO-3/comment', `Word ${index}`)
      control.faults(undefined)
    }
    const { get } = createClient(it.emulator)
    const read = (number: number) => get(`/rest/api/2/issue/DEMO-${number}`)
    // What was not made at once is journaled, and made a moment later.
    await eventually(async () => expect((await read(33)).status).toBe(200))
    const found = await Promise.all([31, 32, 33, 34].map(read))
    expect((await it.read('DEMO/DEMO-3.md')).match(/^Word \d$/gm)).toEqual(['Word 0', 'Word 1', 'Word 2'])
    const titles = found.map(({ status, json }) => (status === 200 ? json.fields.summary : 'none'))
    expect(titles.toSorted()).toEqual(['Made 0', 'Made 1', 'Made 2', 'none'])
  })

  it('show a picture that was attached just now', async () => {
    await using it = await tree(flavour)
    await it.files.writeFile('DEMO/DEMO-3/attachments/a shot.png', 'bytes')
    const show = async (path: string) => {
      const text = await it.read('DEMO/DEMO-3.md')
      await it.write('DEMO/DEMO-3.md', text.replace(/^(# .*\n)/m, `$1\n![a shot.png](${path})\n`))
    }
    await show('DEMO-3/attachments/a%20shot.png')
    expect(await it.read('DEMO/DEMO-3.md')).toContain('![a shot.png](<DEMO-3/attachments/a shot.png>)')
    const description = await it.description('DEMO-3')
    if (flavour === 'data-center') return expect(description).toContain('!a shot.png!')
    expect(await reason(show('DEMO-3/attachments/none.png'))).toMatch(/attach it first/)
    const attrs = { type: 'file', id: expect.stringMatching(/^[\da-f]{8}-.*[\da-f]{12}$/), collection: '' }
    expect(description.content[0]).toMatchObject({
      type: 'mediaSingle',
      content: [{ type: 'media', attrs: { ...attrs, alt: 'a shot.png' } }],
    })
  })

  it('say why they are refused', async () => {
    await using it = await tree(flavour, { ignored: ['labels'] })
    const path = 'DEMO/DEMO-3.md'
    const text = await it.read(path)
    const with_ = (line: string) => text.replace('\npriority:', `\n${line}\npriority:`)
    expect(await reason(it.write(path, with_('statsu: Done')))).toMatch(/statsu.*status/)
    expect(await reason(it.write(path, with_('Severty: Major')))).toMatch(/Severty.*Severity/)
    expect(await reason(it.write(path, text.replace(/^priority: .*$/m, 'priority: Huge')))).toMatch(/priority.*Huge/)
    const labelled = /^labels:/m.test(text)
      ? text.replace(/^labels: .*$/m, 'labels: [zebra]')
      : with_('labels: [zebra]')
    expect(await reason(it.write(path, labelled))).toMatch(/left as it was: labels/)
  })
})
