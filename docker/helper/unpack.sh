#!/bin/sh
# Unpacks into a folder the Debian packages of the helper image that this machine lacks; installs nothing, needs no root.
# Usage: unpack.sh FOLDER
set -eu
root=$1
for tool in apt-get dpkg-deb; do
  command -v "$tool" >/dev/null ||
    { printf 'There is no %s here: the helper image without a registry takes a Debian or Ubuntu machine.\n' "$tool" >&2; exit 3; }
done
missing=$(apt-get install --simulate --no-install-recommends busybox-static nftables iproute2 libfaketime 2>/dev/null |
  sed -n 's/^Inst \([^ ]*\).*/\1/p')
[ -n "$missing" ] || exit 0
downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT INT TERM
# As root, apt hands downloads to a user of its own, who needs the folder.
chmod 777 "$downloads"
# shellcheck disable=SC2086
(cd "$downloads" && apt-get download -qq $missing) ||
  { printf 'apt-get cannot download %s; run "apt-get update", or install them by hand.\n' "$(echo $missing)" >&2; exit 3; }
mkdir -p "$root"
for package in "$downloads"/*.deb; do dpkg-deb --extract "$package" "$root"; done
