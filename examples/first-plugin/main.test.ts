import { mountMemory } from 'issuefs/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import notes from './first-plugin.ts'
import { startService } from './service.ts'

const token = 'a-token-of-the-test'
let service: Awaited<ReturnType<typeof startService>>
beforeEach(async () => {
  service = await startService(token)
})
afterEach(() => service.close())

test('notes are Markdown files in a folder for each notebook, read to the last page', async () => {
  await using mount = await mountMemory(notes, { url: service.url, token })
  const { vol } = mount
  expect(vol.readdirSync('/')).toEqual(['README.md', 'at work', 'home'])
  expect(vol.readdirSync('/home')).toEqual(['1.md', '2.md', '3.md', 'index.md'])
  expect(vol.readFileSync('/home/1.md', 'utf8')).toMatch(
    /^---\nkey: 1\nstatus: open\nauthor: alice\nupdated: 2026-01-02T03:04:05Z\nrevision: .*\n---\n\n# Buy milk\n\nText of \*Buy milk\*\.\n/,
  )
  expect(vol.statSync('/home/1.md').mtime).toEqual(new Date('2026-01-02T03:04:05Z'))
  expect(vol.readFileSync('/home/index.md', 'utf8')).toContain('- [1](1.md) · open · - · 2026-01-02 · Buy milk\n')
})

test('a refresh brings what is new and takes what is gone', async () => {
  await using mount = await mountMemory(notes, { url: service.url, token })
  const { notes: stored, notebooks } = service.collections
  stored.edit({ id: 1 }, { text: 'Two bottles.' })
  stored.remove({ id: 2 })
  stored.add({ ...stored.find({ id: 1 })!, id: 9, title: 'New' })
  notebooks.remove({ name: 'at work' })
  notebooks.add({ name: 'empty' })
  await mount.refresh()
  expect(mount.vol.readdirSync('/')).toEqual(['README.md', 'empty', 'home'])
  expect(mount.vol.readdirSync('/home')).toEqual(['1.md', '3.md', '9.md', 'index.md'])
  expect(mount.vol.readFileSync('/home/1.md', 'utf8')).toContain('Two bottles.')
})

test('it costs one request for the notebooks and one for each page', async () => {
  await using _mount = await mountMemory(notes, { url: service.url, token })
  expect([...service.log].sort()).toEqual([
    'GET /notebooks 200',
    'GET /notebooks/at%20work?page=1 200',
    'GET /notebooks/home?page=1 200',
    'GET /notebooks/home?page=2 200',
  ])
})
