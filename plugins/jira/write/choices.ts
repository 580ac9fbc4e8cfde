import { lineOf, listOf, objectOf } from '../model/json.ts'
import { frontValue } from '../render/value.ts'
import { notAllowed } from './invalid.ts'
import type { Shape } from './shape.ts'

/** A field whose values are listed by Jira: options, versions, components, priorities, cascades. */
export function choices(allowed: readonly unknown[]): Omit<Shape, 'many'> {
  const choosable = allowed.flatMap(branches)
  const words = new Map<string, unknown>()
  for (const { word, sent } of choosable) if (!words.has(word)) words.set(word, sent)
  return {
    kind: 'choice',
    values: [...words.keys()],
    send: (key, value) => {
      const word = String(value).trim()
      if (words.has(word)) return words.get(word)
      const alike = [...words].filter(([other]) => other.toLowerCase() === word.toLowerCase())
      if (alike.length === 1) return alike[0]![1]
      throw notAllowed(key, value, [...words.keys()])
    },
  }
}

/** A value, and the values within it where it is a cascade: `Backend`, `Backend / Queue`. */
function branches(raw: unknown): readonly { readonly word: string; readonly sent: unknown }[] {
  const value = objectOf(raw)
  if (value.disabled === true) return []
  const children = listOf(value.children).map(objectOf)
  return [
    { word: wordOf(value), sent: reference(value) },
    ...children.map(child => ({
      word: wordOf({ ...value, child }),
      sent: { ...reference(value), child: reference(child) },
    })),
  ].flatMap(({ word, sent }) => (word === undefined ? [] : { word, sent }))
}

function wordOf(value: Readonly<Record<string, unknown>>): string | undefined {
  return lineOf(frontValue(value))
}

/** What names a value for Jira: its id where it has one. */
function reference({ id, value, name, key }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (id !== undefined) return { id: String(id) }
  return value !== undefined ? { value } : name !== undefined ? { name } : { key }
}
