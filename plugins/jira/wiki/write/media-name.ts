import { readAddress } from '../../markup/read-carrier.ts'

/** The name of the attachment that an address is of: `jira:media/NAME` or `KEY/attachments/NAME`. */
export function mediaName(url: string): string | undefined {
  const address = readAddress(url)
  if (address && address !== 'broken' && address.kind === 'media') return address.value
  const path = /^[^/:]+\/attachments\/([^/]+)$/.exec(url)
  if (!path) return undefined
  try {
    return decodeURIComponent(path[1]!)
  } catch {
    return path[1]
  }
}
