import type { Call } from 'issuefs/source'
import { connectClient, type JiraClient, serverInfo } from './client.ts'
import { type Credentials, isCloudHost } from './credentials.ts'
import { type FieldDirectory, fieldDirectory } from './model/field-directory.ts'
import { lineOf, objectOf } from './model/json.ts'
import type { Flavour, JiraOptions, Selection } from './options.ts'
import { recent } from './recent.ts'
import { remembered } from './remembered.ts'

/** One Jira as a session sees it: asked once for what does not change. */
export interface Site {
  /** Without a slash at its end. */
  readonly url: string
  readonly selection: Selection
  readonly credentials: Credentials
  client(call: Call): Promise<JiraClient>
  info(call: Call): Promise<ServerInfo>
  /** `myself`, no older than five minutes: who travels changes the time zone of the profile. `undefined` for an anonymous session. */
  myself(call: Call): Promise<Readonly<Record<string, unknown>> | undefined>
  /**
   * Throws `denied` where Cloud knows the token no more: it then answers as to a stranger, who sees nothing, without an
   * error. To be asked before what is not there counts as gone.
   */
  known(call: Call): Promise<void>
  /** Knows the custom fields named, unless Jira itself does not list them. */
  fields(call: Call, ids: readonly string[]): Promise<FieldDirectory>
  /** Spares the question, for what a stored cursor knows already. */
  assume(flavour: Flavour): void
}

export interface ServerInfo {
  readonly flavour: Flavour
  readonly version: string
  readonly title: string | undefined
  /** As Jira writes times. */
  readonly time: unknown
}

/** Milliseconds for which the caller's profile is trusted: less than what a poll looks back. */
const FRESH = 300_000

/** Milliseconds for which a token that was valid counts as valid still. */
const MOMENT = 10_000

/** A site that has not been asked anything yet. */
export function createSite(options: JiraOptions, selection: Selection, credentials: Credentials): Site {
  const url = options.url.replace(/\/+$/, '')
  let flavour: Flavour | undefined = options.flavour === 'auto' ? undefined : options.flavour
  if (flavour === undefined && isCloudHost(url)) flavour = 'cloud'

  const info = remembered(async call => {
    const answer = readServerInfo(await serverInfo(url, credentials, call))
    flavour ??= answer.flavour
    return { ...answer, flavour }
  })
  const client = async (call: Call) => {
    return connectClient(url, credentials, flavour ?? (await info.get(call)).flavour, call)
  }
  const profiles = recent<Readonly<Record<string, unknown>> | undefined>(FRESH)
  const myself = (asking: Call) =>
    profiles('mine', asking, async call => {
      return credentials.kind === 'anonymous' ? undefined : objectOf(await (await client(call)).myself())
    })
  const proofs = recent<unknown>(MOMENT)
  const directory = remembered(async call => fieldDirectory(await (await client(call)).fields()))
  const unlisted = new Set<string>()

  return {
    url,
    selection,
    credentials,
    client,
    info: info.get,
    myself,
    async known(call) {
      if (credentials.kind === 'anonymous' || (await client(call)).flavour !== 'cloud') return
      await proofs('mine', call, async inner => (await client(inner)).myself())
    },
    async fields(call, ids) {
      const known = await directory.get(call)
      const isNews = (id: string) => !known.has(id) && !unlisted.has(id)
      if (!ids.some(isNews)) return known
      directory.forget(known)
      const fresh = await directory.get(call)
      for (const id of ids) if (!fresh.has(id)) unlisted.add(id)
      return fresh
    },
    assume(known) {
      flavour ??= known
    },
  }
}

function readServerInfo(answer: unknown): ServerInfo {
  const { deploymentType, version, serverTitle, serverTime } = objectOf(answer)
  return {
    flavour: deploymentType === 'Cloud' ? 'cloud' : 'data-center',
    version: lineOf(version) ?? 'of unknown version',
    title: lineOf(serverTitle),
    time: serverTime,
  }
}
