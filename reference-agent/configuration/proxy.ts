/** Long enough for any proxy with its credentials. */
const longestProxy = 2048;
const longestNoProxy = 8192;

/** Host names, domains with a dot or an asterisk before them, addresses and networks, with or without a port. */
const exemption = /^[A-Za-z0-9._:/*[\]-]{1,255}$/;

/** What is wrong with a proxy, in one sentence; undefined for an absolute http(s) URL, and for an empty text. */
export function proxyFault(name: string, value: string): string | undefined {
  if (value === '') return undefined;
  if (value.length > longestProxy) {
    return `"${name}" has ${value.length} characters; give a URL of at most ${longestProxy}.`;
  }
  // A URL is read leniently: with spaces trimmed, slashes missing and backslashes turned.
  const isProxy = /^https?:\/\/[^\s\\/]/i.test(value) && !/[\s\p{Cc}]/u.test(value) && URL.canParse(value);
  if (isProxy) return undefined;
  return `"${name}" is "${shown(value)}", which is no absolute http or https URL; give one, for example "http://proxy.example:3128".`;
}

/** What is wrong with a list of hosts that are reached without a proxy, in one sentence; undefined for a usable one. */
export function noProxyFault(value: string): string | undefined {
  if (value.trim() === '') return undefined;
  if (value.length > longestNoProxy) {
    return `"noProxy" has ${value.length} characters; give at most ${longestNoProxy}.`;
  }
  for (const entry of value.split(',').map((part) => part.trim())) {
    if (exemption.test(entry)) continue;
    return `"noProxy" holds "${shown(entry)}", which is no host, domain, address or network; separate them by commas.`;
  }
  return undefined;
}

/** As much of a value as a message needs, without the credentials in it. */
function shown(value: string): string {
  return value
    .replace(/\/\/.*@/s, '//***@')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 80);
}
