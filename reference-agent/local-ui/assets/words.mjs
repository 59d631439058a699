/** Milliseconds for which something that went well is worth reading. */
const worthReading = 15_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/**
 * Says that something was done, at the top of the page.
 * @param {string} words
 */
export function sayDone(words) {
  clearTimeout(fading);
  const place = document.getElementById('said');
  say(place, words);
  fading = setTimeout(() => say(place, ''), worthReading);
}

/**
 * @param {Element | null} place
 * @param {string} words
 */
export function say(place, words) {
  if (place) place.textContent = words;
}
