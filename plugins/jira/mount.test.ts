import { mountMemory } from 'issuefs/testkit'
import { describe, expect, it } from 'vitest'
import { startEmulator } from './emulator/index.ts'
import jira from './index.ts'
import type { JiraOptions } from './options.ts'
import { FLAVOURS } from './reading.test-support.ts'

describe.each(FLAVOURS)('a mounted Jira (%s)', flavour => {
  it('reads as files, and follows the tracker', async () => {
    const emulator = await startEmulator({ flavour, issues: 120, projects: ['AB', 'CD'] })
    const { url, env, control, requests } = emulator
    const email = env.JIRA_EMAIL
    const options = { url, token: env.JIRA_TOKEN, projects: ['AB', 'CD'], rate: 500, ...(email && { email }) }
    await using mounted = await mountMemory(jira, options as unknown as JiraOptions)
    const { vol } = mounted
    const files = () => (vol.readdirSync('/AB') as string[]).filter(name => name.startsWith('AB-'))
    const text = (path: string) => String(vol.readFileSync(path))
    expect(files().length + (vol.readdirSync('/CD') as string[]).filter(name => name.startsWith('CD-')).length).toBe(
      120,
    )
    const [first, second] = files()
    const keyOf = (name = '') => name.slice(0, -3)
    expect(text(`/AB/${first}`)).toContain(`key: ${keyOf(first)}\n`)

    control.edit(keyOf(first), { summary: 'A new summary' })
    await mounted.refresh()
    expect(text(`/AB/${first}`)).toContain('# A new summary\n')

    requests.reset()
    await mounted.refresh()
    expect(requests.total).toBe(1)

    const moved = control.move(keyOf(second), 'CD')
    await mounted.refresh()
    expect(text(`/CD/${moved}.md`)).toContain(`key: ${moved}\n`)
    expect(vol.readlinkSync(`/AB/${second}`)).toBe(`../CD/${moved}.md`)
    await mounted.close()
    await emulator.close()
  })
})
