import type { Image, Link, Paragraph, PhrasingContent } from 'mdast'
import { cardKind, ownUrl } from '../../../markup/read-carrier.ts'
import { contentOf, marksOf, toNode, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import { nodeOf, type WrittenMark } from '../node.ts'
import { type BlockWriter, replace, type WriteState } from '../state.ts'

/** A paragraph, or what looks like one: a card that is a block, pictures. */
export const paragraph: BlockWriter<Paragraph> = (node, old, state) => {
  const type = old ? typeOf(old) : undefined
  const plain = type === 'paragraph'
  return (
    cardOf(node, old, state) ??
    (type === 'mediaGroup' || !plain ? groupOf(node, old, state) : undefined) ??
    (plain ? undefined : singleOf(node, old, state)) ?? [
      replace(plain ? old : undefined, 'paragraph', {}, state.line(node.children, plain ? contentOf(old!) : []), state),
    ]
  )
}

/** Old types that a paragraph may take the place of. */
export function likeParagraph({ children: [first, ...more] }: Paragraph): readonly string[] {
  if (first && pictureOf(first)) return ['mediaSingle', 'mediaGroup', 'paragraph']
  const isCard = more.length === 0 && first?.type === 'link' && /^(?:block|embed) card$/.test(first.title ?? '')
  return isCard ? ['blockCard', 'embedCard'] : ['paragraph']
}

function cardOf({ children }: Paragraph, old: AdfNode | undefined, state: WriteState): unknown[] | undefined {
  const [only] = children
  const kind = children.length === 1 && only?.type === 'link' ? cardKind(only) : undefined
  if (kind !== 'block card' && kind !== 'embed card') return undefined
  const type = kind === 'block card' ? 'blockCard' : 'embedCard'
  const before = old && typeOf(old) === type ? old : undefined
  const layout = type === 'embedCard' && !before ? { layout: 'center' } : {}
  const { content: _, ...card } = replace(before, type, { ...layout, url: ownUrl((only as Link).url) }, [], state)
  return [card]
}

/** Files, one on each line. */
function groupOf({ children }: Paragraph, old: AdfNode | undefined, state: WriteState): unknown[] | undefined {
  const group = old && typeOf(old) === 'mediaGroup' ? old : undefined
  const pictures = children.filter(child => !isLineEnd(child))
  if (pictures.length < (group ? 1 : 2)) return undefined
  const read = pictures.map(pictureOf)
  const between = children.filter(isLineEnd).length === pictures.length - 1
  if (!between || !read.every(one => one !== undefined)) return undefined
  return [
    nodeOf(
      'mediaGroup',
      undefined,
      read.map(({ image, marks }) => state.images.media(image, marks)),
    ),
  ]
}

/** A picture of its own, on the next line its caption. */
function singleOf({ children }: Paragraph, old: AdfNode | undefined, state: WriteState): unknown[] | undefined {
  const [first, second, ...rest] = children
  const picture = first && pictureOf(first)
  if (!picture || (second && second.type !== 'break')) return undefined
  const single = old && typeOf(old) === 'mediaSingle' ? old : undefined
  const before = single ? contentOf(single).map(toNode) : []
  const oldMedia = before.find(one => one && typeOf(one) === 'media')
  const oldCaption = before.find(one => one && typeOf(one) === 'caption')
  const onSingle = single !== undefined && marksOf(single).some(mark => toNode(mark)?.type === 'link')
  const media =
    sameMedia(oldMedia, picture.image, state) ?? state.images.media(picture.image, onSingle ? [] : picture.marks)
  const caption = rest.length > 0 ? state.line(rest, oldCaption ? contentOf(oldCaption) : []) : []
  const captions = caption.length > 0 ? [replace(oldCaption, 'caption', {}, caption, state)] : []
  return [replace(single, 'mediaSingle', single ? {} : { layout: 'center' }, [media, ...captions], state)]
}

function sameMedia(old: AdfNode | undefined, image: Image, state: WriteState): unknown {
  if (!old) return undefined
  const [shown] = state.reader.phrasing([{ ...old, marks: undefined }])
  const same = shown?.type === 'image' && shown.url === image.url && (shown.alt ?? '') === (image.alt ?? '')
  if (same) state.known.set(old, 'whole')
  return same ? old : undefined
}

interface Picture {
  readonly image: Image
  readonly marks: readonly WrittenMark[]
}

function pictureOf(node: PhrasingContent): Picture | undefined {
  if (node.type === 'image') return { image: node, marks: [] }
  const [only] = node.type === 'link' ? node.children : []
  if (node.type !== 'link' || node.children.length !== 1 || only?.type !== 'image') return undefined
  const attrs = { href: ownUrl(node.url), ...(node.title && { title: node.title }) }
  return { image: only, marks: [{ type: 'link', attrs }] }
}

function isLineEnd(node: PhrasingContent): boolean {
  return node.type === 'text' && node.value.trim() === '' && node.value.includes('\n')
}
