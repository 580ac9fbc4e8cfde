import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../testkit/scripted-host.ts'
import type { RenderAnswer, Renderer } from './render.ts'
import { createWorkerRenderer } from './worker-renderer.ts'

const plugin = `
  import { defineSource, documents, markdownText } from 'issuefs/source'
  export default defineSource({
    name: 'small', summary: 'Small.', revision: 1, options: {},
    open: () => [documents('{key}.md', {
      fetch: async () => [],
      render(entity) {
        if (entity.what === 'throw') throw new Error('no such thing')
        if (entity.what === 'exit') process.exit(3)
        return { front: {}, title: entity.what, body: markdownText('') }
      },
    })],
  })`

async function rendererOf(text: string): Promise<Renderer> {
  const file = join(await temporaryFolder(), 'plugin.ts')
  await writeFile(file, text)
  const renderer = createWorkerRenderer({ module: pathToFileURL(file).href, options: {}, name: '', references: [] })
  onTestFinished(() => renderer.close())
  return renderer
}

const job = (what: string) => ({ route: '{key}.md', key: { key: what }, body: JSON.stringify({ what }) })
const shown = (answer: RenderAnswer): string =>
  'problem' in answer ? answer.problem : /^# (.*)$/m.exec(Buffer.from(answer.bytes).toString())![1]!

test('answers stand in the order of the jobs; one that throws fails alone', async () => {
  const renderer = await rendererOf(plugin)
  const answers = await renderer.render([job('one'), job('throw'), job('two')])
  expect(answers.map(shown)).toEqual(['one', expect.stringContaining('no such thing'), 'two'])
})

test('one that ends the thread fails alone, and the thread is replaced', async () => {
  const renderer = await rendererOf(plugin)
  const answers = await renderer.render([job('one'), job('exit'), job('two')])
  expect(answers.map(shown)).toEqual(['one', expect.stringContaining('renderer failed'), 'two'])
  expect((await renderer.render([job('three')])).map(shown)).toEqual(['three'])
})

test('a plugin that does not load is a problem of every job, and nothing hangs', async () => {
  const renderer = await rendererOf('export default nonsense')
  const answers = await renderer.render([job('one'), job('two')])
  for (const answer of answers) expect(shown(answer)).toContain('could not be loaded')
  await renderer.close()
  expect((await renderer.render([job('three')])).map(shown)).toEqual(['The renderer was closed.'])
})

test('references lead into other mounts; a plugin of theirs that does not load is not ours to suffer', async () => {
  const folder = await temporaryFolder()
  const [own, other, broken] = ['own.ts', 'other.ts', 'broken.ts'].map(name => join(folder, name))
  await writeFile(own!, plugin.replace('front: {}', "front: { links: ['see X-1'] }"))
  await writeFile(
    other!,
    plugin.replace(
      'open:',
      `refer: word => word === 'X-1' ? { route: '{key}.md', key: { key: word }, url: 'x', shown: true } : undefined, open:`,
    ),
  )
  await writeFile(broken!, 'export default nonsense')
  const row = (name: string, file: string) => ({ name, module: pathToFileURL(file).href, options: {} })
  const renderer = createWorkerRenderer({
    ...row('own', own!),
    references: [row('broken', broken!), row('other', other!)],
  })
  onTestFinished(() => renderer.close())
  const [answer] = await renderer.render([job('one')])
  expect(answer && 'bytes' in answer && Buffer.from(answer.bytes).toString()).toContain(
    'links: [see X-1 (../other/X-1.md)]\n',
  )
})
