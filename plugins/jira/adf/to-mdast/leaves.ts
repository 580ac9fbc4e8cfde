import type { PhrasingContent } from 'mdast'

/** A line with each of its leaves changed, at any depth: where a hard break or a tag cannot stand as it is. */
export function mapLeaves(
  children: readonly PhrasingContent[],
  change: (leaf: PhrasingContent) => PhrasingContent,
): PhrasingContent[] {
  return children.map(child =>
    'children' in child
      ? ({ ...child, children: mapLeaves(child.children, change) } as PhrasingContent)
      : change(child),
  )
}
