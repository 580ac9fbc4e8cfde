import type { NewLink } from '../client/writing.ts'
import type { Issue } from '../model/issue.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { issueKey } from '../model/key.ts'
import { invalid, notAllowed } from './invalid.ts'

/** A kind of link with the words of its two directions. */
export interface LinkType {
  readonly id: string
  readonly name: string
  readonly outward: string
  readonly inward: string
}

/** The kinds in the answer of `GET issueLinkType`. */
export function linkTypesOf(raw: readonly unknown[]): readonly LinkType[] {
  return raw.map(objectOf).flatMap(({ id, name, inward, outward }) => {
    const known = lineOf(id)
    const word = lineOf(name) ?? 'relates to'
    if (!known) return []
    return { id: known, name: word, outward: lineOf(outward) ?? word, inward: lineOf(inward) ?? word }
  })
}

/** The words that a link may begin with. */
export function linkWords(types: readonly LinkType[]): readonly string[] {
  return [...new Set(types.flatMap(({ outward, inward }) => [outward, inward]))]
}

/** What a save changes of the links of an issue. */
export interface LinkChanges {
  readonly made: readonly NewLink[]
  /** Ids. */
  readonly cut: readonly string[]
}

/** The changes for lines like `blocks PROJ-50`. Links that are there already, or gone already, are left. */
export function linkChanges(
  issue: Issue,
  added: readonly (string | number)[],
  removed: readonly (string | number)[],
  types: readonly LinkType[],
): LinkChanges {
  const present = presentLinks(issue)
  const isThere = ({ words, key }: Line) => present.some(link => link.key === key && alike(link.words, words))
  const gone = removed.map(line => read(line, types))
  const fresh = added.map(line => read(line, types)).filter(line => !isThere(line))
  const itself = fresh.find(({ key }) => key === issue.key)
  if (itself) throw invalid('links', `"${itself.words} ${itself.key}" would link the issue to itself`)
  return {
    made: fresh.map(({ words, key }) => {
      const outward = types.find(type => alike(type.outward, words))
      if (outward) return { type: outward, inward: issue.key, outward: key }
      return { type: types.find(type => alike(type.inward, words))!, inward: key, outward: issue.key }
    }),
    cut: present
      .filter(link => gone.some(line => line.key === link.key && alike(line.words, link.words)))
      .map(({ id }) => id),
  }
}

interface Line {
  readonly words: string
  readonly key: string
}

/** Reads one line; the path of the other issue's file may follow in brackets. */
function read(line: string | number, types: readonly LinkType[]): Line {
  const match = /^(.*\S)\s+(\S+-\d+)(?:\s+\(.*\))?$/.exec(String(line).trim())
  const key = issueKey(match?.[2]?.toUpperCase())?.key
  const allowed = linkWords(types)
  if (!match || key === undefined) {
    throw invalid(
      'links',
      `"${line}" must be words and the key of an issue, like "${allowed[0] ?? 'relates to'} PROJ-1"`,
    )
  }
  const words = match[1]!.replaceAll(/\s+/g, ' ')
  if (!allowed.some(other => alike(other, words))) throw notAllowed('links', words, allowed)
  return { words, key }
}

function presentLinks(issue: Issue): readonly (Line & { readonly id: string })[] {
  return listOf(issue.fields.issuelinks)
    .map(objectOf)
    .flatMap(({ id, type, outwardIssue, inwardIssue }) => {
      const { outward, inward, name } = objectOf(type)
      const isOutward = outwardIssue !== undefined
      const words = lineOf(isOutward ? outward : inward) ?? lineOf(name)
      const key = lineOf(objectOf(isOutward ? outwardIssue : inwardIssue).key)
      const link = lineOf(id)
      return words && key && link ? [{ id: link, words, key }] : []
    })
}

function alike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
