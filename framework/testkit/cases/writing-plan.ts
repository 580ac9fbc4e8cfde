import { expect, vi } from 'vitest'
import type { AttachedFixture } from '../backend-fixture.ts'
import type { RecordedSave, TreePlan } from '../tree-plan.ts'
import { soon } from './soon.ts'

/** A writable tree: issues `P/NAME.md`, each a line of text, a folder of attachments, and what may only be read. */
export function writablePlan(names: readonly string[], allowDelete = false): TreePlan {
  return {
    deadline: 5000,
    nodes: {
      ...Object.fromEntries(names.map(name => [`P/${name}.md`, { text: textOf(name), writable: true }])),
      'P/locked.md': { text: 'locked\n' },
      'P/1/attachments': { folder: 'ready' },
      'P/1/attachments/there.bin': { size: 100 },
    },
    writes: { makes: { P: 'issues', 'P/1/attachments': 'attachments' }, allowDelete },
  }
}

/** What an issue shows at first. */
export function textOf(name: string): string {
  return `first text of ${name}\n`
}

/** What was handed over for a path, in order. */
export async function savesOf(attached: AttachedFixture, path: string): Promise<readonly RecordedSave[]> {
  return (await attached.saves()).filter(save => save.path === path)
}

/** Exactly these texts were saved over an issue, and it shows the last of them. */
export async function expectSaved(attached: AttachedFixture, path: string, texts: readonly string[]): Promise<void> {
  expect(await savesOf(attached, path)).toEqual(texts.map(text => ({ what: 'save', path, text })))
  if (texts.length > 0) await expectText(attached, path, texts.at(-1)!)
}

/** A file comes to show a text, and its size is that of the text. */
export async function expectText({ files, at }: AttachedFixture, path: string, text: string): Promise<void> {
  await vi.waitFor(async () => {
    expect(await files.readFile(at(path), 'utf8')).toBe(text)
    expect((await files.stat(at(path))).size).toBe(Buffer.byteLength(text))
  }, soon)
}

/** There is no such name. */
export async function expectNone({ files, at }: AttachedFixture, path: string): Promise<void> {
  await vi.waitFor(() => expect(files.lstat(at(path))).rejects.toMatchObject({ code: 'ENOENT' }), soon)
}
