import { type Report, reportSchema } from './schema';

/** `conformance.json`. Control characters, also those that JSON allows, are escaped: it may end on a terminal. */
export const jsonReport = (report: Report): string =>
  `${JSON.stringify(reportSchema.parse(report), undefined, 2)
    .toWellFormed()
    .replace(
      /[\u007f-\u009f\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )}\n`;
