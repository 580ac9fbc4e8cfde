import type { Call, FieldEdit } from 'issuefs/source'
import { lineOf } from '../model/json.ts'
import type { ItemKey } from '../model/key.ts'
import type { Site } from '../site.ts'
import { named } from './names.ts'
import type { Step } from './step.ts'

/** Labels are added and removed one by one: those of others stand. GitHub would make a label that it does not know. */
export async function labelSteps(site: Site, key: ItemKey, edit: FieldEdit, call: Call): Promise<readonly Step[]> {
  const { added, removed } = changes(edit)
  const labels = await Promise.all(added.map(name => named(site, key, ['labels', 'labels'], name, call)))
  const known = removed.length > 0 ? await site.lists.get('labels', key, call) : undefined
  const spelled = (shown: string) => known?.find(label => label.shown === shown)?.name ?? shown
  const path = `/issues/${key.number}/labels`
  return [
    ...(labels.length === 0
      ? []
      : [(writer => writer.send('POST', path, { body: { labels: labels.map(({ name }) => name) } })) satisfies Step]),
    ...removed.map(
      (shown): Step =>
        writer =>
          writer.send('DELETE', `${path}/${encodeURIComponent(spelled(shown))}`, { accept: [404] }),
    ),
  ]
}

/** Assignees are added and removed, like labels. */
export async function assigneeSteps(site: Site, key: ItemKey, edit: FieldEdit, call: Call): Promise<readonly Step[]> {
  const { added, removed } = changes(edit)
  const people = await Promise.all(added.map(login => named(site, key, ['assignees', 'assignee'], login, call)))
  const path = `/issues/${key.number}/assignees`
  const step =
    (method: 'POST' | 'DELETE', assignees: readonly string[]): Step =>
    writer =>
      writer.send(method, path, { body: { assignees } })
  return [
    ...(people.length === 0
      ? []
      : [
          step(
            'POST',
            people.map(({ name }) => name),
          ),
        ]),
    ...(removed.length === 0 ? [] : [step('DELETE', removed)]),
  ]
}

/** Who is asked for a review: people, or teams of the organization. */
export async function reviewerSteps(site: Site, key: ItemKey, edit: FieldEdit, call: Call): Promise<readonly Step[]> {
  const { added, removed } = changes(edit)
  const people = new Set((await site.lists.get('assignees', key, call))?.map(({ shown }) => shown.toLowerCase()))
  const path = `/pulls/${key.number}/requested_reviewers`
  const step = (method: 'POST' | 'DELETE', names: readonly string[]): Step => {
    const isPerson = (name: string) => people.size === 0 || people.has(name.toLowerCase())
    const reviewers = names.filter(isPerson)
    const teams = names.filter(name => !isPerson(name))
    return writer =>
      writer.send(method, path, { body: { reviewers, ...(teams.length > 0 && { team_reviewers: teams }) } })
  }
  return [
    ...(added.length === 0 ? [] : [step('POST', added)]),
    ...(removed.length === 0 ? [] : [step('DELETE', removed)]),
  ]
}

/** What is added and removed, as the front matter shows it; spelled otherwise it is the same. */
function changes({ added, removed }: FieldEdit) {
  const lines = (values: FieldEdit['added']) => values.flatMap(value => lineOf(value) ?? [])
  const without = (values: readonly string[], others: readonly string[]) =>
    values.filter(value => !others.some(other => other.toLowerCase() === value.toLowerCase()))
  const [more, less] = [lines(added), lines(removed)]
  return { added: without(more, less), removed: without(less, more) }
}
