/** How long what the tracker was just asked for is served without asking again, milliseconds. */
const recent = 2000
const mostRemembered = 1024

/** What the tracker was asked for a moment ago: a program that looks at size, then text, then end sees one version. */
export interface Recent {
  add(ino: number): void
  has(ino: number): boolean
}

export function createRecent(now = Date.now): Recent {
  const until = new Map<number, number>()
  return {
    add(ino) {
      until.delete(ino)
      until.set(ino, now() + recent)
      if (until.size > mostRemembered) until.delete(until.keys().next().value!)
    },
    has(ino) {
      const end = until.get(ino)
      return end !== undefined && end > now()
    },
  }
}
