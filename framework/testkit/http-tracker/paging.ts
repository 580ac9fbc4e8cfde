import type { PageFacts, Paging } from './contract.ts'

/** A page of a listing, with what is said about it. */
export interface Page {
  readonly items: readonly unknown[]
  readonly facts: PageFacts
}

/** Cuts the page that a query asks for. Gives `undefined` for a place that makes no sense. */
export function cutPage(all: readonly unknown[], asked: URL, paging: Paging): Page | undefined {
  const { by = 'page', at = by, size = 'limit', usual = 20, most = 100 } = paging
  const length = Math.min(positive(asked.searchParams.get(size)) ?? usual, most)
  const start = startOf(asked.searchParams.get(at), by, length)
  if (start === undefined) return undefined
  const items = all.slice(start, start + length)
  const end = start + items.length
  if (end >= all.length) return { items, facts: { total: all.length } }
  const next = placeAt(end, by, length)
  const nextUrl = new URL(asked)
  nextUrl.searchParams.set(at, next)
  return { items, facts: { next, nextUrl: nextUrl.href, total: all.length } }
}

function startOf(place: string | null, by: NonNullable<Paging['by']>, length: number): number | undefined {
  if (place === null || place === '') return 0
  if (by === 'cursor') {
    const [, start] = /^after-(\d+)$/.exec(Buffer.from(place, 'base64url').toString()) ?? []
    return start === undefined ? undefined : Number(start)
  }
  const number = Number(place)
  if (!Number.isInteger(number) || number < (by === 'page' ? 1 : 0)) return undefined
  return by === 'page' ? (number - 1) * length : number
}

function placeAt(start: number, by: NonNullable<Paging['by']>, length: number): string {
  if (by === 'cursor') return Buffer.from(`after-${start}`).toString('base64url')
  return String(by === 'page' ? start / length + 1 : start)
}

function positive(text: string | null): number | undefined {
  const number = Number(text)
  return text !== null && Number.isInteger(number) && number > 0 ? number : undefined
}
