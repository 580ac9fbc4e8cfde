import { discard } from './body.ts'

/** Bytes after which nobody looks for a message. */
const longest = 64 * 1024

/** What a tracker says in the JSON of its refusal, on one line, or undefined. Reads the body or throws it away; never throws. */
export async function saidBy(response: Response): Promise<string | undefined> {
  try {
    if (!/json/i.test(response.headers.get('content-type') ?? '')) {
      await discard(response)
      return undefined
    }
    return messageIn(JSON.parse(await textOf(response)))
  } catch {
    return undefined
  }
}

/** Jira has `errorMessages` and `errors`, GitHub `message` and `errors`, Bugzilla `message`, Redmine `errors`. */
function messageIn(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const { errorMessages, message, error, errors } = json as Record<string, unknown>
  const found = [errorMessages, message, error, errors].flatMap(textsIn)
  return printable([...new Set(found)].join('; ')) || undefined
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  if ('message' in value) return textsIn(value.message)
  return Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [`${name}: ${text}`] : []))
}

/** Without control characters, line ends and marks that turn the direction of text. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}

/** Nothing when it is too long. */
async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    pieces.push(piece)
    size += piece.length
    if (size > longest) return ''
  }
  return Buffer.concat(pieces).toString()
}
