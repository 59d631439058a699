#!/bin/sh
# Unpacks into a folder the Debian packages of the helper image that this machine lacks; installs nothing.
# Usage: unpack.sh FOLDER
set -eu
root=$1

fail() {
  printf '%s\n' "$1" >&2
  exit 3
}

for tool in apt-get dpkg-deb; do
  command -v "$tool" >/dev/null ||
    fail "There is no $tool here: without a registry, the helper image can be built on Debian and Ubuntu only."
done

plan() {
  apt-get install --simulate --no-install-recommends busybox-static nftables iproute2 libfaketime 2>&1
}

# A fresh machine has no lists of packages yet; only root can fetch them.
planned=$(plan) || { [ "$(id -u)" -eq 0 ] && apt-get update -qq >/dev/null 2>&1 && planned=$(plan); } ||
  fail "apt-get cannot plan what the helper image takes ($(printf '%s\n' "$planned" | grep '^E:' | head -n 1)); run \"apt-get update\" as root."
missing=$(printf '%s\n' "$planned" | sed -n 's/^Inst \([^ ]*\).*/\1/p')
[ -n "$missing" ] || exit 0

downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT INT TERM
# As root, apt hands downloads to a user of its own, who needs the folder.
chmod 777 "$downloads"
# shellcheck disable=SC2086
(cd "$downloads" && apt-get download -qq $missing) ||
  fail "apt-get cannot download $(printf '%s' "$missing" | tr '\n' ' '); run \"apt-get update\" as root, or install them."
mkdir -p "$root"
for package in "$downloads"/*.deb; do dpkg-deb --extract "$package" "$root"; done
