import {
  aliases,
  choices,
  customFields,
  type FieldDefinition,
  milestones,
  openStatuses,
  statuses,
  systemFields,
  versions,
  workflow,
} from '../data/fields.ts'
import type { Product } from '../data/model.ts'
import { required } from '../http/authentication.ts'
import { type Call, ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { presentUser } from '../present/bug.ts'
import { select, selectionOf } from '../present/select.ts'
import { timeText } from '../present/time.ts'
import type { Site } from '../site.ts'

/** What the site says of itself, its products, fields and users. */
export function siteRoutes({ store }: Site): readonly Route[] {
  const isBmo = store.flavour === 'bmo'
  const own: readonly Route[] = isBmo
    ? [['GET', '/rest/whoami', ({ user }) => ok({ ...presentUser(required(user)), nick: 'mona' })]]
    : []
  return [
    ...own,
    ['GET', '/rest/version', () => ok({ version: isBmo ? '20260114.1' : '5.2+' })],
    ['GET', '/rest/time', () => ok({ db_time: timeText(store.now()), web_time: timeText(store.now()) })],
    ['GET', '/rest/valid_login', ({ query, user }) => ok({ result: query.get('login') === required(user).name })],
    ['GET', '/rest/user', users],
    ['GET', '/rest/product', products],
    ['GET', '/rest/product/{product}', call => productsReply(call, [call.params.product ?? ''])],
    [
      'GET',
      '/rest/field/bug',
      call => fieldsReply(call, [...systemFields.filter(({ name }) => isBmo || name !== 'bug_type'), ...customFields]),
    ],
    ['GET', '/rest/field/bug/{field}', field],
  ]

  function users({ query, user }: Call): Reply {
    const me = required(user)
    const found = query.getAll('names').map(name => {
      const one = store.users.get(name)
      if (!one) throw new Refusal(51, `There is no user named '${name}'.`)
      const saved = one === me ? { saved_searches: savedSearches } : {}
      return select({ ...presentUser(one), can_login: true, ...saved }, selectionOf(query))
    })
    return ok({ users: found })
  }

  function products(call: Call): Reply {
    const names = call.query.getAll('names')
    if (names.length > 0) return productsReply(call, names)
    if (!call.query.has('type')) {
      throw new Refusal(
        50,
        'The function Product.get requires that you set one of the following parameters: ids, names, type',
      )
    }
    return productsReply(call, [...store.products.keys()])
  }

  /** Unknown ones are left out. */
  function productsReply({ query }: Call, names: readonly string[]): Reply {
    const wanted = new Set(names.map(name => name.toLowerCase()))
    const found = [...store.products.values()].filter(({ name }) => wanted.has(name.toLowerCase()))
    return ok({ products: found.map(product => select(presentProduct(product), selectionOf(query))) })
  }

  function fieldsReply({ query }: Call, fields: readonly FieldDefinition[]): Reply {
    return ok({
      fields: fields.map((one, at) => select(presentField(one, at + 1, store.commentOn), selectionOf(query))),
    })
  }

  function field(call: Call): Reply {
    const found = [...systemFields, ...customFields].find(({ name }) => name === call.params.field)
    if (!found || (found.name === 'bug_type' && !isBmo))
      throw new Refusal(51, `There is no field named '${call.params.field}'.`)
    return fieldsReply(call, [found])
  }
}

const savedSearches = [
  { id: 1, name: 'My open bugs', query: 'query_format=advanced&resolution=---&order=bug_id&columnlist=short_desc' },
  { id: 2, name: 'Core', query: 'component=Core' },
]

function presentProduct({ id, name, components }: Product): Readonly<Record<string, unknown>> {
  const one = (value: string, at: number) => ({ id: id * 100 + at, name: value, is_active: true, sort_key: 0 })
  return {
    id,
    name,
    description: `${name} product`,
    classification: 'Unclassified',
    default_milestone: '---',
    has_unconfirmed: true,
    is_active: true,
    milestones: milestones.map(one),
    versions: versions.map(one),
    components: components.map((component, at) => ({
      ...one(component, at),
      description: component,
      default_assigned_to: 'mona@example.test',
      default_qa_contact: '',
      flag_types: { attachment: [], bug: [] },
    })),
  }
}

function presentField(
  { name, label, type }: FieldDefinition,
  id: number,
  commentOn: readonly string[],
): Readonly<Record<string, unknown>> {
  const named = choices[aliases[name] ?? name]
  const values =
    name === 'bug_status'
      ? { value_field: null, values: [null, ...statuses].map((one, at) => presentStatus(one, at, commentOn)) }
      : named
        ? { value_field: null, values: named.map(presentValue) }
        : {}
  return {
    id,
    name,
    display_name: label,
    type,
    is_custom: name.startsWith('cf_'),
    is_mandatory: false,
    is_on_bug_entry: false,
    visibility_field: null,
    visibility_values: [],
    ...values,
  }
}

function presentStatus(
  name: string | null,
  at: number,
  commentOn: readonly string[],
): Readonly<Record<string, unknown>> {
  return {
    name,
    is_open: name === null || openStatuses.includes(name),
    sort_key: at * 100,
    sortkey: at * 100,
    visibility_values: [],
    can_change_to: workflow[String(name)]!.map(one => ({ name: one, comment_required: commentOn.includes(one) })),
  }
}

function presentValue(name: string, at: number): Readonly<Record<string, unknown>> {
  return { name, sort_key: at * 100, sortkey: at * 100, visibility_values: [] }
}
