/**
 * The name of an uploaded bundle as it was meant, or undefined where it could lead out of a folder, hide or garble a page.
 * @param sent as a form carries it: browsers write quotes and line breaks of a name as `%22`, `%0D` and `%0A`
 */
export function bundleName(sent: string): string | undefined {
  const name = sent.replace(/%(22|0[AaDd])/g, (encoded) => decodeURIComponent(encoded));
  const isBad = /[/\\\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(name) || /^[.\s]*$/.test(name) || name.length > 200;
  return isBad ? undefined : name;
}
