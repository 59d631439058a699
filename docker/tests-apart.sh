#!/bin/sh
# Says at the end of `npm test` that the tests with containers and with a browser are apart, and what they take.
if "$(dirname "$0")/engine.sh" >/dev/null 2>&1; then
  printf '\n>>> DOCKER TESTS NOT RUN: they are apart; an engine answers, so run: npm run test:docker\n'
else
  printf '\n>>> DOCKER TESTS NOT RUN: no Docker engine answers; start one (Debian, as root: docker/engine.sh --start), then: npm run test:docker\n'
fi
printf '>>> BROWSER TESTS NOT RUN: they are apart; with Chromium (Debian: apt-get install chromium), run: npm run test:browser\n'
