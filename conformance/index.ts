/** What must hold, what was found, and the report of it: the only file of this folder that commands import. */
export * from './clauses';
export * from './report';
export * from './verdicts';
