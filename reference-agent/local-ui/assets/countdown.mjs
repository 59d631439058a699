/** When each countdown ends, by the clock of this browser. @type {Map<Element, number>} */
const ends = new Map();

/** Counts on from what the page says now. */
function restartCountdowns() {
  ends.clear();
  for (const place of document.querySelectorAll('time.countdown')) {
    const [, seconds] = /^PT(\d+)S$/.exec(place.getAttribute('datetime') ?? '') ?? [];
    ends.set(place, performance.now() + Number(seconds) * 1000);
  }
}

function tick() {
  for (const [place, end] of ends) {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    place.setAttribute('datetime', `PT${seconds}S`);
    place.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    if (seconds === 0) document.dispatchEvent(new Event('outdated'));
  }
}

restartCountdowns();
// The host's number counts: time need not pass there as it does here.
document.addEventListener('shown', restartCountdowns);
setInterval(tick, 1000);
