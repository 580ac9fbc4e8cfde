import { createHash } from 'node:crypto'
import type { Options, Values } from '../source/options.ts'
import type { AnySource } from '../source/source.ts'
import type { ReferenceMount } from '../sync/references.ts'
import { scopeDigest } from './scope-digest.ts'

/** What the render worker is told of a mount that references may lead into. */
export interface ReferenceRow extends ReferenceMount {
  readonly source: AnySource
  readonly module?: URL
}

type Request = Omit<ReferenceRow, 'options'> & { readonly options: Values<Options> }

/** The mounts of a tree that references may lead into, without their secrets, in the order of their names. */
export function referenceTable(requests: readonly Request[]): readonly ReferenceRow[] {
  return requests
    .filter(({ source }) => source.refer)
    .map(({ name, source, module, options }) => ({
      name,
      source,
      ...(module === undefined ? {} : { module }),
      options: withoutSecrets(source, options),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/**
 * The version of what a mount's documents are rendered with: the source's own while it stands alone, else a number that
 * moves with it and with what references may lead into.
 */
export function renderRevision(source: AnySource, table: readonly ReferenceRow[]): number {
  if (table.length === 0) return source.revision
  const rows = table.map(row => [row.name, row.source.name, row.source.revision, scopeDigest(row.source, row.options)])
  const digest = createHash('sha256')
    .update(JSON.stringify([source.revision, rows]))
    .digest()
  return digest.readUIntBE(0, 6)
}

function withoutSecrets(source: AnySource, options: Values<Options>): Values<Options> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => source.options[name]?.type !== 'secret'))
}
