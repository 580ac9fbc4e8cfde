import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** The JSON objects of a file, one per line; gzip is recognised by its first bytes. Throws with file and line. */
export function readObjects(file: string): readonly Readonly<Record<string, unknown>>[] {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  const objects: Readonly<Record<string, unknown>>[] = []
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    try {
      objects.push(JSON.parse(line))
    } catch (cause) {
      throw new Error(`${file}, line ${index + 1}, is not a JSON object`, { cause })
    }
  })
  return objects
}
