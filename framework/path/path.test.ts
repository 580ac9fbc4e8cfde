import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeName, foldName, twinName, unescapeName } from './name.ts'
import { parseTemplate } from './template.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    '',
    '.',
    '..',
    '../..',
    '/',
    'a/b',
    '\0',
    'con',
    'CON.md',
    'nul',
    'a.',
    'a ',
    '%',
    '%41',
    '%00%',
    'e\u0301',
    '\u212b',
    '\ud800',
    'x\u202e',
    '~',
    'LPT1.txt',
    '\u001b[31m',
  ),
)

describe('names', () => {
  it('come back from any text, and are safe', () => {
    fc.assert(
      fc.property(hostile, value => {
        const name = escapeName(value)
        expect(unescapeName(name)).toBe(value)
        expect(name).not.toMatch(/[\u0000-\u001f\u007f/:*?"<>|\\]|^\.{1,2}$|[. ]$|^$/)
        expect(name.normalize('NFC')).toBe(name)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      }),
      { numRuns: 2000, seed: 1 },
    )
  })

  it.each([
    ['PROJ-1.md', 'PROJ-1.md'],
    ['a/b', 'a%2Fb'],
    ['100%', '100%25'],
    ['..', '%2E%2E'],
    ['con.md', '%63on.md'],
    ['Grüße', 'Grüße'],
  ])('%s is the file %s', (value, name) => {
    expect(escapeName(value)).toBe(name)
  })

  it('that are too long keep their ending and stay apart', () => {
    const one = escapeName(`${'ü'.repeat(300)}1.md`)
    const two = escapeName(`${'ü'.repeat(300)}2.md`)
    expect(Buffer.byteLength(one)).toBeLessThanOrEqual(255)
    expect(one).toMatch(/\.md$/)
    expect(one).not.toBe(two)
  })

  it('that differ in case only get a twin, which reads back to the same value', () => {
    expect(twinName('foo.md')).not.toBe(twinName('fOo.md'))
    expect(foldName(twinName('foo.md'))).not.toBe(foldName('FOO.md'))
    expect(unescapeName(twinName('Foo.md'))).toBe('Foo.md')
  })
})

describe('templates', () => {
  const template = parseTemplate('{owner}/{repo}/issues/{number:int}.md')

  it('match what they format', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.maxSafeInteger(), (owner, repo, number) => {
        const key = { owner, repo, number }
        expect(template.match(template.format(key))).toEqual(key)
      }),
      { numRuns: 1000, seed: 2 },
    )
  })

  it.each([
    'a/b/issues/7',
    'a/b/issues/07.md',
    'a/b/issues/x.md',
    'a/b/pulls/7.md',
    'a/b/c/issues/7.md',
    '',
    'a/b/issues/1e3.md',
  ])('do not match %j', path => {
    expect(template.match(path)).toBeUndefined()
  })

  it('a parameter that stands twice must be the same', () => {
    const issue = parseTemplate('{project}/{key}/attachments/{name}')
    expect(issue.match('P/P-1/attachments/a%2Fb.png')).toEqual({ project: 'P', key: 'P-1', name: 'a/b.png' })
    expect(parseTemplate('{a}/{a}.md').match('x/x.md')).toEqual({ a: 'x' })
    expect(parseTemplate('{a}/{a}.md').match('x/y.md')).toBeUndefined()
  })

  it('know their folder', () => {
    expect(template.folder).toBe('{owner}/{repo}/issues')
    expect(template.formatFolder({ owner: 'a', repo: 'b', number: 1 })).toBe('a/b/issues')
    expect(parseTemplate('').format({})).toBe('')
  })

  it.each(['{a}{b}', '{a}-{b}/x', '{1}', '{a:float}', 'a//b'])('refuse %j', text => {
    expect(() => parseTemplate(text)).toThrow(/path template/)
  })

  it.each([
    {},
    { owner: 'a', repo: 'b' },
    { owner: 'a', repo: 'b', number: '1' },
    { owner: 'a', repo: 'b', number: 1.5 },
  ])('refuse the key %j', key => {
    expect(() => template.format(key as never)).toThrow(/lacks its parameter/)
  })
})
