import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSourceError } from '../source/error.ts'
import { isNothing } from './changes.ts'
import { anyDocument, example, fileOf } from './document.test-support.ts'
import { readChanges } from './read-changes.ts'

const base = fileOf(example)
const bare = fileOf({ ...example, sections: [], comments: [] })

function changesOf(saved: string, from = base) {
  const { revision, front, sections, comments, added, ...rest } = readChanges(from, saved)
  expect(revision).toMatch(/^[0-9a-f]{12}$/)
  return {
    ...rest,
    ...(front.length > 0 ? { front } : {}),
    ...(sections.length > 0 ? { sections } : {}),
    ...(comments.length > 0 ? { comments } : {}),
    ...(added.length > 0 ? { added } : {}),
  }
}

function refusal(saved: string, from = base): string {
  try {
    readChanges(from, saved)
  } catch (thrown) {
    if (isSourceError(thrown) && thrown.kind === 'invalid') return thrown.message
    throw thrown
  }
  throw new Error('It was not refused.')
}

describe('fields', () => {
  test.each([
    ['status: In Progress', 'status: Done', { name: 'status', from: 'In Progress', to: 'Done' }],
    ['assignee: alice\n', '', { name: 'assignee', from: 'alice', to: null }],
    ['assignee: alice', 'assignee:', { name: 'assignee', from: 'alice', to: null }],
    ['assignee: alice', 'assignee: alice\ndue: 2026-01-09', { name: 'due', from: null, to: '2026-01-09' }],
    [
      'labels: [login, safari]',
      'labels:\n  - login\n  - ui',
      { name: 'labels', from: ['login', 'safari'], to: ['login', 'ui'] },
    ],
    ['labels: [login, safari]', 'labels: []', { name: 'labels', from: ['login', 'safari'], to: null }],
    ['version: "2.10"', 'version: 2.20', { name: 'version', from: '2.10', to: '2.20' }],
    ['points: 5', 'points: 8 # was 5', { name: 'points', from: 5, to: 8 }],
  ])('%j to %j', (from, to, change) => {
    expect(base).toContain(from)
    expect(changesOf(base.replace(from, to))).toEqual({ front: [change] })
  })

  test.each([
    ['labels: [login, safari]', 'labels: [safari, login, login]'],
    ['version: "2.10"', 'version: 2.10'],
    ['points: 5', "points: '5'"],
    ['status: In Progress\nassignee: alice', 'assignee: "alice"\nstatus: In Progress'],
  ])('%j is the same as %j', (from, to) => {
    expect(base).toContain(from)
    expect(changesOf(base.replace(from, to))).toEqual({})
  })
})

describe('texts', () => {
  test('title, description, section and comment', () => {
    const saved = base
      .replace('# Login', '# The login')
      .replace('Second.', 'Changed.')
      .replace('macOS', 'Windows')
      .replace('Mine.', 'Mine, better.')
    expect(changesOf(saved)).toEqual({
      title: { from: 'Login button does nothing on Safari', to: 'The login button does nothing on Safari' },
      body: { from: 'First.\n\nSecond.\n\nThird.', to: 'First.\n\nChanged.\n\nThird.' },
      sections: [{ id: 'environment', title: 'Environment', from: 'macOS', to: 'Windows' }],
      comments: [{ id: '10002', from: 'Mine.', to: 'Mine, better.' }],
    })
  })

  test.each([
    ['nothing', base],
    ['CRLF', base.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${base}`],
    ['no last line end', base.trimEnd()],
    ['more blank lines', `${base.replace(/\n(?=#)|(?<=-->)\n/g, '\n\n')}\n \n`],
  ])('%s is no change', (_, saved) => {
    expect(isNothing(readChanges(base, saved))).toBe(true)
  })

  test('an editor that takes blanks off the ends of lines changes nothing, also in the comments of others', () => {
    const from = base.replace('Bob’s.', 'Bob’s.  \nAnd more.').replace('Second.', 'Sec\t\nond.')
    const stripped = from.replace(/[ \t]+$/gm, '')
    expect(changesOf(stripped, from)).toEqual({})
    expect(changesOf(stripped.replace('Third.', '3.'), from)).toEqual({
      body: { from: 'First.\n\nSec\t\nond.\n\nThird.', to: 'First.\n\nSec\t\nond.\n\n3.' },
    })
    expect(changesOf(`${stripped}More.`, from)).toEqual({ added: ['More.'] })
  })

  test('markers may stand in another order, and the heading `## Comments` may be gone', () => {
    const at = base.indexOf('### bob')
    const middle = base.indexOf('### me')
    const swapped = `${base.slice(0, at)}${base.slice(middle)}\n${base.slice(at, middle)}`
    expect(changesOf(swapped)).toEqual({})
    expect(changesOf(base.replace('## Comments\n', ''))).toEqual({})
  })
})

describe('new comments', () => {
  test.each([
    ['>> below a comment', `${base}It works now.\n`, ['It works now.']],
    ['below a comment, after a blank line', `${base}\nIt works\n\nnow.`, ['It works\n\nnow.']],
    [
      'a heading with a marker',
      `${base}\n### <!-- comment new -->\n\nOne.\n\n### me <!-- comment -->\nTwo.\n`,
      ['One.', 'Two.'],
    ],
    ['### new', `${base}\n### new\n\nOne.\n\n### new\nTwo.\n`, ['One.', 'Two.']],
    ['### new between comments', base.replace('### me', '### new\n\nBetween.\n\n### me'), ['Between.']],
    ['under the heading', base.replace('## Comments\n', '## Comments\n\nOn top.\n'), ['On top.']],
    ['another heading at the end', `${base}\n## Comments\n\nOne.\n`, ['One.']],
    ['text that looks like ours', `${base}\\## Comments\n`, ['## Comments']],
  ])('%s', (_, saved, added) => {
    expect(changesOf(saved)).toEqual({ added })
    expect(changesOf(saved.replaceAll('\n', '\r\n'))).toEqual({ added })
  })

  test.each([
    ['>>', `${bare}It works now.\n`, ['It works now.']],
    ['a heading typed by hand', `${bare}\n## Comments\n\nOne.\n\n### new\n\nTwo.`, ['One.', 'Two.']],
  ])('%s below a description', (_, saved, added) => {
    expect(changesOf(saved, bare)).toEqual({ added })
  })

  test('an empty one is none', () => {
    expect(changesOf(`${base}\n### <!-- comment new -->\n`)).toEqual({})
  })

  test('beside other changes', () => {
    const saved = `${base.replace('In Progress', 'Done').replace('Second.', 'Changed.')}\nDone that.\n`
    expect(changesOf(saved)).toMatchObject({ front: [{ to: 'Done' }], body: {}, added: ['Done that.'] })
    expect(changesOf(saved)).not.toHaveProperty('comments')
  })

  test('above a heading `## Comments`, text goes to the description', () => {
    expect(changesOf(`${bare}\nFourth.\n\n## Comments\n`, bare)).toMatchObject({
      body: { to: expect.stringMatching(/Fourth\.$/) },
    })
  })
})

describe('what is refused, with the reason', () => {
  test.each([
    ['', 'is empty'],
    ['\r\n \n', 'is empty'],
    [base.replace('First', '\0\0'), 'zero bytes'],
    [base.slice(4), 'Line 1: The file does not start with front matter'],
    [base.replace('status: ', 'status: [a, '), 'The front matter is not valid YAML'],
    [base.replace('points: 5', 'points:\n  a: 5'), '`points` holds values within values'],
    [base.replace(/(?<=^---\n).*?(?=---\n)/s, ''), 'front matter is gone'],
    [base.replace('# Login button does nothing on Safari\n', ''), 'not a title'],
    [base.replace('# Login button does nothing on Safari', '#'), '`# Login button does nothing on Safari`'],
    [base.slice(0, base.indexOf('on Safari')), 'ends in the middle of line'],
    [base.slice(0, base.indexOf('### me')), 'Comment 10002 (me, 2026-01-04 09:00 UTC) is missing'],
    [base.replace(' <!-- comment 10001 -->', ''), 'Comment 10001'],
    [base.replace('## Environment <!-- field environment -->\n', ''), 'field "Environment" is missing'],
    [base.replace('### me, 2026-01-04 09:00 UTC', '### me'), 'heading of comment 10002 was changed'],
    [base.replace('## Environment ', '## Surroundings '), 'heading of the field "Environment" was changed'],
    [
      base.replace('comment 10002', 'comment 10001').replace('### me, 2026-01-04', '### bob, 2026-01-03'),
      'Comment 10002',
    ],
    [`${base}\n### bob, 2026-01-03 09:00 UTC <!-- comment 10001 -->\n\nAgain.`, 'stands in the file twice'],
    [`${base}\n### x <!-- comment 7 -->\n\nx`, 'no comment 7'],
    [`${base}\n### x <!-- field steps -->\n\nx`, 'no field section "steps"'],
    [`${base}\n### x <!-- coment new -->\n\nx`, 'marker that is not known'],
    [`${base}\n### x <!-- comment 1 2 -->\n\nx`, 'marker that is not known'],
    [base.replace('Mine.', ''), 'comment 10002 (me, 2026-01-04 09:00 UTC) is gone'],
    [base.replace('Second.', '<<<<<<< HEAD\nSecond.\n=======\nOther.\n>>>>>>> theirs'), 'merge that is not finished'],
    [base.replace('First.', 'First.\n\n## Comments\n\nForged.'), 'two headings `## Comments`'],
  ])('%#: %j', (saved, sentence) => {
    expect(refusal(saved)).toContain(sentence)
  })

  test('but not what was in the text before', () => {
    const odd = base.replace('Second.', '<<<<<<< HEAD\n\n### x <!-- coment 1 -->')
    expect(changesOf(odd.replace('First.', 'Other.'), odd)).toMatchObject({ body: {} })
  })
})

test('of any document: no edit is nothing, with LF and CRLF', () => {
  fc.assert(
    fc.property(anyDocument, fc.boolean(), (document, dos) => {
      const file = fileOf(document)
      expect(isNothing(readChanges(file, dos ? file.replaceAll('\n', '\r\n') : file))).toBe(true)
    }),
    { numRuns: Number(process.env.ISSUEFS_RUNS ?? 300) },
  )
})

test('of any document: an edit of one unit is exactly that', () => {
  const edited = { format: 'markdown', blocks: [{ markdown: 'An edited text.', origin: null }] } as const
  fc.assert(
    fc.property(anyDocument, fc.nat(), (document, place) => {
      const { sections = [], comments = [] } = document
      const units = ['title', 'body', 'field', ...sections.map(() => 'section'), ...comments.map(() => 'comment')]
      const unit = place % units.length
      const [section, comment] = [unit - 3, unit - 3 - sections.length]
      const other = {
        ...document,
        ...(unit === 0 ? { title: 'An edited title' } : {}),
        ...(unit === 1 ? { body: edited } : {}),
        ...(unit === 2 ? { front: { ...document.front, 'an edited field': 'x' } } : {}),
        sections: sections.map((one, at) => (at === section ? { ...one, text: edited } : one)),
        comments: comments.map((one, at) => (at === comment ? { ...one, text: edited } : one)),
      }
      const file = fileOf(document)
      const found = readChanges(file, fileOf(other))
      const names = [
        ...(found.title ? ['title'] : []),
        ...(found.body ? ['body'] : []),
        ...found.front.map(() => 'field'),
        ...found.sections.map(() => 'section'),
        ...found.comments.map(() => 'comment'),
        ...found.added.map(() => 'added'),
      ]
      /** Text below nothing, at the end of the file, is a comment. */
      const appended = names.length === 1 && names[0] === 'added' && found.added[0] === 'An edited text.'
      if (!appended) expect(names).toEqual([units[unit]])
      expect(JSON.parse(JSON.stringify(found))).toEqual(found)
    }),
    { numRuns: Number(process.env.ISSUEFS_RUNS ?? 300) },
  )
})
