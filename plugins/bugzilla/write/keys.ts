import type { FieldKind } from 'issuefs/source'
import { TYPES } from '../model/field-directory.ts'
import type { Flavour } from '../options.ts'

/** Where the values of a field stand: in the list of its own, in its product, in the workflow; or none can be named. */
export type Origin =
  | { readonly of: 'field'; readonly name: string }
  | { readonly of: 'product'; readonly list: 'components' | 'versions' | 'milestones' }
  | { readonly of: 'workflow' }
  | { readonly of: 'products' }
  | { readonly of: 'nothing' }

/** How Bugzilla takes a field. */
export interface WritableKey {
  /** In the front matter. */
  readonly key: string
  /** In the REST interface. */
  readonly field: string
  readonly kind: FieldKind
  readonly many?: boolean
  readonly values: Origin
  /** What is sent to empty it. @default '' */
  readonly empty?: string
  /** Lists that Bugzilla replaces as a whole, instead of adding and removing. */
  readonly isReplaced?: boolean
  /** Whether it goes with the request that makes a bug; it follows in a second one otherwise. @default true */
  readonly isForNew?: boolean
  readonly isRequired?: boolean
  /** The only kind of server that has it, or has it so. @default every one */
  readonly on?: Flavour
  readonly note?: string
}

const nothing: Origin = { of: 'nothing' }
const own = (name: string): Origin => ({ of: 'field', name })

const LOGIN = 'A login name.'
const EDITBUGS = 'Needs the right to edit bugs, unless it is your own.'

/** The keys of the front matter that may be written, but for status and resolution (`status.ts`) and custom fields. */
export const KEYS: readonly WritableKey[] = [
  { key: 'alias', field: 'alias', kind: 'text', many: true, values: nothing, on: 'stock' },
  { key: 'alias', field: 'alias', kind: 'text', values: nothing, on: 'bmo' },
  {
    key: 'product',
    field: 'product',
    kind: 'choice',
    values: { of: 'products' },
    isForNew: false,
    isRequired: true,
    note: 'Moves the file; give a component, a version and a milestone of the new product along with it.',
  },
  {
    key: 'component',
    field: 'component',
    kind: 'choice',
    values: { of: 'product', list: 'components' },
    isRequired: true,
  },
  { key: 'type', field: 'type', kind: 'choice', values: own('bug_type'), on: 'bmo' },
  { key: 'priority', field: 'priority', kind: 'choice', values: own('priority'), empty: '---' },
  { key: 'severity', field: 'severity', kind: 'choice', values: own('bug_severity'), empty: '---' },
  { key: 'assignee', field: 'assigned_to', kind: 'person', values: nothing, note: `${LOGIN} ${EDITBUGS}` },
  { key: 'qa contact', field: 'qa_contact', kind: 'person', values: nothing, note: LOGIN },
  { key: 'cc', field: 'cc', kind: 'person', many: true, values: nothing, note: 'Login names.' },
  { key: 'keywords', field: 'keywords', kind: 'choice', many: true, values: own('keywords') },
  { key: 'whiteboard', field: 'whiteboard', kind: 'text', values: nothing },
  {
    key: 'version',
    field: 'version',
    kind: 'choice',
    values: { of: 'product', list: 'versions' },
    isRequired: true,
  },
  { key: 'platform', field: 'platform', kind: 'choice', values: own('rep_platform') },
  { key: 'os', field: 'op_sys', kind: 'choice', values: own('op_sys') },
  {
    key: 'milestone',
    field: 'target_milestone',
    kind: 'choice',
    values: { of: 'product', list: 'milestones' },
    empty: '---',
  },
  { key: 'depends on', field: 'depends_on', kind: 'issue', many: true, values: nothing, note: 'Numbers of bugs.' },
  { key: 'blocks', field: 'blocks', kind: 'issue', many: true, values: nothing, note: 'Numbers of bugs.' },
  {
    key: 'regressed by',
    field: 'regressed_by',
    kind: 'issue',
    many: true,
    values: nothing,
    on: 'bmo',
    isForNew: false,
  },
  {
    key: 'see also',
    field: 'see_also',
    kind: 'text',
    many: true,
    values: nothing,
    isForNew: false,
    note: 'Addresses of bugs in trackers that Bugzilla knows.',
  },
  { key: 'link', field: 'url', kind: 'text', values: nothing },
  {
    key: 'flags',
    field: 'flags',
    kind: 'text',
    many: true,
    values: nothing,
    isForNew: false,
    note: 'As “needinfo? ann@example.test” or “review+”; taken out, it is cleared.',
  },
  { key: 'groups', field: 'groups', kind: 'text', many: true, values: nothing, isForNew: false },
  { key: 'deadline', field: 'deadline', kind: 'date', values: nothing },
  { key: 'estimated hours', field: 'estimated_time', kind: 'number', values: nothing, empty: '0' },
  { key: 'remaining hours', field: 'remaining_time', kind: 'number', values: nothing, empty: '0', isForNew: false },
]

/** `FIELD_TYPE_*` of Bugzilla::Constants; 4, a text of several lines, is a section. */
const KINDS: Readonly<Record<number, Omit<WritableKey, 'key' | 'field' | 'values'>>> = {
  1: { kind: 'text' },
  2: { kind: 'choice', empty: '---' },
  3: { kind: 'choice', many: true, isReplaced: true },
  [TYPES.moment]: { kind: 'time', isForNew: false, note: 'In UTC, where no zone is written.' },
  [TYPES.bug]: { kind: 'issue' },
  [TYPES.day]: { kind: 'date' },
  [TYPES.number]: { kind: 'number' },
}

/** A custom field as a key of the front matter; `undefined` for what is no front matter. */
export function customKey(name: string, label: string, type: number | undefined): WritableKey | undefined {
  const kind = KINDS[type ?? 0]
  if (!kind) return undefined
  const values: Origin = kind.kind === 'choice' ? own(name) : nothing
  return { key: label, field: name, ...kind, values }
}
