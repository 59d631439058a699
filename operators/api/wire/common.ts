/** Shapes that several areas of the API share. */
import { anyObject, object, type Shape, text, untyped } from './shapes';

/** How most operations say no. */
export const error: Shape = object({ code: text, details: anyObject, message: text, ref: text });

/** How the others say no: published as a bare JSON string. */
export const errorText: Shape = text;

/** How an action says yes. */
export const accepted: Shape = untyped({ message: text });

/** How audits say that there is nothing. */
export const notFound: Shape = untyped({ message: text });
