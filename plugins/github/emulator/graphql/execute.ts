import type { Field, Operation, Selection, Value } from './syntax.ts'
import { type Args, GraphqlRefusal, type Schema } from './types.ts'

/** The answer to a query that was checked. */
export interface Executed {
  readonly data: Readonly<Record<string, unknown>>
  readonly errors: readonly Readonly<Record<string, unknown>>[]
}

/** Answers a query; a part that is refused is null. */
export function execute(schema: Schema, { root, selections }: Operation, variables: Args): Executed {
  const errors: Record<string, unknown>[] = []

  function object(
    source: object,
    typeName: string,
    selections: readonly Selection[],
    path: Path,
  ): Record<string, unknown> {
    const answer: Record<string, unknown> = {}
    for (const selection of selections) {
      if (selection.kind === 'field') answer[selection.alias] = field(source, typeName, selection, path)
      else if (selection.type === typeName || schema.unions[selection.type]?.includes(typeName)) {
        Object.assign(answer, object(source, typeName, selection.selections, path))
      }
    }
    return answer
  }

  function field(source: object, typeName: string, { name, alias, args, selections }: Field, above: Path): unknown {
    if (name === '__typename') return typeName
    const type = schema.types[typeName]!.fields[name]!
    const path = [...above, alias]
    try {
      const value = type.get(source as never, given(args, variables))
      if (type.type === undefined || value === null || value === undefined) return value ?? null
      const show = (one: unknown, at?: number) =>
        one === null
          ? null
          : object(
              one as object,
              concrete(type.type!, one as object),
              selections,
              at === undefined ? path : [...path, at],
            )
      return Array.isArray(value) ? value.map(show) : show(value)
    } catch (error) {
      if (!(error instanceof GraphqlRefusal)) throw error
      errors.push({ type: error.type, path, message: error.message })
      return null
    }
  }

  function concrete(promised: string, source: object): string {
    return schema.unions[promised] ? schema.typeOf(source) : promised
  }

  return { data: object({}, root, selections, []), errors }
}

type Path = readonly (string | number)[]

function given(args: Readonly<Record<string, Value>>, variables: Args): Args {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, plain(value, variables)]))
}

function plain(value: Value, variables: Args): unknown {
  if ('variable' in value) return variables[value.variable] ?? null
  if ('constant' in value) return value.constant
  if ('list' in value) return value.list.map(one => plain(one, variables))
  return given(value.object, variables)
}
