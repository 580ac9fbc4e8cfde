import type { Bug } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { type Call, Refusal } from '../http/message.ts'

/** The bug of a number. Throws what Bugzilla says of one that is not there (101) or not for these eyes (102). */
export function checkBug(store: Store, id: string): Bug {
  if (!/^\d+$/.test(id)) throw new Refusal(100, `'${id}' is not a valid bug number nor an alias to a bug.`)
  const bug = store.bugs.get(Number(id))
  if (!bug) throw new Refusal(101, `Bug #${id} does not exist.`)
  if (bug.isSecret) throw new Refusal(102, `You are not authorized to access bug #${id}.`)
  return bug
}

/** The number in the path, and those of the repeated parameter `ids`. */
export function idsOf({ params, query }: Call): readonly string[] {
  return [...new Set([params.id ?? '', ...query.getAll('ids')])]
}
