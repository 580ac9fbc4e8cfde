import { customId } from '../data/custom-fields.ts'
import type { Attachment, Change, Comment, Content, Fields, History, Rich, User } from '../data/model.ts'
import type { Flavour } from '../options.ts'
import type { Random } from '../random.ts'
import type { Block } from './blocks.ts'
import { body, type Surroundings } from './prose.ts'
import { workflow } from './site.ts'
import { toAdf } from './to-adf.ts'
import { toWiki } from './to-wiki.ts'

/** What the light half of an issue decided about its heavy half. */
export interface ContentPlan {
  readonly flavour: Flavour
  readonly base: string
  readonly created: number
  readonly updated: number
  readonly comments: number
  readonly attachments: number
  readonly histories: number
  /** First of as many ids as comments, attachments and histories together. */
  readonly firstId: number
  readonly reporter: User
  readonly people: readonly User[]
  /** Index in the workflow. */
  readonly status: number
  readonly project: string
  /** Highest issue number that texts may point at. */
  readonly lastNumber: number
  readonly bodyless: boolean
  readonly acceptance: boolean
}

/** The body, comments, attachments and history of an issue; `random` is its own, so that it comes out the same each time. */
export function makeContent(plan: ContentPlan, random: Random): Content {
  const span = plan.updated - plan.created
  const attachments = Array.from({ length: plan.attachments }, (_, index): Attachment => {
    const picture = random.chance(0.6)
    return {
      id: String(plan.firstId + plan.comments + index),
      filename: picture ? `screenshot-${index + 1}.png` : random.pick(['server log.txt', 'trace.json', 'naïve.csv']),
      author: plan.reporter,
      created: plan.created + Math.floor((span * index) / (plan.attachments + 1)),
      size: random.between(200, 8000),
      mimeType: picture ? 'image/png' : 'text/plain',
    }
  })
  const around = surroundings(plan, random, attachments)
  const rich = (blocks: readonly Block[]): Rich =>
    plan.flavour === 'cloud' ? toAdf(blocks) : toWiki(blocks, random.chance(0.7) ? '\r\n' : '\n')
  const size = random.chance(0.03) ? random.between(8_000, 20_000) : 300 + random.count(900, 8_000)
  const description = plan.bodyless ? null : rich(body(random, size, around))
  const comments = Array.from({ length: plan.comments }, (_, index): Comment => {
    const author = random.pick(plan.people)
    const created = plan.created + Math.floor((span * (index + 1)) / (plan.comments + 1))
    const edited = random.chance(0.1)
    return {
      id: String(plan.firstId + index),
      author,
      updateAuthor: author,
      created,
      updated: edited ? Math.min(plan.updated, created + 60_000) : created,
      body: rich(body(random, 60 + random.count(240, 3000), random.chance(0.1) ? around : { ...around, pictures: [] })),
    }
  })
  return {
    rich: {
      description,
      environment: null,
      ...(plan.acceptance ? { [customId.acceptance]: rich(body(random, 120, around)) } : {}),
    },
    comments,
    attachments,
    histories: makeHistories(plan, random),
  }
}

function surroundings(plan: ContentPlan, random: Random, attachments: readonly Attachment[]): Surroundings {
  return {
    mention() {
      const user: Fields = random.pick(plan.people)
      return { kind: 'mention', id: String(user.accountId ?? user.name), name: String(user.displayName) }
    },
    issue() {
      const key = `${plan.project}-${random.between(1, plan.lastNumber)}`
      return { kind: 'issue', key, url: `${plan.base}/browse/${key}` }
    },
    // Media ids are not attachment ids: a file is recognised by its name.
    pictures: attachments
      .filter(attachment => attachment.mimeType === 'image/png')
      .map(({ id, filename }) => ({ id: `00000000-0000-4000-8000-${id.padStart(12, '0')}`, filename })),
  }
}

function makeHistories(plan: ContentPlan, random: Random): readonly History[] {
  const span = plan.updated - plan.created
  return Array.from({ length: plan.histories }, (_, index): History => {
    const step = plan.histories - index <= plan.status ? plan.status - (plan.histories - index) : undefined
    return {
      id: String(plan.firstId + plan.comments + plan.attachments + index),
      author: random.pick(plan.people),
      created: plan.created + Math.floor((span * (index + 1)) / (plan.histories + 1)),
      items: [step === undefined ? otherChange(random, plan) : statusChange(step)],
    }
  })
}

/** The step in the workflow from one index to the next. */
function statusChange(step: number): Change {
  const [from, fromText] = workflow[step]!
  const [to, toText] = workflow[step + 1]!
  return { field: 'status', fieldId: 'status', from, fromText, to, toText }
}

function otherChange(random: Random, plan: ContentPlan): Change {
  if (random.chance(0.5)) {
    const user: Fields = random.pick(plan.people)
    const id = String(user.accountId ?? user.name)
    return {
      field: 'assignee',
      fieldId: 'assignee',
      from: null,
      fromText: null,
      to: id,
      toText: String(user.displayName),
    }
  }
  const labels = random.pick(['customer', 'regression', 'ux'])
  return { field: 'labels', fieldId: 'labels', from: null, fromText: '', to: null, toText: labels }
}
