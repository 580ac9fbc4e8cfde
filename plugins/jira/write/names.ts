import type { FieldDirectory } from '../model/field-directory.ts'
import { isCustom } from '../model/issue.ts'
import type { Flavour } from '../options.ts'
import { customKey } from '../render/split-fields.ts'
import type { FieldMeta } from './field-meta.ts'
import { type Shape, shapeOf } from './shape.ts'

/** A key of the front matter with the field behind it. */
export interface Writable {
  readonly key: string
  readonly meta: FieldMeta
  readonly shape: Shape
}

/** The keys of Jira's own fields. Those not named here are texts of the document, or cannot be written. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  issuetype: ['type'],
  resolution: ['resolution'],
  priority: ['priority'],
  assignee: ['assignee'],
  reporter: ['reporter'],
  labels: ['labels'],
  components: ['components'],
  versions: ['affects'],
  fixVersions: ['fix versions'],
  parent: ['parent'],
  duedate: ['due'],
  timetracking: ['original estimate', 'remaining estimate'],
  environment: ['environment'],
  security: ['security'],
}

/** The fields of a screen that can be written as front matter, in the order of the screen. */
export function writables(
  metas: readonly FieldMeta[],
  directory: FieldDirectory,
  flavour: Flavour,
): readonly Writable[] {
  const hasParent = metas.some(({ id }) => id === 'parent')
  return metas.flatMap(meta => {
    // Cloud keeps the field from the time before epics became parents.
    if (meta.custom === 'gh-epic-link' && flavour === 'cloud' && hasParent) return []
    const shape = shapeOf(meta, flavour)
    // A text of several lines is a section of the document, which an issue has once the text is there.
    if (meta.custom === 'textarea' && !meta.required) return []
    return shape ? keysOf(meta, directory).map(key => ({ key, meta, shape })) : []
  })
}

/** What the front matter calls a field. */
export function keysOf({ id, custom }: Pick<FieldMeta, 'id' | 'custom'>, directory: FieldDirectory): readonly string[] {
  if (!isCustom(id)) return KEYS[id] ?? []
  if (custom === 'gh-epic-link') return ['epic']
  if (custom === 'gh-sprint') return ['sprint']
  return [customKey(directory.name(id) ?? id, id)]
}
