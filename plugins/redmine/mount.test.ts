import { mountMemory } from 'issuefs/testkit'
import { describe, expect, it } from 'vitest'
import { eventually } from '../../framework/testkit/eventually.test-support.ts'
import { startEmulator } from './emulator/index.ts'
import { createHand } from './hand.test-support.ts'
import redmine from './index.ts'
import { valuesOf } from './session.test-support.ts'

describe.each(['markdown', 'textile'] as const)('a mounted Redmine (%s)', textFormat => {
  it('reads as files, and follows the tracker', async () => {
    const emulator = await startEmulator({ issues: 60, textFormat })
    const { url, control, requests } = emulator
    const hand = createHand(url, 'k')
    await using mounted = await mountMemory(redmine, valuesOf({ url, key: 'k', projects: ['demo'], textFormat }))
    const { vol } = mounted
    const files = (folder: string) =>
      (vol.readdirSync(folder) as string[])
        .filter(name => /^\d+\.md$/.test(name))
        .map(name => Number(name.slice(0, -3)))
    const text = (path: string) => String(vol.readFileSync(path))
    expect(files('/demo')).toHaveLength(15)
    expect(files('/part')).toHaveLength(15)
    const [first, second, third] = files('/demo') as [number, number, number]
    expect(text(`/demo/${first}.md`)).toContain(`id: ${first}\n`)

    await hand.edit(first, { subject: 'A new subject' })
    await hand.note(second, 'Words that were *noted*')
    await mounted.refresh()
    expect(text(`/demo/${first}.md`)).toContain('# A new subject\n')
    expect(text(`/demo/${second}.md`)).toMatch(/<!-- comment \d+ -->\n\nWords that were \*+noted\*+\n/)

    await mounted.reveal(`demo/${second}`)
    expect(text(`/demo/${second}/history.md`)).toContain(`# History of #${second}`)
    expect(JSON.parse(text(`/demo/${second}/raw.json`))).toMatchObject({ id: second, project: 'demo' })

    emulator.advance(5000)
    await mounted.refresh()
    requests.reset()
    await mounted.refresh()
    expect(requests.total).toBe(1)

    control.move(String(third), 'part')
    await mounted.refresh()
    expect(text(`/part/${third}.md`)).toContain(`id: ${third}\n`)
    expect(vol.readlinkSync(`/demo/${third}.md`)).toBe(`../part/${third}.md`)

    await mounted.close()
    await emulator.close()
  })
})

it('finds by sweeps what Redmine keeps quiet about', async () => {
  const emulator = await startEmulator({ issues: 8, projects: ['demo'] })
  const { url } = emulator
  const hand = createHand(url, 'k')
  const journal = await hand.note(1, 'Said at first')
  emulator.advance(5000)
  const options = valuesOf({ url, key: 'k', projects: ['demo'], recheck: 0.1 })
  await using mounted = await mountMemory(redmine, options, { sweep: 400, shortest: 60_000 })
  const text = (id: number) => String(mounted.vol.readFileSync(`/demo/${id}.md`))
  expect(text(1)).toContain('Said at first')
  await hand.editNote(journal, 'Said later')
  await hand.relate(2, 3, 'blocks')
  await hand.remove(4)
  await eventually(async () => {
    await mounted.refresh()
    expect(text(1)).toContain('Said later')
    expect(text(2)).toContain('blocks #3')
    expect(text(3)).toContain('is blocked by #2')
    expect(mounted.vol.existsSync('/demo/4.md')).toBe(false)
  })
  await mounted.close()
  await emulator.close()
})
