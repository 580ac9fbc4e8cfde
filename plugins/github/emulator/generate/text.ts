import type { Random } from '../random.ts'
import { code, conditions, faults, remarks, things } from './words.ts'

/** A title. */
export function title(random: Random): string {
  const text = `The ${random.pick(things)} ${random.pick(faults)} ${random.pick(conditions)}`
  return random.chance(0.04) ? `${text} | "quoted": *starred* #${random.between(1, 99)}` : text
}

/** A body as people write it: GitHub keeps what browsers send, so line ends are CRLF. */
export function body(random: Random): string {
  const blocks = Array.from({ length: random.between(1, 5) }, () => block(random))
  return blocks.join('\n\n').replaceAll('\n', random.chance(0.75) ? '\r\n' : '\n')
}

export function comment(random: Random): string {
  if (random.chance(0.6)) return random.pick(remarks)
  return `> ${sentence(random)}\r\n\r\n${block(random)}`
}

function block(random: Random): string {
  const make = random.pick([
    () => `${sentence(random)} ${sentence(random)}`,
    () => `${sentence(random)} See #${random.between(1, 50)} and @${random.pick(['alice', 'bob'])}.`,
    () => `### Steps\n\n1. ${sentence(random)}\n2. ${sentence(random)}`,
    () => `- [ ] ${sentence(random)}\n- [x] ${sentence(random)}`,
    () => `\`\`\`js\n${random.pick(code)}\`\`\``,
    () => `| a | b |\n| --- | --- |\n| ${random.pick(things)} | ${random.between(1, 999)} |`,
    () => '<details><summary>Log</summary>\n\n## Comments\n\nnot a heading of ours\n\n</details>',
  ])
  return make()
}

function sentence(random: Random): string {
  return `The ${random.pick(things)} ${random.pick(faults)} ${random.pick(conditions)}.`
}
