import type { Issue } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { FIELDS, USERS } from '../data/vocabulary.ts'
import { createRandom, type Random } from '../random.ts'
import { note, sentence, text } from './text.ts'

/** How much to make up. */
export interface GenerateOptions {
  readonly issues: number
  readonly seed: number
  readonly textFormat: 'markdown' | 'textile'
}

/** A day, in milliseconds. */
const DAY = 86_400_000

/** Fills the projects evenly with made-up issues of the last year: the same seed makes the same. */
export function generate(store: Store, { issues, seed, textFormat }: GenerateOptions): void {
  const random = createRandom(seed)
  const now = store.clock.now()
  const made: Issue[] = []
  for (let number = 0; number < issues; number += 1) {
    const project = store.projects[number % store.projects.length]!
    const created = now - 365 * DAY + Math.floor((number / issues) * 360 * DAY)
    const fields = {
      project_id: project.id,
      subject: sentence(random, 3, 8),
      description: random.chance(0.95) ? text(random, textFormat) : undefined,
      tracker_id: random.between(1, 3),
      priority_id: random.between(1, 5),
      assigned_to_id: random.chance(0.7) ? random.pick(USERS).id : undefined,
      category_id: random.chance(0.4) ? project.categories[0]!.id : undefined,
      fixed_version_id: random.chance(0.4) ? project.versions[0]!.id : undefined,
      parent_id: made.length > 0 && random.chance(0.1) ? random.pick(made).id : undefined,
      start_date: new Date(created).toISOString().slice(0, 10),
    }
    const issue = store.add(fields, random.pick(USERS).id, created)
    dress(store, random, issue, textFormat)
    if (made.length > 0 && random.chance(0.1)) {
      const relation = {
        from: issue.id,
        to: random.pick(made).id,
        type: random.pick(['relates', 'blocks', 'precedes']),
      }
      const id = store.nextId()
      store.relations.set(id, { id, ...relation, delay: null })
    }
    made.push(issue)
  }
  for (const { updated } of made) store.clock.passed(Math.min(updated, now))
}

function dress(store: Store, random: Random, issue: Issue, textFormat: GenerateOptions['textFormat']): void {
  for (const { id, values, multiple } of FIELDS) {
    if (values && random.chance(0.5)) issue.custom.set(id, multiple ? [random.pick(values)] : random.pick(values))
  }
  if (random.chance(0.3)) issue.custom.set(3, `EXT-${random.between(1, 9999)}`)
  if (random.chance(0.2)) issue.hours.push(random.between(1, 40) / 4)
  if (random.chance(0.2)) issue.watchers.add(random.pick(USERS).id)
  if (random.chance(0.15)) {
    const bytes = Buffer.from(`${text(random, 'markdown')}\n`)
    const filename = `log-${issue.id}.txt`
    issue.attachments.push({ id: store.nextId(), filename, bytes, description: '', author: 1, at: issue.created })
  }
  let at = issue.created
  for (let count = random.count(3, 40); count > 0; count -= 1) {
    at += random.between(60_000, 3_600_000)
    const user = random.pick(USERS).id
    const status = random.between(1, 6)
    const old = issue.attributes.status_id
    const isChange = random.chance(0.4) && status !== old
    if (isChange) issue.attributes.status_id = status
    const details = isChange
      ? [{ property: 'attr' as const, name: 'status_id', old: String(old), new: String(status) }]
      : []
    const notes = isChange && random.chance(0.5) ? '' : note(random, textFormat)
    store.journal(issue, { user, details, notes, isPrivate: notes !== '' && random.chance(0.05), at })
    store.touch(issue, at)
  }
}
