/** Served beside these modules from its package. */
export { Idiomorph } from 'idiomorph';
