import { createHash } from 'node:crypto'
import type { Options, Values } from '../source/options.ts'
import type { AnySource } from '../source/source.ts'

/** A digest of what chooses what is seen: every option but the secrets. */
export function scopeDigest(source: AnySource, values: Values<Options>): string {
  const chosen = Object.keys(source.options)
    .filter(name => source.options[name]!.type !== 'secret' && values[name] !== undefined)
    .sort()
    .map(name => [name, values[name]])
  return createHash('sha256').update(JSON.stringify(chosen)).digest('hex').slice(0, 16)
}
