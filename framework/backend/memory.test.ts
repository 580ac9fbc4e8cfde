import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { memoryFixture } from '../testkit/memory-fixture.ts'
import { createScriptedTree } from '../testkit/scripted-tree.ts'
import { testBackend } from '../testkit/test-backend.ts'
import type { TreePlan } from '../testkit/tree-plan.ts'
import { projectionWriter, projectTree } from './memory.ts'

testBackend(memoryFixture)

async function writer(plan: Omit<TreePlan, 'deadline'>) {
  const folder = await mkdtemp(join(tmpdir(), 'issuefs-memory-'))
  const tree = createScriptedTree({ deadline: 1000, ...plan }, folder)
  onTestFinished(async () => {
    tree.close()
    await rm(folder, { recursive: true, force: true })
  })
  const projection = await projectTree(tree.vfs)
  return { tree, vol: projection.vol, ...projectionWriter(tree.vfs, projection) }
}

test('what is written is saved, and the volume shows what the tracker made of it', async () => {
  const { tree, vol, write, append, create } = await writer({
    nodes: { 'P/1.md': { text: 'one\n', writable: true } },
    writes: { makes: { P: 'issues' } },
  })
  await write('P/1.md', 'two\n')
  await append('P/1.md', 'three\n')
  expect(vol.readFileSync('/P/1.md', 'utf8')).toBe('two\nthree\n')
  await create('P/new.md', 'new\n')
  expect(vol.readFileSync('/P/new.md', 'utf8')).toBe('new\n')
  await expect(create('P/1.md', 'again\n')).rejects.toMatchObject({ errno: 'EEXIST' })
  expect(tree.saves().map(({ what, text }) => [what, text])).toEqual([
    ['save', 'two\n'],
    ['save', 'two\nthree\n'],
    ['create', 'new\n'],
  ])
})

test('a refusal is thrown, and the volume shows the text from before', async () => {
  const { tree, vol, write, remove } = await writer({
    nodes: { 'P/1.md': { text: 'one\n', writable: true } },
    writes: {},
  })
  tree.steer({ do: 'refuse', path: 'P/1.md', kind: 'conflict' })
  await expect(write('P/1.md', 'two\n')).rejects.toMatchObject({ kind: 'conflict' })
  await expect(remove('P/1.md')).rejects.toMatchObject({ errno: 'EPERM' })
  expect(vol.readFileSync('/P/1.md', 'utf8')).toBe('one\n')
})

test('removing is over when the tracker has deleted it', async () => {
  const { tree, vol, remove } = await writer({
    nodes: { 'P/1.md': { text: 'one\n', writable: true }, 'P/2.md': { text: 'two\n', writable: true } },
    writes: { allowDelete: true },
  })
  await remove('P/1.md')
  expect(tree.saves()).toEqual([{ what: 'remove', path: 'P/1.md', text: '' }])
  expect(vol.readdirSync('/P')).toEqual(['2.md'])
})

test('a tree that can only be read says so', async () => {
  const { write } = await writer({ nodes: { 'P/1.md': { text: 'one\n' } } })
  await expect(write('P/1.md', 'two\n')).rejects.toMatchObject({ errno: 'EROFS' })
})
