#!/bin/sh
# Builds the base image for machines that reach no registry: a node binary, the glibc it needs, and nothing else.
# Usage: offline-base.sh [TAG] [NODE]     default: hostlink/node-base:24 and the node of this package
set -eu
tag=${1:-hostlink/node-base:24}
here=$(cd "$(dirname "$0")" && pwd)

fail() {
  printf '%s\n' "$1" >&2
  exit 3
}

[ "$(uname -s)" = Linux ] || fail "This is $(uname -s): a base without a registry takes its files from a Linux machine; run this on one."
node=${2:-}
for candidate in "$here/../node_modules/node/bin/node" "$here/../../node/bin/node" "$(command -v node || true)"; do
  [ -n "$node" ] || { [ -x "$candidate" ] && node=$candidate; }
done
[ -n "$node" ] || fail 'There is no node binary; install Node 24, or name one as the second argument.'
ldd "$node" >/dev/null 2>&1 || fail "\"$node\" is not linked against shared libraries of this machine; name another node binary."

inputs=$({ cat "$0"; "$node" --version; wc -c <"$node"; } | sha256sum | cut -c 1-16)
before=$(docker image inspect --format '{{.Id}} {{index .Config.Labels "hostlink.inputs"}}' "$tag" 2>/dev/null || :)
if [ "${before#* }" = "$inputs" ]; then
  printf '%s: up to date\n' "$tag"
  exit 0
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT INT TERM
mkdir -p "$stage/usr/local/bin" "$stage/etc" "$stage/tmp" "$stage/var/lib" "$stage/lib64"
chmod 1777 "$stage/tmp"
cp -L "$node" "$stage/usr/local/bin/node"
# Beside what node needs, what a preloaded library may: of one glibc, or none works.
loader=$(ldd "$node" | sed -n 's/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) .*/\1/p')
libraries=$(ldd "$node" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p')
glibc=$(dirname "$(printf '%s\n' "$libraries" | grep '/libc\.so\.6$')")
for library in "$loader" $libraries "$glibc"/librt.so.1 "$glibc"/libdl.so.2 "$glibc"/libm.so.6 "$glibc"/libpthread.so.0; do
  mkdir -p "$stage$(dirname "$library")"
  cp -L "$library" "$stage$library"
done
printf 'root:x:0:0:root:/:/sbin/nologin\nnode:x:1000:1000:node:/tmp:/sbin/nologin\nedge:x:10001:10001:edge:/tmp:/sbin/nologin\n' >"$stage/etc/passwd"
printf 'root:x:0:\nnode:x:1000:\nedge:x:10001:\n' >"$stage/etc/group"

tar -C "$stage" --numeric-owner --owner=0 --group=0 -cf - . |
  docker import \
    --change 'ENV PATH=/usr/local/bin' --change 'ENTRYPOINT ["node"]' \
    --change 'LABEL hostlink.image=node-base' --change "LABEL hostlink.inputs=$inputs" - "$tag" >/dev/null
[ -z "$before" ] || docker image rm "${before%% *}" >/dev/null 2>&1 || :
printf '%s: node %s\n' "$tag" "$("$node" --version)"
