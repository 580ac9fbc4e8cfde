import { SourceError } from '../../source/error.ts'
import type { EntityRow } from '../../store/contract.ts'
import { asSourceError } from '../../sync/keep-running.ts'
import type { Entry } from '../entry.ts'
import { writeOf } from '../mount.ts'
import { readIssue, type SendContext, type Sent } from './context.ts'
import { issueOf } from './update.ts'

/** Deletes an issue. One that is gone already is deleted. */
export async function sendRemoval(context: SendContext, entry: Entry): Promise<Sent> {
  const { mount } = context
  const write = writeOf(mount, entry.route)
  if (!write?.remove) throw new SourceError('invalid', 'Issues can not be deleted here.')
  let entity: EntityRow
  try {
    entity = await readIssue(context, entry)
  } catch (thrown) {
    if (asSourceError(thrown).kind === 'not-found') return { state: 'sent' }
    throw thrown
  }
  context.step('remove')
  try {
    await mount.writing.ask(() => write.remove!(issueOf(entity) as never, mount.writing.call()), 'The removal')
  } catch (thrown) {
    if (asSourceError(thrown).kind !== 'not-found') throw thrown
  }
  context.step('removed')
  mount.writing.drop(entity)
  return { state: 'sent' }
}
