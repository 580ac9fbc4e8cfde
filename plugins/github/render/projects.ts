import { type JsonObject, lineOf, nodesOf, objectOf } from '../model/json.ts'

/** Each project with the values that the issue has there: `Roadmap: Status In Progress, Size 3`. */
export function projects(items: unknown): readonly string[] {
  return nodesOf(items).flatMap(({ project, fieldValues }) => {
    const title = lineOf(objectOf(project).title)
    const values = nodesOf(fieldValues).flatMap(value)
    return title ? [values.length > 0 ? `${title}: ${values.join(', ')}` : title] : []
  })
}

/** The title stands in the document already. */
function value({ field, name, text, number, date, title }: JsonObject): readonly string[] {
  const label = lineOf(objectOf(field).name)
  const shown = lineOf(name) ?? lineOf(text) ?? lineOf(number) ?? lineOf(date) ?? lineOf(title)
  return label && shown && label !== 'Title' ? [`${label} ${shown}`] : []
}
