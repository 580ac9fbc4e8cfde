import type { Comment, Section } from '../source/document.ts'
import { cleanLine } from './clean.ts'
import { escapeHeading, printMarker } from './marker.ts'

/** `# Title` */
export function printTitle(title: string): string {
  const line = escapeHeading(cleanLine(title))
  return line ? `# ${line}` : '#'
}

/** `## Environment <!-- field environment -->` */
export function printSectionHeading(section: Section): string {
  return heading('##', cleanLine(section.title), printMarker('field', section.id))
}

/** `### bob (internal), 2026-01-03 09:00 UTC (edited 2026-01-04 10:00 UTC) <!-- comment 10001 -->` */
export function printCommentHeading(comment: Comment): string {
  const note = comment.note ? cleanLine(comment.note) : ''
  const author = cleanLine(comment.author)
  const who = note ? `${author} (${note})`.trimStart() : author
  const at = printTime(comment.at)
  const edited = comment.edited ? ` (edited ${printTime(comment.edited)})` : ''
  return heading('###', `${who}${who && at ? ', ' : ''}${at}${edited}`.trim(), printMarker('comment', comment.id))
}

function heading(level: string, title: string, marker: string): string {
  return title ? `${level} ${escapeHeading(title)} ${marker}` : `${level} ${marker}`
}

/** Minutes in UTC; what is no date stands as it is. */
function printTime(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return cleanLine(time)
  const text = date.toISOString()
  const minutes = text.lastIndexOf(':')
  return `${text.slice(0, minutes).replace('T', ' ')} UTC`
}
