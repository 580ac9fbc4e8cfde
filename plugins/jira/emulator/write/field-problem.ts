/** A value Jira refuses for one field; `message` is what it says under `errors`. */
export class FieldProblem extends Error {}
