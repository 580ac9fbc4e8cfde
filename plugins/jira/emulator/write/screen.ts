import { customId } from '../data/custom-fields.ts'
import type { Fields } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal } from '../http/message.ts'
import type { EditInput } from './edit.ts'
import { unsettable } from './read-value.ts'

/** Where fields are asked for. Those of transitions stand in `transition.ts`. */
export type Screen = 'create' | 'edit'

/** Fields that the creation of some types asks for; the edit screen is one for all types. */
const ofTypes: Readonly<Record<string, readonly string[]>> = {
  [customId.severity]: ['Bug'],
  [customId.storyPoints]: ['Story', 'Epic', 'Task'],
}

/** Whether a field is on a screen of a type. A resolution and a release note are asked for by the last step of the workflow alone. */
export function onScreen(store: Store, field: string, type: Fields | undefined, screen: Screen): boolean {
  if (field === 'resolution' || field === customId.releaseNote) return false
  if (field === 'parent') return store.flavour === 'cloud' || (type?.subtask === true && screen === 'create')
  const types = ofTypes[field]
  return screen === 'edit' || types === undefined || type === undefined || types.includes(String(type.name))
}

/** Refuses fields that the screen does not ask for. Unknown ones are refused with their values. */
export function checkScreen(store: Store, input: EditInput, type: Fields | undefined, screen: Screen): void {
  const named = [...Object.keys(input.fields ?? {}), ...Object.keys(input.update ?? {})]
  const off = named.filter(id => id !== 'project' && store.fields.get(id) && !onScreen(store, id, type, screen))
  if (off.length > 0) throw new Refusal(400, [], Object.fromEntries(off.map(id => [id, unsettable(id)])))
}

/** Whether an issue cannot be without it. */
export function isRequired(field: string, type: Fields): boolean {
  return ['summary', 'issuetype', 'reporter'].includes(field) || (field === 'parent' && type.subtask === true)
}
