import { needed, whole } from './reading';

export const login = whole({ Token: whole({ Authorization: needed }) }).transform(({ Token }) => Token.Authorization);
