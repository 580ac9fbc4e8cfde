import type { FieldDefinition } from './model.ts'

/** The fields a site has. */
export interface FieldCatalog {
  all(): readonly FieldDefinition[]
  get(id: string): FieldDefinition | undefined
  /** By id, human name or clause name, whatever the case. */
  named(name: string): FieldDefinition | undefined
  add(field: FieldDefinition): void
}

/** A catalog that starts with the given fields; a later one of the same id replaces the earlier. */
export function createCatalog(first: readonly FieldDefinition[]): FieldCatalog {
  const byId = new Map<string, FieldDefinition>()
  const byName = new Map<string, FieldDefinition>()
  const add = (field: FieldDefinition) => {
    byId.set(field.id, field)
    for (const name of [field.id, field.name, ...field.clauseNames]) byName.set(name.toLowerCase(), field)
  }
  first.forEach(add)
  return {
    all: () => [...byId.values()],
    get: id => byId.get(id),
    named: name => byName.get(name.toLowerCase()),
    add,
  }
}
