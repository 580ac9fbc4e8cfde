/**
 * A TypeDoc plugin: the doors re-exported in this folder belong to the package `issuefs`, so that a type which a door mentions
 * and does not export fails the build.
 *
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.on('resolveEnd', context => {
    context.project.packageName = 'issuefs'
  })
}
