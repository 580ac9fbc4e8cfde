import type { Bug, Change, Flag, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal } from '../http/message.ts'

/** The flags that a bug may have: whether several of one, and whether somebody is named. */
const TYPES: Readonly<Record<string, { readonly many: boolean; readonly asks: boolean }>> = {
  needinfo: { many: true, asks: true },
  review: { many: false, asks: false },
}

/** Changes the flags of a bug as `PUT /rest/bug/{id}` does. */
export function changeFlags(store: Store, bug: Bug, sent: unknown, who: User): readonly Change[] {
  if (!Array.isArray(sent)) return []
  const before = textOf(bug.flags)
  const flags = (sent as readonly Readonly<Record<string, unknown>>[]).reduce(
    (present, one) => changed(store, present, one, who),
    bug.flags,
  )
  bug.flags = flags
  const after = textOf(flags)
  return before === after ? [] : [{ field_name: 'flagtypes.name', removed: before, added: after }]
}

function changed(
  store: Store,
  flags: readonly Flag[],
  { id, name, status, requestee, new: isNew }: Readonly<Record<string, unknown>>,
  setter: User,
): readonly Flag[] {
  const old = flags.find(flag => (id === undefined ? !isNew && flag.name === name : flag.id === id))
  if (id !== undefined && !old) throw new Refusal(51, `There is no flag with the id '${id}'.`)
  if (id === undefined && !isNew && flags.filter(flag => flag.name === name).length > 1) {
    throw new Refusal(132, `The flag named '${name}' is not unique.`)
  }
  const type = TYPES[old?.name ?? String(name)]
  if (!type) throw new Refusal(51, `There is no flag type named '${name}'.`)
  if (!['X', '?', '+', '-'].includes(String(status))) throw new Refusal(129, `'${status}' is not a valid flag status.`)
  if (!store.mayEdit && '+-'.includes(String(status))) {
    throw new Refusal(
      130,
      `You tried to grant ${name}. Only a user with the required permissions may make this change.`,
    )
  }
  if (requestee !== undefined && !type.asks) throw new Refusal(131, `You can't ask a specific person for ${name}.`)
  if (requestee !== undefined && !store.users.has(String(requestee))) {
    throw new Refusal(51, `There is no user named '${requestee}'.`)
  }
  if (!old && !type.many && flags.some(flag => flag.name === name)) {
    throw new Refusal(32000, `You can't set the flag ${name} twice.`)
  }
  const rest = flags.filter(flag => flag !== old)
  if (status === 'X') return rest
  const made: Flag = {
    id: old?.id ?? store.nextId('flag'),
    name: old?.name ?? String(name),
    status: String(status),
    setter,
    at: store.second(),
    ...(requestee !== undefined && { requestee: store.user(String(requestee)) }),
  }
  return [...rest, made].toSorted((a, b) => a.id - b.id)
}

function textOf(flags: readonly Flag[]): string {
  return flags
    .map(({ name, status, requestee }) => `${name}${status}${requestee ? `(${requestee.name})` : ''}`)
    .join(', ')
}
