import { rewriteLines, type TextEdit } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { attachmentPath } from '../render/attachment-path.ts'
import type { Site } from '../site.ts'
import { textileFromEdit } from '../textile/write/text-from-edit.ts'

/** A text as Redmine is to keep it. Throws `invalid` for what it has no form for. */
export function textOf({ markup }: Pick<Site, 'markup'>, edit: TextEdit, issue?: Issue): string {
  if (edit.markdown.trim() === '') return ''
  return markup === 'markdown' ? markdownFromEdit(edit) : textileFromEdit(edit, filesOf(issue))
}

function markdownFromEdit(edit: TextEdit): string {
  const pieces = edit.blocks.map(block => {
    if (block.kind === 'kept') return String(block.origin)
    const [was] = block.was
    return was && block.was.length === 1
      ? rewriteLines(String(was.origin), was.markdown, block.markdown)
      : block.markdown
  })
  return pieces.join('\n\n')
}

/** How texts and documents name the attachments of an issue. */
function filesOf(issue: Issue | undefined) {
  const files = (issue?.attachments ?? []).map(
    ({ filename, name }) => [filename, attachmentPath(issue!.id, name)] as const,
  )
  const paths = new Map(files)
  const names = new Map(files.map(([name, path]) => [path, name]))
  return { filePath: (name: string) => paths.get(name), fileName: (path: string) => names.get(path) }
}
