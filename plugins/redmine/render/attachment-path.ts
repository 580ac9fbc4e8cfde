/** The path of an attachment from the folder in which its issue's document stands. */
export function attachmentPath(issue: number, name: string): string {
  return `${issue}/attachments/${name}`
}
