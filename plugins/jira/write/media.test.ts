import type { Call } from 'issuefs/source'
import { expect, test } from 'vitest'
import type { Issue } from '../model/issue.ts'
import type { WriteContext } from './context.ts'
import { newMedia } from './media.ts'
import { reason } from './writer.test-support.ts'

const issue = { key: 'DEMO-1', attachments: [{ id: '7', name: 'a: b.png', size: 1 }] } as unknown as Issue
const site = { url: 'https://acme.example', credentials: { kind: 'anonymous' } } as unknown as WriteContext['site']
const uuid = '0b2f5a4e-1c3d-4e5f-8a9b-0c1d2e3f4a5b'

function answering(location?: string) {
  const asked: string[] = []
  const fetch = async (url: string | URL) => {
    asked.push(String(url))
    return new Response(null, location === undefined ? { status: 200 } : { status: 303, headers: { location } })
  }
  return { asked, media: newMedia(issue, { site, call: { fetch } as unknown as Call }) }
}

test('an attachment is named by the id that the media host has for it', async () => {
  const { asked, media } = answering(`https://media.example/file/${uuid}/binary?token=t`)
  const path = 'DEMO-1/attachments/a%3A b.png'
  expect(media.draft(path)).toBeDefined()
  const attributes = { type: 'file', id: uuid, collection: '', alt: 'a: b.png' }
  expect((await media.resolve())(path)).toEqual(attributes)
  expect(asked).toEqual(['https://acme.example/rest/api/3/attachment/content/7'])
})

test('what is no attachment of the issue is asked for nowhere', async () => {
  const { asked, media } = answering()
  for (const path of ['DEMO-1/attachments/c.png', 'DEMO-2/attachments/a%3A b.png', 'a%3A b.png', '%'])
    expect(media.draft(path)).toBeUndefined()
  expect(media.size()).toBe(0)
  await media.resolve()
  expect(asked).toEqual([])
})

test.each([undefined, 'https://media.example/elsewhere', 'https://media.example/file/7/binary'])(
  'without an id the picture is refused, with what to do: %s',
  async location => {
    const { media } = answering(location)
    media.draft('DEMO-1/attachments/a%3A b.png')
    expect(await reason(media.resolve())).toBe(
      'invalid: Jira does not say how a text names the attachment "a: b.png": put the picture into the text in Jira itself, or give the whole address of one elsewhere.',
    )
  },
)
