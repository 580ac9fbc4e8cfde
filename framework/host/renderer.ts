import type { Router } from '../path/router.ts'
import { createReferences } from '../sync/references.ts'
import type { Renderer } from '../sync/render.ts'
import { createInlineRenderer } from '../sync/render-entity.ts'
import { createWorkerRenderer } from '../sync/worker-renderer.ts'
import type { ReferenceRow } from './reference-table.ts'

/** Renders the documents of a mount: in a worker when its plugin can be loaded there, else in this thread. */
export function createRenderer(
  { name, module, options }: Pick<ReferenceRow, 'name' | 'module' | 'options'>,
  table: readonly ReferenceRow[],
  router: Router,
): Renderer {
  if (!module) return createInlineRenderer(router, createReferences(table, name))
  return createWorkerRenderer({
    module: module.href,
    options,
    name,
    references: table.flatMap(row =>
      row.module ? [{ name: row.name, module: row.module.href, options: row.options }] : [],
    ),
  })
}
