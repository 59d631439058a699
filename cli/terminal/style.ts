import { styleText } from 'node:util';
import type { ClauseVerdict, RunVerdict } from '../../conformance/index';
import type { Output } from '../io';

type Format = Parameters<typeof styleText>[0];

/** Colours text for one output, or leaves it as it is. */
export type Paint = (format: Format, text: string) => string;

export const painter = ({ colours }: Pick<Output, 'colours'>): Paint =>
  colours ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;

const marks: Readonly<Record<ClauseVerdict, readonly [string, Format]>> = {
  pass: ['✓', 'green'],
  fail: ['✗', 'red'],
  inconclusive: ['?', 'yellow'],
  skipped: ['–', 'dim'],
  'not-claimed': ['–', 'dim'],
  'not-run': ['·', 'dim'],
};

/** One character for a verdict. */
export const mark = (verdict: ClauseVerdict, paint: Paint): string => paint(marks[verdict][1], marks[verdict][0]);

const colours: Readonly<Record<RunVerdict, Format>> = {
  conformant: ['green', 'bold'],
  partial: ['green', 'bold'],
  'non-conformant': ['red', 'bold'],
  inconclusive: ['yellow', 'bold'],
};

export const verdictWord = (verdict: RunVerdict, paint: Paint): string => paint(colours[verdict], verdict);
