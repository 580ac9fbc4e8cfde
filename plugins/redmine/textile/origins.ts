/**
 * Cuts a text into the pieces that begin at `starts`, which count its line ends as one character each. The pieces,
 * one after the other, are the text.
 */
export function cutOrigins(source: string, starts: readonly number[]): readonly string[] {
  const returns = [...source.matchAll(/\r\n/g)].map(({ index }, at) => index - at)
  let passed = 0
  const places = starts.map(start => {
    while (passed < returns.length && returns[passed]! < start) passed += 1
    return start + passed
  })
  return places.map((place, at) => source.slice(at === 0 ? 0 : place, places[at + 1] ?? source.length))
}
