import { media } from '../markup/carrier.ts'
import type { InlineRule } from './inline-source.ts'
import type { Scan } from './scan.ts'
import { characterBefore, isWord } from './word-boundary.ts'

const picture = /^[^|]+\.(?:png|jpe?g|gif|bmp|svg|webp|tiff?|ico|heic|avif|mov|mp4|webm|avi|mp3|wav|pdf)$/i
const remote = /^https?:\/\/[^\s|]+$/i

/** `!name.png!`, `!name.png|thumbnail!`, `!http://…!`. The options stand in the title. */
export const image: InlineRule = ({ reader, text }, at) => {
  const end = imageEnd(reader.scan, at)
  if (end === undefined) return undefined
  const content = text.slice(at + 1, end - 1)
  const bar = content.indexOf('|')
  const target = bar < 0 ? content : content.slice(0, bar)
  const title = bar < 0 ? null : content.slice(bar + 1).trim() || null
  if (remote.test(target)) return { nodes: [{ type: 'image', url: target, alt: '', title }], end }
  const path = reader.context.mediaPath?.({ name: target })
  if (path === undefined && !picture.test(target)) return undefined
  return { nodes: [{ ...media(target, target, path), title }], end }
}

/** The end of what may be an image at `at`: from one exclamation mark to the next on the same line. */
export function imageEnd({ text, find }: Scan, at: number): number | undefined {
  const before = characterBefore(text, at)
  if (isWord(before) || before === '!' || /[\s!|]/.test(text[at + 1] ?? ' ')) return undefined
  const close = find(/!/g).next(at + 1)
  if (close > find(/\n/g).next(at) || close === Number.POSITIVE_INFINITY) return undefined
  const content = text.slice(at + 1, Math.min(close, at + 1000))
  const target = content.split('|')[0]!.trimEnd()
  return picture.test(target) || remote.test(target) || /^[^\s|]+\.\w{1,5}$/.test(target) ? close + 1 : undefined
}
