import { mountMemory } from 'issuefs/testkit'
import { describe, expect, it } from 'vitest'
import { startEmulator } from './emulator/index.ts'
import bugzilla from './index.ts'
import { FLAVOURS, valuesFor } from './reading.test-support.ts'

describe.each(FLAVOURS)('a mounted Bugzilla (%s)', flavour => {
  it('reads as files, and follows the tracker', async () => {
    await using emulator = await disposable({ flavour, issues: 320, projects: ['Widget', 'Web / Site'] })
    const { control, requests } = emulator
    await using mounted = await mountMemory(bugzilla, valuesFor(emulator, { products: ['Widget', 'web / site'] }))
    const { vol } = mounted
    const names = (folder: string) => (vol.readdirSync(folder) as string[]).filter(name => /^\d+\.md$/.test(name))
    const text = (path: string) => String(vol.readFileSync(path))
    const other = '/Web %2F Site'
    expect(names('/Widget')).toHaveLength(160)
    expect(names(other)).toHaveLength(160)
    expect(mounted.host.status().mounts[0]).toMatchObject({ condition: 'fresh', problems: [] })
    expect(text('/Widget/1.md')).toMatch(/^---\nkey: 1\nurl: \S+show_bug\.cgi\?id=1\n/)

    await mounted.refresh()
    requests.reset()
    await mounted.refresh()
    expect(requests.counts).toEqual({ 'GET /rest/bug': 1 })

    control.edit('1', { summary: 'A new summary' })
    control.comment('1', 'A new comment\nof two lines')
    const created = control.create('Widget', { summary: 'Made behind our back', description: 'Its description' })
    await mounted.refresh()
    expect(text('/Widget/1.md')).toContain('# A new summary\n')
    expect(text('/Widget/1.md')).toContain('\nA new comment\nof two lines\n')
    expect(text(`/Widget/${created}.md`)).toContain('# Made behind our back\n\nIts description\n')

    control.move('3', 'Web / Site')
    await mounted.refresh()
    expect(text(`${other}/3.md`)).toContain('product: Web / Site\n')
    expect(vol.readlinkSync('/Widget/3.md')).toBe('../Web %2F Site/3.md')

    const id = control.attach('5', { fileName: 'note.txt', data: Buffer.from('the bytes\n') })
    await mounted.refresh()
    await mounted.reveal('Widget/5')
    expect(text('/Widget/5/attachments/note.txt')).toBe('the bytes\n')
    expect(text('/Widget/5.md')).toContain(`\`5/attachments/note.txt\` (attachment ${id}): a file; 10 bytes`)
    expect(text('/Widget/5/history.md')).toContain('severity: minor → normal')
    expect(JSON.parse(text('/Widget/5/raw.json'))).toMatchObject({ id: 5 })
  })
})

it('loses no change and shows no wrong byte while the tracker fails at random', async () => {
  await using emulator = await disposable({ issues: 150, projects: ['Widget'] })
  const { control } = emulator
  await using mounted = await mountMemory(bugzilla, valuesFor(emulator, { products: ['Widget'] }))
  const edits = new Map<number, string>()
  for (let turn = 0; turn < 6; turn += 1) {
    control.faults({ rate: 0.3, kinds: ['500', 'cut', 'drop', 'garbage', '503'], seed: turn + 1 })
    for (let id = turn + 1; id < 150; id += 13) {
      edits.set(id, `Edited in turn ${turn}`)
      control.edit(String(id), { summary: `Edited in turn ${turn}` })
      control.comment(String(id), `comment of turn ${turn}`)
    }
    await mounted.host.refresh().catch(() => {})
  }
  control.faults(undefined)
  control.restrict('100', true)
  control.advance(4000)
  await mounted.refresh()
  for (const [id, summary] of edits) {
    const text = String(mounted.vol.readFileSync(`/Widget/${id}.md`))
    expect(text).toContain(`# ${summary}\n`)
    expect(text).toContain(`\n\n${summary.replace('Edited in', 'comment of')}\n`)
  }
  expect(mounted.vol.readdirSync('/Widget').filter(name => /^\d+\.md$/.test(String(name)))).toHaveLength(150)
})

async function disposable(options: Parameters<typeof startEmulator>[0]) {
  const emulator = await startEmulator(options)
  return Object.assign(emulator, { [Symbol.asyncDispose]: () => emulator.close() })
}
