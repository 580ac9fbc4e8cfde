import type { FieldDefinition, Fields } from './model.ts'
import { schemaOf } from './system-fields.ts'

const plugin = 'com.atlassian.jira.plugin.system.customfieldtypes'
const greenhopper = 'com.pyxis.greenhopper.jira'

/** Ids of the custom fields that other files name. */
export const customId = {
  epicLink: 'customfield_10014',
  storyPoints: 'customfield_10016',
  rank: 'customfield_10019',
  sprint: 'customfield_10020',
  severity: 'customfield_10030',
  platforms: 'customfield_10031',
  reviewer: 'customfield_10032',
  targetDate: 'customfield_10033',
  reference: 'customfield_10034',
  acceptance: 'customfield_10035',
  rootCause: 'customfield_10036',
  goLive: 'customfield_10037',
  area: 'customfield_10038',
  watchers: 'customfield_10039',
  tags: 'customfield_10040',
  releaseNote: 'customfield_10041',
} as const

const options = (first: number, ...values: string[]): readonly Fields[] =>
  values.map((value, index) => ({ id: String(first + index), value }))

/** The custom fields of a generated site. */
export const customFields: readonly FieldDefinition[] = [
  custom(customId.epicLink, 'Epic Link', 'any', `${greenhopper}:gh-epic-link`),
  custom(customId.storyPoints, 'Story Points', 'number', `${plugin}:float`),
  custom(customId.rank, 'Rank', 'any', `${greenhopper}:gh-lexo-rank`),
  custom(customId.sprint, 'Sprint', 'array:json', `${greenhopper}:gh-sprint`),
  custom(
    customId.severity,
    'Severity',
    'option',
    `${plugin}:select`,
    options(10100, 'Blocker', 'Major', 'Minor', 'Cosmetic'),
  ),
  custom(
    customId.platforms,
    'Platforms',
    'array:option',
    `${plugin}:multiselect`,
    options(10110, 'Linux', 'macOS', 'Windows', 'iOS', 'Android'),
  ),
  custom(customId.reviewer, 'Reviewer', 'user', `${plugin}:userpicker`),
  custom(customId.targetDate, 'Target Date', 'date', `${plugin}:datepicker`),
  custom(customId.reference, 'Customer Reference', 'string', `${plugin}:textfield`),
  custom(customId.acceptance, 'Acceptance Criteria', 'string', `${plugin}:textarea`),
  custom(customId.rootCause, 'Root Cause', 'string', `${plugin}:textfield`),
  custom(customId.goLive, 'Go Live', 'datetime', `${plugin}:datetime`),
  custom(customId.area, 'Area', 'option-with-child', `${plugin}:cascadingselect`, [
    { id: '10120', value: 'Backend', children: options(10121, 'Database', 'Queue') },
    { id: '10130', value: 'Frontend', children: options(10131, 'Desktop', 'Mobile') },
  ]),
  custom(customId.watchers, 'Informed', 'array:user', `${plugin}:multiuserpicker`),
  custom(customId.tags, 'Tags', 'array:string', `${plugin}:labels`),
  custom(customId.releaseNote, 'Release Note', 'string', `${plugin}:textfield`),
]

/** A custom field; `name` is what people read, `kind` the full key of its type. */
export function custom(
  id: string,
  name: string,
  type: string,
  kind: string,
  options?: readonly Fields[],
): FieldDefinition {
  const number = Number(id.replace('customfield_', ''))
  return {
    id,
    name,
    custom: true,
    orderable: true,
    navigable: true,
    searchable: true,
    clauseNames: [`cf[${number}]`, name],
    schema: schemaOf(type, { custom: kind, customId: number }),
    ...(options ? { options } : {}),
  }
}
