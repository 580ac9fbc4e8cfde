import { readFileSync } from 'node:fs'
import { fromHtml } from 'hast-util-from-html'
import { toMdast } from 'hast-util-to-mdast'
import { it } from 'vitest'
import { outlineOf } from '../outline.ts'
it('y', () => {
  const all = JSON.parse(readFileSync('/tmp/judged.json', 'utf8'))
  let [good, bad, refused] = [0, 0, 0]
  for (const { markdown, textile, outline, html, error } of all) {
    if (error) { refused += 1; if (refused < 12) console.log('REFUSED', JSON.stringify(markdown), error); continue }
    const tree = toMdast(fromHtml(html.replace(/<span[^>]*>|<\/span>/g, '').replace(/ class="ruby[^"]*"/, ' class="language-ruby"'), { fragment: true })) as any
    const strip = (o: string) => o.replaceAll(/[\s\\n]+/g, '').replaceAll(/,\[""/g, '')
    const theirs = outlineOf(tree.children)
    if (strip(theirs) === strip(outline)) good += 1
    else { bad += 1; if (bad < 40) console.log(JSON.stringify(markdown), '\n  ', JSON.stringify(textile), '\n  ', JSON.stringify(html), '\n  ', outline, '\n  ', theirs) }
  }
  console.log({ good, bad, refused })
})
