import { SourceError } from '../../source/error.ts'
import type { AnyFiles } from '../../source/route.ts'
import type { EntityRow } from '../../store/contract.ts'
import type { Entry } from '../entry.ts'
import { nameOf } from '../mount.ts'
import { readBack, readIssue, type SendContext, type Sent } from './context.ts'
import { sendOnce } from './once.ts'
import { issueOf } from './update.ts'

/** Sends a file that was put into the folder of an issue's attachments. */
export async function sendFile(context: SendContext, entry: Entry): Promise<Sent> {
  const { mount, entries } = context
  const route = mount.writing.router.files.find(each => each.route.parent === entry.route && each.route.create)?.route
  if (!route?.create) throw new SourceError('invalid', 'Files can not be added here.')
  const create = route.create.bind(route)
  const bytes = entries.bytes(entry.number)
  const name = nameOf(entry)
  let present: EntityRow | undefined
  if (entry.progress.update === 'done') return { state: 'sent', entity: await readBack(context, entry) }
  const after = await sendOnce<true>(context, entry, {
    async before() {
      present = await readIssue(context, entry)
      return { known: filesOf(route, present).map(({ id }) => id) }
    },
    async send() {
      await mount.writing.ask(() => create({ ...issueOf(present!), name, bytes }, mount.writing.call()), 'The file')
      return true
    },
    async find({ known }) {
      const files = filesOf(route, await readBack(context, entry))
      const found = files.find(
        file => file.size === bytes.byteLength && !known.includes(file.id) && isNamed(file.name, name),
      )
      return found ? true : undefined
    },
    done: (_made, progress) => ({ ...progress, update: 'done' }),
  })
  return { state: 'sent', entity: await readBack(context, after) }
}

function filesOf(route: AnyFiles, { body }: EntityRow) {
  return route.of(JSON.parse(body ?? 'null'))
}

/** Whether a tracker may have made one name of the other: trackers put `_` for what they do not like in it. */
export function isNamed(one: string, other: string): boolean {
  const plain = (name: string): string =>
    name
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{N}.]+/gu, '_')
      .toLowerCase()
  return plain(one) === plain(other)
}
