import { join } from 'node:path'
import type { AnySource } from 'issuefs/source'
import { expect, it, onTestFinished } from 'vitest'
import { type Host, openHost } from '../../../framework/host.ts'
import { quiet, temporaryFolder, textOf, writeFile } from '../../../framework/testkit/scripted-host.ts'
import { type EmulatorOptions, startEmulator } from '../emulator/index.ts'
import github from '../index.ts'
import { optionsOf } from '../reading.test-support.ts'

/** A writable tree of an emulator. */
async function mounted(options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ issues: 8, ...options })
  onTestFinished(() => emulator.close())
  const folder = await temporaryFolder()
  const made = Number(
    emulator.control.create('acme/demo', { title: 'A title', body: 'One\r\nTwo\r\n\r\nThree' }).split('#')[1],
  )
  const host: Host = openHost({
    mounts: [{ name: '', source: github as unknown as AnySource, options: optionsOf(emulator) as never }],
    cacheFolder: join(folder, 'cache'),
    stateFolder: join(folder, 'state'),
    write: 'wait',
    allowDelete: true,
    policy: quiet,
    sending: { patience: 0 },
  })
  onTestFinished(() => host.stop())
  await host.start()
  await host.settled()
  const path = `acme/demo/issues/${made}.md`
  const text = () => textOf(host, path)
  const save = async (edit: (text: string) => string) => writeFile(host, path, edit(await text()))
  return { emulator, host, path, number: made, text, save }
}

it('saves fields, texts and comments of a file, with GitHub’s version of them afterwards', async () => {
  const { emulator, save, text, number } = await mounted()
  await save(old =>
    old
      .replace('# A title', '# Another')
      .replace('Two', '2')
      .replace(
        'status: open\n',
        'status: closed\nreason: not planned\nlabels: [bug, docs]\nassignee: alice\nparent: acme/demo#1\n',
      ),
  )
  const after = await text()
  expect(after).toMatch(/status: closed\nreason: not planned\nassignee: alice\n.*labels: \[bug, docs\]\n/s)
  expect(after).toContain('# Another\n\nOne\n2\n\nThree\n')
  await save(old => `${old}\nI have seen it, too.\n`)
  expect(await text()).toMatch(/### octo.*\n\nI have seen it, too\.\n$/s)
  await save(old => old.replace('I have seen it, too.', 'I have seen it twice.'))
  expect(await text()).toMatch(
    /### octo.*edited.*\n\nI have seen it twice\.\n$|### octo.*\n\nI have seen it twice\.\n$/s,
  )
  const raw = await fetch(`${emulator.url}/repos/acme/demo/issues/${number}`, { headers: { authorization: 'token x' } })
  expect(await raw.json()).toMatchObject({ body: 'One\r\n2\r\n\r\nThree', comments: 1 })
})

it('makes an issue of a new file, once, though the answer is lost', async () => {
  const { emulator, host } = await mounted()
  emulator.control.faults({ rate: 1, kinds: ['lost'], only: 'POST /repos', times: 1 })
  const before = emulator.requests.counts['POST /repos/{owner}/{repo}/issues'] ?? 0
  await writeFile(host, 'acme/demo/issues/new-one.md', '---\nlabels: [bug]\n---\n\n# Made from a file\n\nIts text.\n')
  expect((emulator.requests.counts['POST /repos/{owner}/{repo}/issues'] ?? 0) - before).toBe(1)
  expect(await textOf(host, 'acme/demo/issues/new-one.md')).toMatch(
    /labels: \[bug\]\n.*# Made from a file\n\nIts text\.\n/s,
  )
})

it('makes a comment once, though the answer is lost', async () => {
  const { emulator, save, text } = await mounted({ lag: 200 })
  emulator.control.faults({ rate: 1, kinds: ['lost'], only: 'POST /repos', times: 1 })
  await save(old => `${old}\nSaid once.\n`)
  expect((await text()).split('Said once.')).toHaveLength(2)
})

it('says what GitHub has dropped for lack of rights', async () => {
  const { emulator, save, text } = await mounted()
  emulator.control.rights('read')
  await expect(save(old => old.replace('status: open\n', 'status: open\nassignee: alice\n'))).rejects.toThrow(
    /assignee/,
  )
  await expect(save(old => old.replace('status: open\n', 'status: open\nlabels: [bugs]\n'))).rejects.toThrow(
    /bugs.*bug/,
  )
  expect(await text()).not.toContain('assignee')
})

it('takes relations to issues, and lets go of them', async () => {
  const { emulator, save, text } = await mounted()
  for (const number of [1, 2]) emulator.control.edit(`acme/demo#${number}`, { state: 'open' })
  await save(old => old.replace('status: open\n', 'status: open\nparent: "#2"\nblocked by: [acme/demo#1]\n'))
  expect(await text()).toMatch(/parent: acme\/demo#2.*blocked by: .*acme\/demo#1/s)
  await save(old => old.replace(/blocked by: .*\n/, '').replace(/parent: .*\n/, ''))
  expect(await text()).not.toMatch(/blocked by|parent/)
})

it('says where an issue is that was transferred meanwhile', async () => {
  const { emulator, save, number } = await mounted({ projects: ['acme/demo', 'acme/web'] })
  const to = emulator.control.move(`acme/demo#${number}`, 'acme/web').split('#')[1]
  await expect(save(old => old.replace('# A title', '# Another'))).rejects.toThrow(
    `${number} was moved, and is acme/web/issues/${to}.md now: save it there.`,
  )
})
