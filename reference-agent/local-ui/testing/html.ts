/** Reads what was rendered. Enough for pages of ours, which are well-formed; no parser of anybody's HTML. */

/** The element with this id, markup included, or an empty text. */
export function elementOf(html: string, id: string): string {
  const begin = html.search(new RegExp(`<[a-z]+[^>]* id="${id}"`));
  if (begin < 0) return '';
  const [, tag = ''] = /^<([a-z0-9]+)/.exec(html.slice(begin)) ?? [];
  let depth = 0;
  for (const match of html.slice(begin).matchAll(new RegExp(`<(/?)${tag}[ >]`, 'g'))) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return html.slice(begin, begin + match.index + tag.length + 3);
  }
  return '';
}

/** What a person reads of some markup. */
export function textOf(markup: string): string {
  return unescaped(markup.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Terms and values. */
export function factsOf(html: string): Record<string, string> {
  const pairs = html.matchAll(/<dt>([\s\S]*?)<\/dt>\s*<dd>([\s\S]*?)<\/dd>/g);
  return Object.fromEntries([...pairs].map(([, term = '', value = '']) => [textOf(term), textOf(value)]));
}

/** The cells of a table's rows, without its heading. */
export function rowsOf(html: string): readonly (readonly string[])[] {
  const body = /<tbody[\s\S]*?<\/tbody>/.exec(html)?.[0] ?? '';
  return [...body.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell)),
  );
}

/** Why the button or entry with this id would refuse; undefined where it would not, or is not there. */
export function reasonOf(html: string, id: string): string | undefined {
  const button = elementOf(html, id);
  return button.includes('aria-disabled="true"') ? textOf(elementOf(html, `${id}-reason`)) : undefined;
}

/** What stands in alerts. */
export function alertsOf(html: string): readonly string[] {
  return [...html.matchAll(/<p[^>]* role="alert"[^>]*>([\s\S]*?)<\/p>/g)]
    .map(([, text = '']) => textOf(text))
    .filter((text) => text !== '');
}

/** Of a field in a page. */
export function fieldOf(html: string, id: string): string {
  const field = elementOf(html, id);
  return unescaped(
    /^<[a-z]+[^>]*>([\s\S]*?)<\/textarea>$/.exec(field)?.[1] ??
      /value="([^"]*)"/.exec(html.slice(html.indexOf(`id="${id}"`)))?.[1] ??
      '',
  );
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
