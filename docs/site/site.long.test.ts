import { execFile, execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveSite } from './serve.test-support.ts'

const docs = join(import.meta.dirname, '..')
const dist = join(docs, '.site/dist')
const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(name => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

let said = ''
let site: Awaited<ReturnType<typeof serveSite>>

beforeAll(async () => {
  const run = promisify(execFile)
  const { stdout, stderr } = await run(process.execPath, [join(docs, 'site/build.ts')])
  said = stdout + stderr
  site = await serveSite(dist)
}, 600_000)
afterAll(() => site?.close())

describe('the site', () => {
  it('is built without a warning', () => {
    expect(said).toContain('build complete')
    expect(said).not.toMatch(/warn|deprecat|\(!\)/i)
  })

  it('has what its pages link to, places within pages included', () => {
    const pages = new Map(
      globSync('**/*.html', { cwd: dist }).map(file => [`/${file.replace(/(^|\/)index\.html$|\.html$/, '$1')}`, file]),
    )
    const dead: string[] = []
    for (const [page, file] of pages) {
      for (const [, link = ''] of html(file).matchAll(/href="([^"]+)"/g)) {
        if (/^[a-z]+:|^\/\//i.test(link)) continue
        const { pathname, hash } = new URL(link.replaceAll('&amp;', '&'), `http://site${page}`)
        const target = pages.get(pathname.replace(/\.html$/, ''))
        const place = decodeURIComponent(hash.slice(1))
        const there = target === undefined ? existsSync(join(dist, pathname)) : place === '' || has(target, place)
        if (!there) dead.push(`${page} links to ${link}`)
      }
    }
    expect(dead).toEqual([])
  })

  const shown = ['/', '/getting-started', '/concepts', '/writing-a-plugin', '/troubleshooting', '/command-line']
  const apiPages = ['/api/', '/api/issuefs', '/api/issuefs/source', '/api/issuefs/testkit']
  it.for([1280, 390])('is %d pixels wide in a browser', async (width, { skip }) => {
    skip(browser === undefined, 'There is no Chromium here: "apt install chromium" brings it.')
    const found: string[] = []
    for (const page of [...shown, ...apiPages]) {
      const title = await titleInBrowser(`${site.url}/frame?page=${page}&width=${width}`)
      const [, wide, characters] = /^(-?\d+) too wide, (\d+) characters$/.exec(title) ?? []
      if (wide === undefined || Number(wide) > 0 || Number(characters) < 100) found.push(`${page}: ${title}`)
    }
    expect(found).toEqual([])
  })
})

function html(file: string): string {
  return readFileSync(join(dist, file), 'utf8')
}

function has(file: string, id: string): boolean {
  return html(file).includes(` id="${id.replaceAll('&', '&amp;')}"`)
}

async function titleInBrowser(url: string): Promise<string> {
  const words = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=6000', '--window-size=1400,900']
  const { stdout } = await promisify(execFile)(browser!, [...words, '--dump-dom', url], { timeout: 60_000 })
  return /<title>(.*?)<\/title>/.exec(stdout)?.[1] ?? ''
}
