/** A text that says which version it is, of a length of its own: a mixture of two is recognized. */
export function versionText(name: string, version: number): string {
  const line = `${name} version ${version}\n`
  return line.repeat(1 + ((version * 7919) % 700))
}

/** The version of a text; throws when it is not a whole one. */
export function versionOf(name: string, text: string): number {
  const version = Number(/ version (\d+)\n/.exec(text)?.[1])
  if (text !== versionText(name, version))
    throw new Error(`${name}: ${text.length} bytes that begin "${text.slice(0, 60)}" are no version.`)
  return version
}
