import { type Report, reportSchema } from './schema';
import { printableJson } from './text';

/** `conformance.json`. It may end on a terminal. */
export const jsonReport = (report: Report): string => printableJson(reportSchema.parse(report));
