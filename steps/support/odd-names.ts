/** File names that no bundle should have, by what is wrong with them. */
export const oddNames = {
  'has a slash in it': 'folder/images.zst',
  'leads out of its folder': '../../images.zst',
  'has a backslash in it': '..\\images.zst',
  'is two dots': '..',
  'has a control character in it': 'images\u0007.zst',
  'has a line break in it': 'images\r\nx: y.zst',
  'has 300 characters': `${'i'.repeat(296)}.zst`,
  'is empty': '',
} as const;

export type OddName = keyof typeof oddNames;
