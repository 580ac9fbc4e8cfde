import type { Field, Operation, Selection } from './syntax.ts'
import type { Schema } from './types.ts'

/** What a query asks for, before it is answered. */
export interface Checked {
  /** GitHub's errors for what is not in the schema. */
  readonly errors: readonly Readonly<Record<string, unknown>>[]
  /** Connections that have to be opened: a hundred are one point. */
  readonly connections: number
  /** Nodes it may give at most. */
  readonly nodes: number
}

/** Checks a query against the schema and counts what it asks for. */
export function check(schema: Schema, { root, selections }: Operation): Checked {
  const errors: Record<string, unknown>[] = []
  let connections = 0
  let nodes = 0

  function visit(selections: readonly Selection[], typeName: string, times: number): void {
    for (const selection of selections) {
      if (selection.kind === 'fragment') visit(selection.selections, selection.type, times)
      else visitField(selection, typeName, times)
    }
  }

  function visitField(field: Field, typeName: string, times: number): void {
    if (field.name === '__typename') return
    const type = schema.types[typeName]?.fields[field.name]
    if (!type) {
      const message = `Field '${field.name}' doesn't exist on type '${typeName}'`
      errors.push({ message, extensions: { code: 'undefinedField', typeName, fieldName: field.name } })
      return
    }
    if (type.needs) errors.push({ type: 'INSUFFICIENT_SCOPES', message: needing(field.name, type.needs) })
    for (const name of Object.keys(field.args)) {
      if (type.args?.includes(name)) continue
      const message = `Field '${field.name}' doesn't accept argument '${name}'`
      errors.push({ message, extensions: { code: 'argumentNotAccepted', name: field.name, argumentName: name } })
    }
    const size = sizeOf(field)
    if (size === undefined && isListed(type.type, field.selections)) {
      const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${field.name}\` connection.`
      errors.push({ type: 'MISSING_PAGINATION_BOUNDARIES', message })
    }
    if (size !== undefined) {
      connections += times
      nodes += times * size
    }
    if (type.type !== undefined) visit(field.selections, type.type, times * (size ?? 1))
  }

  visit(selections, root, 1)
  if (nodes > MOST_NODES) {
    const message = `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of ${MOST_NODES}.`
    errors.push({ type: 'MAX_NODE_LIMIT_EXCEEDED', message })
  }
  return { errors, connections, nodes }
}

/** What GitHub answers to nobody. */
const MOST_NODES = 500_000

/** Whether nodes of a connection are asked for. */
function isListed(type: string | undefined, selections: readonly Selection[]): boolean {
  return type?.endsWith('Connection') === true && selections.some(one => one.kind === 'field' && one.name === 'nodes')
}

/** What GitHub says of a field that the token has too few scopes for. */
export function needing(field: string, scopes: readonly string[]): string {
  const list = scopes.map(scope => `'${scope}'`).join(', ')
  const had = scopes.includes('read:project') ? "'read:org', 'repo'" : "'read:project', 'repo'"
  return `Your token has not been granted the required scopes to execute this query. The '${field}' field requires one of \
the following scopes: [${list}], but your token has only been granted the: [${had}] scopes. Please modify your token's \
scopes at: https://github.com/settings/tokens.`
}

function sizeOf({ args }: Field): number | undefined {
  const value = args.first ?? args.last
  return value && 'constant' in value ? Number(value.constant) : undefined
}
