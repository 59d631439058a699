#!/bin/sh
# Puts everything of the helper image into a folder: the tools, the libraries they need, and libfaketime. Runs on the
# machine, or in a Debian container while an image is built.
# Usage: stage.sh FOLDER [ROOT]     ROOT: folder with unpacked packages, looked into beside the machine itself
set -eu
stage=$1
root=${2:-}

# Prints where a file is: below ROOT, else on the machine.
find_file() {
  for name in "$@"; do
    for path in "$root$name" "$name"; do
      [ -e "$path" ] && { printf '%s\n' "$path"; return; }
    done
  done
  printf 'There is no "%s" on this machine; install the Debian packages busybox-static, nftables, iproute2 and libfaketime.\n' "$1" >&2
  exit 3
}

put() {
  mkdir -p "$stage$(dirname "$2")"
  cp -L "$1" "$stage$2"
}

triplet=$(dirname "$(ls -d /lib/*-linux-gnu*/libc.so.6 | head -n 1)")
triplet=${triplet##*/}
export LD_LIBRARY_PATH="${root:+$root/lib/$triplet:$root/usr/lib/$triplet}"

busybox=$(find_file /bin/busybox /usr/bin/busybox)
nft=$(find_file /usr/sbin/nft /sbin/nft)
ip=$(find_file /bin/ip /usr/sbin/ip /usr/bin/ip /sbin/ip)
tc=$(find_file /sbin/tc /usr/sbin/tc)
faketime=$(find_file "/usr/lib/$triplet/faketime/libfaketime.so.1")
# Not the shell of busybox: it takes its own ip and tc, whatever the path says, and they know little.
dash=$(find_file /bin/dash /usr/bin/dash)

mkdir -p "$stage/bin" "$stage/tmp" "$stage/proc" "$stage/sys" "$stage/dev" "$stage/etc"
chmod 1777 "$stage/tmp"
put "$busybox" /bin/busybox
for applet in dd du df cat rm mkdir rmdir cp mv sleep chmod chown ls stat echo printf sync find head tail wc touch sort \
  grep sed cut tr date ps kill env true false test nc ping hostname mount umount truncate id md5sum sha256sum tar; do
  ln -sf busybox "$stage/bin/$applet"
done
put "$dash" /bin/sh
put "$nft" /sbin/nft
put "$ip" /sbin/ip
put "$tc" /sbin/tc
put "$faketime" /usr/lib/faketime/libfaketime.so.1

# Each library goes where the loader looks first, whichever way the packages spell it.
for tool in "$dash" "$nft" "$ip" "$tc" "$faketime"; do
  ldd "$tool" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p'
done | sort -u | while read -r library; do
  put "$library" "/lib/$triplet/$(basename "$library")"
done
loader=$(ldd "$nft" | sed -n 's/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) .*/\1/p')
put "$loader" "$loader"
printf 'root:x:0:0:root:/:/bin/sh\n' >"$stage/etc/passwd"
