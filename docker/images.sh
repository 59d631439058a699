#!/bin/sh
# Builds the images of the Docker backend on the engine that docker talks to: hostlink/reference-agent:VERSION and
# hostlink/helper:1. What is up to date is left alone.
# Usage: images.sh [--offline] [--force]
#   --offline  pulls nothing: base and helper are made from files of this machine (Linux; for the helper, Debian)
#   --force    builds even what is up to date
# Exit codes: 0, both are there; 2, wrong usage; 3, something is missing or refused, told in one sentence.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
context=$here/../dist/image
public_node=node:24-bookworm-slim
public_debian=debian:bookworm-slim
pull_seconds=${HOSTLINK_PULL_SECONDS:-60}
offline=false
force=false

fail() {
  printf '%s\n' "$2" >&2
  exit "$1"
}

for argument in "$@"; do
  case $argument in
    --offline) offline=true ;;
    --force) force=true ;;
    *) fail 2 "\"$argument\" is no option of images.sh; there are --offline and --force." ;;
  esac
done

command -v docker >/dev/null || fail 3 'There is no docker command; install the Docker CLI (Debian: docker.io).'
problem=$(docker version --format '{{.Server.Version}}' 2>&1 >/dev/null) ||
  fail 3 "No Docker engine answers (${problem:-it says nothing}); start one, e.g. with docker/engine.sh --start."
[ -f "$context/agent.js" ] || fail 3 "There is no bundle in \"$context\"; make it with: npm run bundle."

# The builder of old engines is the only one where the newer one is not installed.
docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0

hash_of() {
  cat "$@" | if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c 1-16
}

# Whether an image was made from exactly these inputs.
is_made() {
  [ "$force" = false ] && [ "$(docker image inspect --format '{{index .Config.Labels "hostlink.inputs"}}' "$1" 2>/dev/null)" = "$2" ]
}

# Whether a public image can be had, within the time limit.
public() {
  [ "$offline" = false ] || return 1
  docker image inspect "$1" >/dev/null 2>&1 && return
  docker pull --quiet "$1" >/dev/null 2>&1 &
  pull=$!
  (sleep "$pull_seconds" && kill "$pull") >/dev/null 2>&1 &
  limit=$!
  if wait "$pull"; then reached=0; else reached=1; fi
  kill "$limit" 2>/dev/null || :
  [ "$reached" -eq 0 ] || printf '%s cannot be pulled; using files of this machine instead.\n' "$1"
  return "$reached"
}

id_of() {
  docker image inspect --format '{{.Id}}' "$1" 2>/dev/null || :
}

# Says that an image is there, and takes away the one it replaces, unless somebody still uses that.
made() {
  printf '%s: built\n' "$1"
  [ -z "$2" ] || [ "$2" = "$(id_of "$1")" ] || docker image rm "$2" >/dev/null 2>&1 || :
}

build() {
  tag=$1 inputs=$2 before=$(id_of "$1")
  shift 2
  docker build --quiet --force-rm --tag "$tag" --label "hostlink.inputs=$inputs" "$@" >/dev/null 2>"$log" ||
    { cat "$log" >&2; fail 3 "\"$tag\" could not be built; see above."; }
  made "$tag" "$before"
}

log=$(mktemp)
stage=$(mktemp -d)
trap 'rm -rf "$log" "$stage"' EXIT INT TERM

version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$here/../package.json")
agent=hostlink/reference-agent:$version
inputs=$(hash_of "$here/Dockerfile" "$here/offline-base.sh" "$context"/*.js "$context"/assets/*)
if is_made "$agent" "$inputs"; then
  printf '%s: up to date\n' "$agent"
else
  base=$public_node
  if ! public "$base"; then
    base=hostlink/node-base:24
    "$here/offline-base.sh" "$base"
  fi
  build "$agent" "$inputs" --network none --build-arg "BASE=$base" --build-arg "VERSION=$version" \
    --file "$here/Dockerfile" "$context"
  # What stages leave behind; not those of a build that may be under way.
  docker image prune --force --filter label=hostlink.stage --filter until=10m >/dev/null
fi

helper=hostlink/helper:1
inputs=$(hash_of "$here/helper/Dockerfile" "$here/helper/stage.sh")
if is_made "$helper" "$inputs"; then
  printf '%s: up to date\n' "$helper"
elif public "$public_debian"; then
  build "$helper" "$inputs" --build-arg "BASE=$public_debian" "$here/helper"
else
  before=$(id_of "$helper")
  "$here/helper/unpack.sh" "$stage/packages"
  "$here/helper/stage.sh" "$stage/root" "$stage/packages"
  tar -C "$stage/root" --numeric-owner --owner=0 --group=0 -cf - . |
    docker import --change 'CMD ["sh"]' --change 'ENV PATH=/bin:/sbin' --change 'LABEL hostlink.image=helper' \
      --change "LABEL hostlink.inputs=$inputs" --change 'LABEL org.opencontainers.image.title="hostlink helper"' - "$helper" >/dev/null
  made "$helper" "$before"
fi
