import type { Random } from '../random.ts'
import type { Block, Inline, ListItem } from './blocks.ts'
import { code, conditions, faults, remarks, things, wishes } from './words.ts'

/** What a text may point at. */
export interface Surroundings {
  mention(): Inline
  issue(): Inline
  /** Pictures attached to the issue. */
  readonly pictures: readonly { readonly id: string; readonly filename: string }[]
}

/** A title: a fault for bugs, a wish for the rest. */
export function title(random: Random, bug: boolean): string {
  const thing = random.pick(things)
  const text = bug
    ? `${capital(thing)} ${random.pick(faults)} ${random.pick(conditions)}`
    : `${random.pick(wishes)} the ${thing}${random.chance(0.5) ? ` ${random.pick(conditions)}` : ''}`
  return random.chance(0.03) ? `${text} | "quoted": *starred* #${random.between(1, 99)}` : text
}

/** A body of about `size` characters. */
export function body(random: Random, size: number, around: Surroundings): readonly Block[] {
  const blocks: Block[] = []
  let written = 0
  while (written < size) {
    const block = written === 0 ? paragraph(random, around) : anyBlock(random, around)
    blocks.push(block)
    written += JSON.stringify(block).length * 0.6
  }
  for (const picture of around.pictures) if (random.chance(0.6)) blocks.push({ kind: 'picture', ...picture })
  return blocks
}

function anyBlock(random: Random, around: Surroundings): Block {
  const make = random.weighted<() => Block>([
    [() => paragraph(random, around), 50],
    [() => ({ kind: 'heading', level: random.between(1, 4), text: capital(random.pick(things)) }), 12],
    [() => list(random, around), 14],
    [() => codeBlock(random), 10],
    [() => table(random), 5],
    [() => ({ kind: 'panel', type: random.pick(['info', 'warning']), content: sentence(random, around) }), 4],
    [() => ({ kind: 'quote', content: sentence(random, around) }), 4],
    [() => ({ kind: 'rule' }), 1],
  ])
  return make()
}

function paragraph(random: Random, around: Surroundings): Block {
  const content: Inline[] = []
  for (let left = random.between(1, 5); left > 0; left--) {
    content.push(...sentence(random, around))
    if (left > 1) content.push(random.chance(0.08) ? { kind: 'break' } : { kind: 'text', text: ' ' })
  }
  return { kind: 'paragraph', content }
}

function sentence(random: Random, around: Surroundings): readonly Inline[] {
  if (random.chance(0.35)) return [{ kind: 'text', text: random.pick(remarks) }]
  const subject = `The ${random.pick(things)} `
  const end = ` ${random.pick(faults)} ${random.pick(conditions)}.`
  return [{ kind: 'text', text: subject }, decoration(random, around), { kind: 'text', text: end }]
}

function decoration(random: Random, around: Surroundings): Inline {
  const thing = random.pick(things)
  const make = random.weighted<() => Inline>([
    [() => ({ kind: 'text', text: thing }), 40],
    [() => ({ kind: 'text', text: thing, mark: random.pick(['strong', 'em', 'strike'] as const) }), 20],
    [() => ({ kind: 'text', text: `${thing.split(' ')[0]}_id`, mark: 'code' }), 14],
    [() => ({ kind: 'link', text: thing, url: `https://example.test/docs?page=${random.between(1, 99)}&x=1` }), 10],
    [() => around.mention(), 8],
    [() => around.issue(), 6],
    [() => ({ kind: 'color', text: thing, color: random.pick(['#ff5630', '#36b37e']) }), 2],
  ])
  return make()
}

function list(random: Random, around: Surroundings): Block {
  const items = Array.from({ length: random.between(2, 6) }, (): ListItem => {
    const content = sentence(random, around)
    return random.chance(0.15) ? { content, nested: [sentence(random, around), sentence(random, around)] } : { content }
  })
  return { kind: 'list', ordered: random.chance(0.4), items }
}

function codeBlock(random: Random): Block {
  const [language, text] = random.pick(code)
  return { kind: 'code', language, text }
}

function table(random: Random): Block {
  const rows = Array.from({ length: random.between(1, 5) }, () => [
    random.pick(things),
    String(random.between(1, 5000)),
    random.chance(0.2) ? '' : random.chance(0.2) ? 'a|b' : random.pick(faults),
  ])
  return { kind: 'table', head: ['Part', 'Count', 'Result'], rows }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
