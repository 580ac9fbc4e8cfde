import { printAllowed, printTemplate, writableFields } from '../edit/index.ts'
import { SourceError } from '../source/error.ts'
import type { FieldsOf, Write } from '../source/write.ts'
import type { EntityRow, Node } from '../store/contract.ts'
import { pathBelow } from '../tree/folder.ts'
import { allowedDetail, commentDetail, templateDetail } from '../tree/writing-files.ts'
import { askSource } from './ask.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import { label } from './settle.ts'

/**
 * The text of a file that only a mount has that can be written: `allowed.md`, `comment` (empty: what is written into it
 * becomes a comment), `.new.md`. `undefined` for every other one.
 *
 * @throws SourceError when the tracker can't be asked for what may be written
 */
export async function writingText(
  context: SyncContext,
  connection: TrackerConnection,
  node: Node,
): Promise<string | undefined> {
  if (node.detail === commentDetail) return ''
  if (node.detail === allowedDetail) {
    const entity = node.entity === undefined ? undefined : context.store.read.entities.entity(node.entity)
    if (!entity) throw new SourceError('not-found', `"${node.name}" is not there any more.`)
    return printAllowed(await fieldsOfIssue(context, connection, entity), label(entity))
  }
  if (node.detail !== templateDetail) return undefined
  const path = pathBelow(context.store.read, context.mount(), node.parent)
  const [maker] = context.router.makersOf(path)
  if (!maker) throw new SourceError('not-found', 'No issue can be made here.')
  const { compiled, scope } = maker
  return printTemplate(await ask(context, connection, compiled.route.write!, { of: 'new', scope, given: {} } as never))
}

function fieldsOfIssue(context: SyncContext, connection: TrackerConnection, entity: EntityRow) {
  const { id, key, body, route } = entity
  const write = context.router.route(route)?.route.write
  if (!write || body === undefined) throw new SourceError('not-found', `${label(entity)} can not be written.`)
  return ask(context, connection, write, { of: 'issue', id, key, entity: JSON.parse(body) } as never)
}

async function ask(context: SyncContext, connection: TrackerConnection, write: Write, of: FieldsOf) {
  await connection.ensure()
  const call = context.calls.call({ signal: context.signal, priority: 'waiting' })
  return askSource(context, () => writableFields(write, of, call), 'The question what may be written')
}
