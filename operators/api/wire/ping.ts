import { object, type Shape, text } from './shapes';

export const ping: Shape = object({ msg: text });
