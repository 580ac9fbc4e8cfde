import type { Image } from 'mdast'
import { ownUrl, readAddress } from '../../markup/read-carrier.ts'
import { refuse } from '../../markup/refuse.ts'
import { attributesOf, contentOf, textAttribute, toNode, typeOf } from '../node.ts'
import type { State } from '../to-mdast/handler.ts'
import type { Known } from '../valid/index.ts'
import { nodeOf, type WrittenMark, type WrittenNode } from './node.ts'

/** The attributes of a `media` node (`type`, `id`, `collection`) for an attachment by its path in the tree. */
export type MediaOf = (path: string) => Readonly<Record<string, unknown>> | undefined

/** Makes media of pictures. */
export interface Images {
  /** A picture of its own. */
  media(image: Image, marks: readonly WrittenMark[]): unknown
  /** A picture in a line. */
  inline(image: Image, marks: readonly WrittenMark[]): unknown
}

/**
 * @param known takes the media whose attributes the tracker has taken before
 * @param origins all that the tracker sent for this text: pictures may be moved, their paths say which they are
 */
export function createImages(
  origins: readonly unknown[],
  reader: State,
  mediaOf: MediaOf | undefined,
  known: Map<unknown, Known>,
): Images {
  let media: ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined
  const find = (url: string) => {
    media ??= collect(origins, reader)
    return media.get(url) ?? media.get(nameIn(url))
  }

  function attributesFor(image: Image): Readonly<Record<string, unknown>> {
    const { url, alt } = image
    const named = alt ? { alt } : {}
    const found = find(url) ?? mediaOf?.(url)
    if (found) return { ...found, ...(alt && alt !== found.__fileName && { alt }) }
    const address = readAddress(url)
    if (address && address !== 'broken' && address.kind === 'media') {
      return { type: 'file', id: address.value, collection: '', ...named }
    }
    if (address) return refuse(`${url} is no picture.`)
    if (/^(?:https?:)?\/\//i.test(url)) return { type: 'external', url: ownUrl(url), ...named }
    return refuse(
      `There is no picture "${url}" in this text or among the attachments: attach it first, or give its whole address.`,
    )
  }

  function make(type: string, attrs: Readonly<Record<string, unknown>>, image: Image, marks: readonly WrittenMark[]) {
    const node = withMarks(nodeOf(type, attrs), marks)
    if (find(image.url)) known.set(node, 'frame')
    return node
  }

  return {
    media: (image, marks) => make('media', attributesFor(image), image, marks),
    inline(image, marks) {
      const attrs = attributesFor(image)
      if (attrs.type === 'external') {
        return refuse(
          `Jira shows a picture from another site in a paragraph of its own only: put blank lines around ![${image.alt ?? ''}](${image.url}).`,
        )
      }
      return make('mediaInline', attrs, image, marks)
    },
  }
}

function withMarks(node: WrittenNode, marks: readonly WrittenMark[]): WrittenNode {
  return marks.length > 0 ? { ...node, marks } : node
}

/** All media by the address that shows them, and by their name. */
function collect(origins: readonly unknown[], reader: State): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const known = new Map<string, Readonly<Record<string, unknown>>>()
  const waiting = [...origins]
  while (waiting.length > 0) {
    const node = toNode(waiting.pop())
    if (!node) continue
    for (const child of contentOf(node)) waiting.push(child)
    if (typeOf(node) !== 'media' && typeOf(node) !== 'mediaInline') continue
    const [image] = reader.phrasing([{ ...node, type: 'media', marks: undefined }])
    const attributes = attributesOf(node)
    if (image?.type === 'image' && image.url) known.set(image.url, attributes)
    for (const name of [textAttribute(node, '__fileName'), textAttribute(node, 'alt')]) {
      if (name && attributes.id && !known.has(`/${name}`)) known.set(`/${name}`, attributes)
    }
  }
  return known
}

/** The last part of a path of the tree, as `collect` has it. */
function nameIn(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1)
  try {
    return path.includes('/attachments/') ? `/${decodeURIComponent(last)}` : ''
  } catch {
    return ''
  }
}
