import type { HostStatus, MountStatus } from '../host/status.ts'
import { editLines } from './edit-lines.ts'
import type { PathStatus } from './tree/path-status.ts'

/** The status of a tree, for people. */
export function statusLines({ mounts, store, edits }: HostStatus): readonly string[] {
  return [
    ...mounts.flatMap(mountLines),
    ...waitingLines(edits),
    `  cache: ${store.files} files, ${megabytes(store.bytes)} in ${store.path}`,
  ]
}

function waitingLines(edits: HostStatus['edits']): readonly string[] {
  const waiting = edits.filter(({ state }) => state === 'pending').length
  const kept = edits.filter(({ state }) => state === 'kept').length
  const said = [waiting > 0 ? `${waiting} wait` : [], kept > 0 ? `${kept} could not be sent` : []].flat()
  return said.length === 0 ? [] : [`  edits: ${said.join(', ')}; "issuefs pending" shows them`]
}

function mountLines(mount: MountStatus): readonly string[] {
  const { name, source, instance, account, condition, asOf, nextPoll, issues, requests, lastError, problems } = mount
  const failed = Object.values(requests.failed).reduce((sum, each) => sum + (each ?? 0), 0)
  const counts = [
    `${issues.known} issues`,
    issues.waiting > 0 ? `${issues.waiting} to fetch` : [],
    issues.rendering > 0 ? `${issues.rendering} to render` : [],
    issues.failing > 0 ? `${issues.failing} failing` : [],
  ].flat()
  const lines = [
    `  ${name === '' ? source : `${name} (${source})`}: ${condition}, ${counts.join(', ')}`,
    `    of ${instance === '' ? 'a tracker that has not answered yet' : instance}${account === '' ? '' : `, seen as ${account}`}`,
    `    as of ${asOf ?? 'never'}${nextPoll === undefined ? '' : `, next poll at ${nextPoll}`}`,
    `    requests: ${requests.requests} made, ${requests.saved} saved, ${requests.retried} repeated, ${failed} failed`,
    lastError ? `    last error: ${lastError.sentence}` : [],
    problems.map(({ key, sentence }) => `    ${key}: ${sentence}`),
  ]
  return lines.flat()
}

/** The status of a file, for people. */
export function pathLines({ path, kind, state, asOf, modified, error, edits }: PathStatus): readonly string[] {
  return [
    `${path === '' ? '/' : path}: ${kind === undefined ? state : `${kind}, ${state}`}`,
    asOf === undefined ? [] : `  as of ${asOf}`,
    modified === undefined ? [] : `  changed ${modified}`,
    error ? `  ${error.errno}: ${error.sentence}${error.at === undefined ? '' : ` (${error.at})`}` : [],
    editLines(edits),
  ].flat()
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
