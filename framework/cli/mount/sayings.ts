/** What a tree says to the user of its mounts, each sentence with the mount's name before it; `''` is the only one. */
export interface Sayings {
  /** A notice that begins with an error which was just said goes on after it. */
  notice(sentence: string, mount: string): void
  /** The same error in a row is said once, also when it began a notice. */
  error(sentence: string, mount: string): void
}

export function createSayings(say: (sentence: string) => void): Sayings {
  const about = (mount: string): string => (mount === '' ? '' : `${mount}: `)
  const noticed = new Map<string, string>()
  let last = { mount: '', sentence: '' }
  return {
    notice(sentence, mount) {
      noticed.set(mount, sentence)
      const goesOn = last.sentence !== '' && last.mount === mount && sentence.startsWith(`${last.sentence} `)
      say(`${about(mount)}${goesOn ? sentence.slice(last.sentence.length + 1) : sentence}`)
    },
    error(sentence, mount) {
      const isSaid = (last.mount === mount && last.sentence === sentence) || noticed.get(mount)?.startsWith(sentence)
      if (!isSaid) say(`${about(mount)}${sentence}`)
      last = { mount, sentence }
      noticed.delete(mount)
    },
  }
}
