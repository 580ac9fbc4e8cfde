import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * A page that shows another one at a width, because a browser's window can't be as narrow as a phone. Its title is how many
 * pixels that page is too wide, and how many characters it shows.
 */
const frame = (page: string, width: string): string => `<!doctype html><title>waiting</title>
<style>body { margin: 0 } iframe { border: 0; width: ${Number(width)}px; height: 900px }</style>
<iframe src="${encodeURI(page)}"></iframe>
<script>
  const measure = () => {
    const { documentElement: root, body } = document.querySelector('iframe').contentDocument
    document.title = (root.scrollWidth - ${Number(width)}) + ' too wide, ' + body.innerText.length + ' characters'
  }
  document.querySelector('iframe').onload = () => setTimeout(measure, 500)
</script>`

/** Serves a built site on loopback as its host will: `/guide` is `guide.html`. `/frame?page=/guide&width=390` shows it narrow. */
export async function serveSite(folder: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/frame') {
      response.writeHead(200, { 'content-type': 'text/html' })
      return void response.end(frame(searchParams.get('page') ?? '/', searchParams.get('width') ?? '390'))
    }
    const path = join(folder, pathname)
    const file = [path, `${path}.html`, join(path, 'index.html')].find(
      each => existsSync(each) && statSync(each).isFile(),
    )
    if (file === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
