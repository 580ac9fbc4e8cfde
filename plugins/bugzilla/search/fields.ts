import type { Flavour } from '../options.ts'

/** The fields of a whole bug. bugzilla.mozilla.org gives its comments along, stock servers never do. */
export function wholeBug(flavour: Flavour): readonly string[] {
  return flavour === 'bmo' ? ['_default', 'comments', 'duplicates'] : ['_default']
}
