import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printText } from '../markdown/print-text.ts'
import type { Document, Front } from '../source/document.ts'
import { example, fileOf, me, nodesText, paragraph } from './document.test-support.ts'
import { readChanges } from './read-changes.ts'
import { rebase } from './rebase.ts'
import type { Rebased } from './rebased.ts'

const base = fileOf(example)

/** Saves `base` after replacements, onto what the tracker has now. */
function saved(replacements: Readonly<Record<string, string>>, present: Partial<Document> = {}, account = me): Rebased {
  let file = base
  for (const [from, to] of Object.entries(replacements)) {
    expect(file).toContain(from)
    file = file.replace(from, to)
  }
  return rebase(readChanges(base, file), { ...example, ...present }, account)
}

function withFront(front: Front): Partial<Document> {
  return { front: { ...example.front, ...front } }
}

const nothing: Rebased = { fields: [], sections: [], comments: [], added: [], conflicts: [] }

describe('fields', () => {
  test('what others changed elsewhere stands', () => {
    expect(saved({ 'In Progress': 'Done' }, withFront({ assignee: 'carol', points: 8, due: '2026-01-09' }))).toEqual({
      ...nothing,
      fields: [{ name: 'status', from: 'In Progress', to: 'Done', added: [], removed: [] }],
    })
  })

  test('the same change on both sides is none', () => {
    expect(
      saved({ 'In Progress': 'Done', 'points: 5': 'points: 8' }, withFront({ status: 'Done', points: '8' })),
    ).toEqual(nothing)
  })

  test('another change of the same field is a conflict', () => {
    expect(saved({ 'In Progress': 'Done', 'assignee: alice\n': '' }, withFront({ status: 'Closed' }))).toEqual({
      ...nothing,
      fields: [{ name: 'assignee', from: 'alice', to: undefined, added: [], removed: [] }],
      conflicts: [{ what: 'status', base: 'In Progress', mine: 'Done', theirs: 'Closed' }],
    })
  })

  test.each([
    ['[login, ui]', ['login', 'safari'], ['login', 'ui'], ['ui'], ['safari']],
    ['[login, ui]', ['login', 'safari', 'hot'], ['login', 'hot', 'ui'], ['ui'], ['safari']],
    ['[ui, safari, login]', ['safari', 'login'], ['ui', 'safari', 'login'], ['ui'], []],
    ['[login, safari, ui]', ['safari', 'ui'], undefined, [], []],
    ['[login, safari, ui]', ['safari', 'x'], ['safari', 'x', 'ui'], ['ui'], []],
    ['[login]', ['login'], undefined, [], []],
    ['[]', ['login', 'safari'], undefined, [], ['login', 'safari']],
    ['[]', ['login', 'x'], ['x'], [], ['login']],
    ['login', ['login', 'safari'], ['login'], [], ['safari']],
    ['[login, safari, 7]', undefined, ['7'], [7], []],
  ])('labels %s where the tracker has %j', (mine, theirs, to, added, removed) => {
    const { fields, conflicts } = saved({ '[login, safari]': mine }, withFront({ labels: theirs }))
    expect(conflicts).toEqual([])
    const edit = { name: 'labels', from: theirs, to: to?.map(one => (one === '7' ? 7 : one)), added, removed }
    expect(fields).toEqual(added.length + removed.length > 0 ? [edit] : [])
  })

  test('paths that the kernel shows behind references are no part of them', () => {
    const shown = base.replace(
      '[blocks PROJ-50]',
      '[blocks PROJ-50 (../X/PROJ-50.md), relates to X-1 (../X (1)/X-1.md)]',
    )
    const present = { ...example, front: { ...example.front, links: ['blocks PROJ-50', 'relates to X-1'] } }
    const added = shown.replace(', relates to X-1 (../X (1)/X-1.md)]', ', blocks X-2 (../X/X-2.md)]')
    expect(rebase(readChanges(shown, added), present, me).fields).toEqual([
      {
        name: 'links',
        from: ['blocks PROJ-50', 'relates to X-1'],
        to: ['blocks PROJ-50', 'blocks X-2'],
        added: ['blocks X-2'],
        removed: ['relates to X-1'],
      },
    ])
    expect(rebase(readChanges(shown, shown.replace(' (../X/PROJ-50.md)', '')), present, me)).toEqual(nothing)
  })
})

describe('texts', () => {
  test('title', () => {
    const mine = { '# Login': '# The login' }
    const title = 'The login button does nothing on Safari'
    expect(saved(mine)).toEqual({ ...nothing, title })
    expect(saved(mine, { title })).toEqual(nothing)
    expect(saved(mine, { title: 'Other' }).conflicts).toEqual([
      { what: 'title', base: example.title, mine: title, theirs: 'Other' },
    ])
  })

  test('blocks that others changed are kept as they are now', () => {
    const body = nodesText([paragraph('First.')], [paragraph('Second.')], [paragraph('Third, theirs.')])
    const edit = saved({ 'First.': 'First, mine.' }, { body }).body!
    expect(edit.markdown).toBe('First, mine.\n\nSecond.\n\nThird, theirs.')
    expect(edit.blocks).toMatchObject([
      { kind: 'changed', markdown: 'First, mine.', was: [{ origin: 'origin 0', markdown: 'First.' }] },
      { kind: 'kept', origin: 'origin 1' },
      { kind: 'kept', origin: 'origin 2' },
    ])
  })

  test('the same lines are a conflict', () => {
    const body = nodesText([paragraph('First, theirs.')])
    expect(saved({ 'First.': 'First, mine.' }, { body })).toEqual({
      ...nothing,
      conflicts: [
        {
          what: 'body',
          base: 'First.\n\nSecond.\n\nThird.',
          mine: 'First, mine.\n\nSecond.\n\nThird.',
          theirs: 'First, theirs.',
        },
      ],
    })
  })

  test('sections and own comments', () => {
    const { sections, comments } = saved({ macOS: 'Windows', 'Mine.': 'Better.' })
    expect(sections).toMatchObject([{ id: 'environment', text: { markdown: 'Windows' } }])
    expect(comments).toMatchObject([
      { id: '10002', text: { format: 'adf', blocks: [{ was: [{ origin: 'origin 0' }] }] } },
    ])
  })

  test('what is gone is a conflict', () => {
    expect(saved({ macOS: 'Windows', 'Mine.': 'Better.' }, { sections: [], comments: [] }).conflicts).toEqual([
      { what: 'section environment', base: 'macOS', mine: 'Windows', theirs: undefined },
      { what: 'comment 10002', base: 'Mine.', mine: 'Better.', theirs: undefined },
    ])
  })

  test('comments of others cannot be changed', () => {
    expect(() => saved({ 'Bob’s.': 'Forged.' })).toThrow('Comment 10001 is by bob')
    expect(() => saved({ 'Mine.': 'Better.' }, {}, undefined as never)).not.toThrow()
    expect(() => rebase(readChanges(base, base.replace('Mine.', 'x')), example)).toThrow('Comment 10002 is by me')
    const [, mine] = example.comments!
    const same = { ...example.comments![0]!, text: nodesText([paragraph('Forged.')]) }
    expect(saved({ 'Bob’s.': 'Forged.' }, { comments: [same, mine!] })).toEqual(nothing)
  })

  test('new comments', () => {
    expect(rebase(readChanges(base, `${base}New.\n`), example).added).toMatchObject([
      { markdown: 'New.', format: undefined },
    ])
  })
})

const units = ['status', 'assignee', 'points', 'title', 'body', 'environment', '10002'] as const
const edits = fc.dictionary(fc.constantFrom(...units), fc.constantFrom('one', 'two', 'three'))

function edited(values: Readonly<Record<string, string>>): Document {
  const { status, assignee, points, title, body, environment, 10002: comment } = values
  const put = (value: string | undefined, text: Document['body']) => (value ? nodesText([paragraph(value)]) : text)
  return {
    ...example,
    front: {
      ...example.front,
      ...(status ? { status } : {}),
      ...(assignee ? { assignee } : {}),
      ...(points ? { points } : {}),
    },
    title: title ?? example.title,
    body: put(body, example.body),
    sections: example.sections!.map(each => ({ ...each, text: put(environment, each.text) })),
    comments: example.comments!.map(each => (each.id === '10002' ? { ...each, text: put(comment, each.text) } : each)),
  }
}

/** What the tracker has when it does as it is told. */
function applied({ fields, title, body, sections, comments }: Rebased, present: Document): Document {
  const put = (text: Document['body'], to: { markdown: string } | undefined) =>
    to ? nodesText([paragraph(to.markdown)]) : text
  return {
    ...present,
    front: { ...present.front, ...Object.fromEntries(fields.map(({ name, to }) => [name, to])) },
    title: title ?? present.title,
    body: put(present.body, body),
    sections: present.sections!.map(each => ({
      ...each,
      text: put(each.text, sections.find(({ id }) => id === each.id)?.text),
    })),
    comments: present.comments!.map(each => ({
      ...each,
      text: put(each.text, comments.find(({ id }) => id === each.id)?.text),
    })),
  }
}

test('two people: what only one changed stands, what both changed to the same too, the rest are conflicts', () => {
  fc.assert(
    fc.property(edits, edits, (mine, theirs) => {
      const present = edited(theirs)
      const rebased = rebase(readChanges(base, fileOf(edited(mine))), present, me)
      const clashing = units.filter(unit => mine[unit] && theirs[unit] && mine[unit] !== theirs[unit])
      const named = clashing.map(
        unit => ({ environment: 'section environment', '10002': 'comment 10002' })[unit as string] ?? unit,
      )
      expect(rebased.conflicts.map(({ what }) => what).toSorted()).toEqual(named.toSorted())
      expect(fileOf(applied(rebased, present))).toBe(fileOf(edited({ ...mine, ...theirs })))
    }),
    { numRuns: Number(process.env.ISSUEFS_RUNS ?? 300) },
  )
})

test('two people in one text: each block that only one of them changed is as they want it', () => {
  const fate = fc.constantFrom('same', 'mine', 'theirs')
  fc.assert(
    fc.property(fc.array(fate, { minLength: 1, maxLength: 8 }), fates => {
      const bodyOf = (who: string) =>
        nodesText(
          ...fates.flatMap((one, at) => [
            [paragraph(one === who ? `${who} ${at}` : `${at}`)],
            [paragraph(`fixed ${at}`)],
          ]),
        )
      const from = { ...example, body: bodyOf('nobody') }
      const present = { ...example, body: bodyOf('theirs') }
      const { body, conflicts } = rebase(
        readChanges(fileOf(from), fileOf({ ...example, body: bodyOf('mine') })),
        present,
        me,
      )
      expect(conflicts).toEqual([])
      expect(body !== undefined).toBe(fates.includes('mine'))
      if (!body) return
      expect(body.markdown.split('\n\n')).toEqual(
        fates.flatMap((one, at) => [one === 'same' ? `${at}` : `${one} ${at}`, `fixed ${at}`]),
      )
      const changed = body.blocks.filter(block => block.kind === 'changed')
      expect(changed.map(({ markdown }) => markdown)).toEqual(
        fates.flatMap((one, at) => (one === 'mine' ? [`mine ${at}`] : [])),
      )
      expect(printText(present.body).markdown).toContain('fixed')
    }),
  )
})
