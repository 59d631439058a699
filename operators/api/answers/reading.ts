/**
 * What an operator cannot do without, read leniently: whether an answer keeps its published shape is judged in
 * `findings.ts`, and apart from what a scenario is about. The words of this file, the answers beside it.
 */
import { z } from 'zod';
import { quote } from '../../quote';

/** Anything, or nothing. */
export const maybe = z.unknown().optional();
/** A text that the operator cannot do without. */
export const needed = z.string({ error: 'a string' });

/** Free text: nothing is an empty string, and what is no text is quoted. */
export const words = maybe.transform((value) =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : quote(value),
);

/** Nothing is an empty list. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item, { error: 'a list' })
    .nullish()
    .transform((items) => items ?? []);

/** An object of which any part may be missing, itself included. */
export const part = <T extends z.ZodRawShape>(shape: T) =>
  maybe.transform((value) => value ?? {}).pipe(z.object(shape, { error: 'an object' }));

/** An object that must be there. */
export const whole = <T extends z.ZodRawShape>(shape: T) => z.object(shape, { error: 'an object' });
