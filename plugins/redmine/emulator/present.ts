import { statusesFor } from './accept.ts'
import type { Attachment, Issue, Journal, Named, Project, Relation, User } from './data/model.ts'
import type { Store } from './data/store.ts'
import { FIELDS, PRIORITIES, STATUSES, TRACKERS, USERS } from './data/vocabulary.ts'

/** Prints what the store holds as Redmine does. */
export interface Presenter {
  project(project: Project, include?: ReadonlySet<string>): object
  /** `include` as asked for; only the first two mean something in a list. */
  issue(issue: Issue, include: ReadonlySet<string>, user: User | undefined, single: boolean): object
  relation(relation: Relation): object
}

export function createPresenter(store: Store, saysClosed: boolean): Presenter {
  function children(parent: number): readonly object[] {
    return [...store.issues.values()]
      .filter(issue => issue.attributes.parent_id === parent)
      .map(issue => {
        const below = children(issue.id)
        const tracker = reference(TRACKERS, issue.attributes.tracker_id)
        const { subject } = issue.attributes
        return { id: issue.id, tracker, subject, ...(below.length > 0 && { children: below }) }
      })
  }

  function status(id: unknown): object | undefined {
    const found = STATUSES.find(one => one.id === id)
    return found && { id: found.id, name: found.name, ...(saysClosed && { is_closed: found.closed }) }
  }

  function relationsOf({ id }: Issue, user: User | undefined): readonly Relation[] {
    return [...store.relations.values()].filter(({ from, to }) => {
      const other = store.issues.get(from === id ? to : from)
      return (from === id || to === id) && other !== undefined && store.sees(other, user)
    })
  }

  const relation = ({ id, from, to, type, delay }: Relation) => {
    return { id, issue_id: from, issue_to_id: to, relation_type: type, delay }
  }

  return {
    relation,
    project: (project, include = new Set()) => ({
      id: project.id,
      name: project.name,
      identifier: project.identifier,
      description: null,
      ...(project.parent !== undefined && { parent: { id: project.parent, name: store.project(project.parent).name } }),
      status: 1,
      is_public: project.isPublic,
      inherit_members: false,
      ...(include.has('trackers') && { trackers: TRACKERS.map(({ id, name }) => ({ id, name })) }),
      ...(include.has('issue_categories') && { issue_categories: project.categories }),
      // Fields of all projects are in none's list.
      ...(include.has('issue_custom_fields') && { issue_custom_fields: [] }),
    }),
    issue(issue, include, user, single) {
      const { attributes } = issue
      const project = store.project(Number(attributes.project_id))
      const spent = issue.hours.reduce((sum, hours) => sum + hours, 0)
      const relations = relationsOf(issue, user).map(relation)
      const below = single && include.has('children') ? children(issue.id) : []
      return {
        id: issue.id,
        project: { id: project.id, name: project.name },
        tracker: reference(TRACKERS, attributes.tracker_id),
        status: status(attributes.status_id),
        priority: reference(PRIORITIES, attributes.priority_id),
        author: reference(USERS, issue.author),
        assigned_to: reference(USERS, attributes.assigned_to_id),
        category: reference(project.categories, attributes.category_id),
        fixed_version: reference(project.versions, attributes.fixed_version_id),
        ...(attributes.parent_id !== undefined && { parent: { id: attributes.parent_id } }),
        subject: attributes.subject,
        description: attributes.description ?? null,
        start_date: attributes.start_date ?? null,
        due_date: attributes.due_date ?? null,
        done_ratio: attributes.done_ratio,
        is_private: attributes.is_private,
        estimated_hours: attributes.estimated_hours ?? null,
        total_estimated_hours: attributes.estimated_hours ?? null,
        spent_hours: spent,
        total_spent_hours: spent,
        custom_fields: FIELDS.map(({ id, name, multiple }) => {
          const value = issue.custom.get(id) ?? (multiple ? [] : null)
          return { id, name, ...(multiple && { multiple }), value }
        }),
        created_on: time(issue.created),
        updated_on: time(issue.updated),
        closed_on: issue.closed === undefined ? null : time(issue.closed),
        ...(below.length > 0 && { children: below }),
        ...(include.has('attachments') && { attachments: issue.attachments.map(attachment) }),
        ...(include.has('relations') && (!single || relations.length > 0) && { relations }),
        ...(single && include.has('changesets') && { changesets: [] }),
        ...(single && include.has('journals') && { journals: journalsFor(issue, user) }),
        ...(single && include.has('watchers') && { watchers: [...issue.watchers].map(id => reference(USERS, id)) }),
        ...(single && include.has('allowed_statuses') && { allowed_statuses: statusesFor(issue, user).map(status) }),
      }
    },
  }
}

function journalsFor({ journals }: Issue, user: User | undefined): readonly object[] {
  return journals.filter(({ isPrivate, user: author }) => !isPrivate || user?.admin || user?.id === author).map(journal)
}

function journal({ id, user, notes, at, isPrivate, details }: Journal): object {
  return {
    id,
    user: reference(USERS, user),
    notes,
    created_on: time(at),
    private_notes: isPrivate,
    details: details.map(one => ({ property: one.property, name: one.name, old_value: one.old, new_value: one.new })),
  }
}

function attachment({ id, filename, bytes, description, author, at }: Attachment): object {
  return {
    id,
    filename,
    filesize: bytes.length,
    content_type: 'application/octet-stream',
    description,
    content_url: `http://redmine.example.test/attachments/download/${id}/${encodeURIComponent(filename)}`,
    author: reference(USERS, author),
    created_on: time(at),
  }
}

function reference(list: readonly Named[], id: unknown): Named | undefined {
  const found = list.find(one => one.id === id)
  return found && { id: found.id, name: found.name }
}

/** Whole seconds: more is kept, and not shown. */
function time(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
