import { printDocument } from '../markdown/index.ts'
import type { Router } from '../path/router.ts'
import type { Document, FrontValue } from '../source/document.ts'
import type { References } from './references.ts'
import type { RenderAnswer, Renderer, RenderJob } from './render.ts'
import { unsoundDocument } from './unsound-document.ts'

/** Renders in the calling thread. */
export function createInlineRenderer(router: Router, references?: References): Renderer {
  return {
    render: async jobs => jobs.map(job => renderEntity(router, job, references)),
    close: async () => {},
  }
}

/** Renders one entity. A renderer that throws is a problem of this entity alone. */
export function renderEntity(router: Router, { route, key, body }: RenderJob, references?: References): RenderAnswer {
  const compiled = router.route(route)
  if (!compiled) return { problem: `The source has no route "${route}" any more.` }
  let rendered: { readonly document: Document } | undefined
  try {
    const document = compiled.route.render(JSON.parse(body), key)
    rendered = { document }
    const linked = references?.addPaths(document, compiled.template.format(key)) ?? document
    const { bytes, revision } = printDocument(linked)
    return {
      bytes,
      revision,
      open: document.state !== 'closed',
      line: indexLine(document, key),
      modified: time(document.modified),
      created: time(document.created),
    }
  } catch (thrown) {
    const unsound = rendered && unsoundDocument(rendered.document)
    const reason = unsound ?? (thrown instanceof Error ? thrown.message : String(thrown))
    return { problem: `The source could not render it: ${reason}` }
  }
}

function indexLine(
  { front, title }: Document,
  key: RenderJob['key'],
): {
  key: string
  title: string
  status?: string
  assignee?: string
  updated?: string
} {
  const line: Record<string, string> = { key: text(front.key) ?? String(Object.values(key).at(-1) ?? ''), title }
  for (const name of ['status', 'assignee', 'updated']) {
    const value = text(front[name])
    if (value) line[name] = value
  }
  return line as ReturnType<typeof indexLine>
}

function text(value: FrontValue): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  return Array.isArray(value) ? value.join(', ') : String(value)
}

function time(iso: string | undefined): number | undefined {
  const at = iso === undefined ? Number.NaN : Date.parse(iso)
  return Number.isNaN(at) ? undefined : at
}
