import type { Call, Field, FieldsOf } from 'issuefs/source'
import { type Entity, stateOf } from '../model/entity.ts'
import { wordsOf } from '../model/json.ts'
import type { Kind } from '../model/key.ts'
import { isOwner, isRepository, type Repository } from '../options.ts'
import type { Site } from '../site.ts'
import type { ListKind } from './lists.ts'
import { LOCKS } from './lock.ts'
import { REASONS, STATES } from './state.ts'

/** A field whose values GitHub has to be asked for. */
type Asked = Field & { readonly list?: ListKind }

/** The keys of the front matter that may be written, with the values that the repository has. */
export async function writableFields(
  site: Site,
  kind: Kind,
  of: FieldsOf<string, Entity>,
  call: Call,
): Promise<readonly Field[]> {
  const place = repositoryOf(of)
  const fields = kind === 'pull' ? pullFields(of) : issueFields(site, of)
  const wanted = of.names === undefined ? fields : fields.filter(({ name }) => of.names?.includes(name))
  return Promise.all(
    wanted.map(async ({ list, ...field }) => {
      const found = list && (await site.lists.get(list, place, call))
      return found ? { ...field, values: found.map(({ shown }) => shown) } : field
    }),
  )
}

function repositoryOf(of: FieldsOf<string, Entity>): Repository {
  const { owner, repo } = (of.of === 'issue' ? of.key : of.scope) as Readonly<Record<string, unknown>>
  const place = { owner: String(owner), repo: String(repo) }
  return isOwner(place.owner) && isRepository(place.repo) ? place : { owner: '-', repo: '-' }
}

const SHARED: readonly Asked[] = [
  {
    name: 'labels',
    kind: 'choice',
    many: true,
    list: 'labels',
    note: 'A new label is made on GitHub first, on the page Labels of the repository. Needs the role Triage.',
  },
  {
    name: 'assignee',
    kind: 'person',
    many: true,
    list: 'assignees',
    note: 'One or more who have access to the repository. Needs the role Triage.',
  },
  { name: 'milestone', kind: 'choice', list: 'milestones', note: 'By its title. Needs the role Triage.' },
]

const LOCKED: Asked = {
  name: 'locked',
  kind: 'choice',
  values: LOCKS,
  note: 'Only who may push can comment then. Needs the role Write.',
}

function issueFields({ lacks }: Site, of: FieldsOf<string, Entity>): readonly Asked[] {
  const related = (name: string, many: boolean, note: string): Asked => ({ name, kind: 'issue', many, note })
  return [
    {
      name: 'status',
      kind: 'choice',
      values: STATES,
      ...(of.of === 'issue' ? { required: true } : { default: 'open' }),
    },
    {
      name: 'reason',
      kind: 'choice',
      values: [...REASONS, ...(of.of === 'issue' ? ['reopened'] : [])],
      note: 'Why it is closed; goes with status: closed. Left out, GitHub takes completed.',
    },
    ...(lacks.has('types')
      ? []
      : [{ name: 'type', kind: 'choice', list: 'issue-types', note: 'Of the organization.' } satisfies Asked]),
    ...SHARED,
    ...(lacks.has('sub-issues')
      ? []
      : [
          related('parent', false, 'As acme/app#12, of the same owner.'),
          related('sub-issues', true, 'As acme/app#12, of the same owner; an issue has one parent at most.'),
        ]),
    ...(lacks.has('dependencies')
      ? []
      : [related('blocked by', true, 'As acme/app#12.'), related('blocking', true, 'As acme/app#12.')]),
    LOCKED,
  ]
}

function pullFields(of: FieldsOf<string, Entity>): readonly Asked[] {
  const isMerged = of.of === 'issue' && wordsOf(stateOf(of.entity.node)) === 'merged'
  return [
    {
      name: 'status',
      kind: 'choice',
      values: isMerged ? ['merged'] : STATES,
      required: true,
      note: 'Merging is done on GitHub or with “gh pr merge”.',
    },
    { name: 'draft', kind: 'boolean' },
    ...SHARED,
    { name: 'base', kind: 'text', note: 'A branch of the repository.' },
    { name: 'review requested', kind: 'person', many: true, note: 'Collaborators, or teams by their short names.' },
    LOCKED,
  ]
}
