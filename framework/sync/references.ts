import { posix } from 'node:path'
import { parseTemplate } from '../path/template.ts'
import type { Document, Front, FrontValue } from '../source/document.ts'
import type { Options, Values } from '../source/options.ts'
import type { Reference } from '../source/reference.ts'
import type { AnySource } from '../source/source.ts'

/** A mount as references see it. */
export interface ReferenceMount {
  /** Its folder; `''` when its tree is the root. */
  readonly name: string
  readonly source: Pick<AnySource, 'refer'>
  /** Without secrets. */
  readonly options: Values<Options>
}

/** Adds the paths of the issues that a document refers to. Pure: the mounts and the document say it all. */
export interface References {
  /** @param path that of the document's file, below its mount */
  addPaths(document: Document, path: string): Document
}

/** The fields that name other issues when the document does not say it. */
const usual: readonly string[] = ['links']

/** So short a reference is the mount's own: every tracker has an issue 12. */
const ownOnly = /^#?\d+$/

/**
 * The references of one of the mounts of a tree.
 *
 * @param own the name of that mount
 */
export function createReferences(mounts: readonly ReferenceMount[], own: string): References {
  const self = mounts.find(({ name }) => name === own)
  const others = mounts.filter(mount => mount !== self && mount.source.refer)

  /** Where a word leads, from the root of the tree. */
  function pathOf(word: string): string | undefined {
    const mine = self && ask(self, word)
    if (mine?.shown) return pathIn(self!, mine)
    if (mine === undefined && ownOnly.test(word)) return undefined
    const found = others.flatMap(mount => {
      const reference = ask(mount, mine?.url ?? word)
      return reference?.shown ? [{ mount, reference }] : []
    })
    const [first] = found
    return first && found.every(({ reference }) => reference.url === first.reference.url)
      ? pathIn(first.mount, first.reference)
      : undefined
  }

  function withPath(value: string | number, here: string): string | number {
    for (const word of String(value).split(/\s+/)) {
      const there = word === '' ? undefined : pathOf(word)
      if (there === undefined) continue
      return posix.dirname(there) === posix.dirname(here)
        ? value
        : `${value} (${posix.relative(posix.dirname(here), there)})`
    }
    return value
  }

  function withPaths(value: FrontValue, here: string): FrontValue {
    if (typeof value === 'object' && value !== null) return value.map(each => withPath(each, here))
    return typeof value === 'string' || typeof value === 'number' ? withPath(value, here) : value
  }

  return {
    addPaths(document, path) {
      const here = posix.join(own, path)
      const { front, references = usual } = document
      const found: Front = Object.fromEntries(
        references.flatMap(name => (Object.hasOwn(front, name) ? [[name, withPaths(front[name], here)]] : [])),
      )
      return { ...document, front: { ...front, ...found } }
    },
  }
}

/** A source that throws does not know the word. */
function ask({ source, options }: ReferenceMount, word: string): Reference | undefined {
  try {
    return source.refer?.(word, options)
  } catch {
    return undefined
  }
}

function pathIn({ name }: ReferenceMount, { route, key }: Reference): string | undefined {
  try {
    return posix.join(name, parseTemplate(route).format(key))
  } catch {
    return undefined
  }
}
