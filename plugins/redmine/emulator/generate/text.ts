import type { Random } from '../random.ts'

const WORDS =
  'login page button error after update server mail user list search export import upload project report filter time entry wiki version role field cache query browser session timeout answer table column sort order menu theme plugin'.split(
    ' ',
  )

type Markup = 'markdown' | 'textile'

export function sentence(random: Random, least: number, most: number): string {
  const words = Array.from({ length: random.between(least, most) }, () => random.pick(WORDS))
  const line = words.join(' ')
  return line[0]!.toUpperCase() + line.slice(1)
}

/** A text of a few blocks; line ends as browsers send them. */
export function text(random: Random, markup: Markup): string {
  const blocks = Array.from({ length: random.between(1, 5) }, () => block(random, markup))
  return blocks.join('\n\n').replaceAll('\n', '\r\n')
}

/** A shorter one. */
export function note(random: Random, markup: Markup): string {
  return random.chance(0.7) ? paragraph(random, markup) : text(random, markup)
}

function block(random: Random, markup: Markup): string {
  const kind = random.weighted([
    ['paragraph', 6],
    ['list', 2],
    ['heading', 1],
    ['code', 1],
    ['table', 1],
    ['quote', 1],
  ] as const)
  const items = Array.from({ length: random.between(2, 4) }, () => sentence(random, 2, 6))
  const isTextile = markup === 'textile'
  switch (kind) {
    case 'paragraph':
      return paragraph(random, markup)
    case 'list':
      return items.map(item => `* ${item}`).join('\n')
    case 'heading':
      return `${isTextile ? 'h2.' : '##'} ${items[0]}`
    case 'code':
      return isTextile
        ? `<pre><code class="ruby">\n${items.join('\n')}\n</code></pre>`
        : `\`\`\`ruby\n${items.join('\n')}\n\`\`\``
    case 'table': {
      const rows = items.map(item => `| ${item} | ${random.between(1, 99)} |`)
      return isTextile
        ? `|_. What |_. Count |\n${rows.join('\n')}`
        : `| What | Count |\n| --- | --- |\n${rows.join('\n')}`
    }
    case 'quote':
      return isTextile ? `bq. ${items[0]}` : `> ${items[0]}`
  }
}

function paragraph(random: Random, markup: Markup): string {
  const lines = Array.from({ length: random.between(1, 3) }, () => sentence(random, 5, 14))
  const word = random.pick(WORDS)
  const isTextile = markup === 'textile'
  const dressed = random.weighted([
    [word, 3],
    [isTextile ? `*${word}*` : `**${word}**`, 1],
    [isTextile ? `@${word}_id@` : `\`${word}_id\``, 1],
    [isTextile ? `"${word}":https://example.test/${word}` : `[${word}](https://example.test/${word})`, 1],
  ])
  return `${lines.join('.\n')} ${dressed} #${random.between(1, 99)}.`
}
