import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { printDocument, readDocument } from '../framework/markdown/index.ts'
import { markdownText } from '../framework/source.ts'
import { generated, withGenerated } from './generated.ts'

const root = join(import.meta.dirname, '..')
const pages = globSync('{*.md,docs/*.md,docs/decisions/*.md,plugins/*/README.md,examples/*/README.md}', { cwd: root })
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

describe('the docs', () => {
  it.each(Object.keys(generated))('%s is what the sources say', async file => {
    expect(await withGenerated(file, read(`docs/${file}`))).toBe(read(`docs/${file}`))
  })

  it.each(pages)('%s links to what is there', page => {
    const links = [...read(page).matchAll(/\]\((?!https?:|jira:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(
      ([, target]) => target!,
    )
    const broken = links.filter(target => !existsSync(join(root, dirname(page), target)))
    const examples = new Set(['PROJ-1/attachments/name.png'])
    expect(broken.filter(target => !examples.has(target)).map(target => relative('.', target))).toEqual([])
  })

  it('the example of the file format is to the byte what is printed', () => {
    const example = /```markdown\n(---\n.*?)```/s.exec(read('docs/file-format.md'))![1]!
    const { bytes } = printDocument({
      front: {
        key: 'PROJ-42',
        url: 'https://acme.atlassian.net/browse/PROJ-42',
        type: 'Bug',
        status: 'In Progress',
        assignee: 'alice',
        labels: ['login', 'safari'],
        created: '2026-01-02T03:04:05Z',
        updated: '2026-01-09T10:11:12Z',
        links: ['blocks PROJ-50'],
        attachments: ['PROJ-42/attachments/screenshot.png'],
      },
      title: 'Login button does nothing on Safari',
      body: markdownText('The description.'),
      sections: [{ id: 'environment', title: 'Environment', text: markdownText('A text field of several lines.') }],
      comments: [{ id: '10001', author: 'bob', at: '2026-01-03T09:00:00Z', text: markdownText('The comment.') }],
    })
    expect(example).toBe(Buffer.from(bytes).toString())
    expect(readDocument(example)).toMatchObject({ kind: 'document', title: 'Login button does nothing on Safari' })
  })
})
