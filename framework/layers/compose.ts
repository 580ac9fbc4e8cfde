import type { Fetcher, Layer } from './fetcher.ts'

/** Puts layers around a fetcher, the first one outermost. */
export function compose(layers: readonly Layer[], innermost: Fetcher): Fetcher {
  return layers.reduceRight((next, layer) => layer(next), innermost)
}
