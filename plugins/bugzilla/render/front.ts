import type { Front, FrontValue } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { flagLine } from '../model/flag.ts'
import { flagOf, isEmpty, lineOf, listOf, objectOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import { attachmentPath } from './attachments.ts'
import { tagsOf } from './comments.ts'
import { frontValue } from './value.ts'

/** The front matter in its stable order. `rest` is what `split-fields.ts` made of the fields without a place here. */
export function front(bug: Bug, url: string, description: unknown, rest: Front): Front {
  const { fields } = bug
  const paths = (obsolete: boolean) =>
    bug.attachments.filter(one => one.obsolete === obsolete).map(({ name }) => attachmentPath(bug.id, name))
  return {
    key: bug.id,
    url,
    alias: frontValue(fields.alias),
    classification: fields.classification === 'Unclassified' ? undefined : frontValue(fields.classification),
    product: bug.product,
    component: frontValue(fields.component),
    type: frontValue(fields.type),
    status: frontValue(fields.status),
    resolution: frontValue(fields.resolution),
    'duplicate of': frontValue(fields.dupe_of),
    confirmed: fields.is_confirmed === false ? false : undefined,
    priority: frontValue(fields.priority),
    severity: frontValue(fields.severity),
    assignee: frontValue(fields.assigned_to),
    reporter: frontValue(fields.creator),
    'qa contact': frontValue(fields.qa_contact),
    cc: frontValue(fields.cc),
    keywords: frontValue(fields.keywords),
    whiteboard: frontValue(fields.whiteboard),
    version: frontValue(fields.version),
    platform: frontValue(fields.platform),
    os: frontValue(fields.op_sys),
    milestone: frontValue(fields.target_milestone),
    'depends on': frontValue(fields.depends_on),
    blocks: frontValue(fields.blocks),
    duplicates: frontValue(fields.duplicates),
    'see also': frontValue(fields.see_also),
    link: frontValue(fields.url),
    flags: listOf(fields.flags).flatMap(flag => flagLine(flag) ?? []),
    groups: frontValue(fields.groups),
    deadline: frontValue(fields.deadline),
    'estimated hours': hours(fields.estimated_time),
    'actual hours': hours(fields.actual_time),
    'remaining hours': hours(fields.remaining_time),
    description: flagOf(objectOf(description).is_private) ? 'private' : undefined,
    'description tags': tagsOf(description),
    ...rest,
    created: isoTime(fields.creation_time),
    updated: isoTime(fields.last_change_time),
    attachments: paths(false),
    'obsolete attachments': paths(true),
  }
}

function hours(value: unknown): FrontValue {
  return isEmpty(value) || Number(value) === 0 ? undefined : typeof value === 'number' ? value : lineOf(value)
}
