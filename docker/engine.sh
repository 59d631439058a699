#!/bin/sh
# Finds a Docker engine that answers, and prints its address, as for DOCKER_HOST.
# Usage: engine.sh [--start] [--log FILE] [--own FOLDER] [-- DOCKERD ARGUMENTS...]
#   --start  where none answers, starts one: on Debian, as root; installs docker.io and iptables where they are missing.
#            How to stop it is told on stderr
#   --log    where a started engine writes its log; default: a file in the folder for temporary files
#   --own    starts one anyway, beside any other: its socket, data and process id are in that folder, and it makes no
#            firewall rules. Never give it --bridge=none: that takes the default network from the other one
# Exit codes: 0, its address is on stdout; 2, wrong usage; 3, there is none, told in one sentence on stderr.
set -eu
start=false
log=
own=

fail() {
  printf '%s\n' "$2" >&2
  exit "$1"
}

while [ $# -gt 0 ]; do
  case $1 in
    --start) start=true ;;
    --log | --own)
      [ $# -gt 1 ] || fail 2 "$1 takes the name of a file or folder."
      if [ "$1" = --log ]; then log=$2; else own=$2 start=true; fi
      shift
      ;;
    --) shift; break ;;
    *) fail 2 "\"$1\" is no option of engine.sh; there are --start, --log and --own." ;;
  esac
  shift
done

# Runs a command for ten seconds at most, where the machine can.
bounded() {
  if command -v timeout >/dev/null; then timeout 10 "$@"; else "$@"; fi
}

answers() {
  case $1 in
    unix://*) [ -S "${1#unix://}" ] || return 1 ;;
  esac
  if command -v docker >/dev/null; then
    bounded docker --host "$1" version --format '{{.Server.Version}}' >/dev/null 2>&1
  elif [ -n "${1##unix://*}" ]; then
    bounded curl --silent --fail --output /dev/null "http://${1#tcp://}/_ping" 2>/dev/null
  else
    bounded curl --silent --fail --output /dev/null --unix-socket "${1#unix://}" http://engine/_ping 2>/dev/null
  fi
}

# Where engines usually listen, one address a line.
usual() {
  if command -v docker >/dev/null; then
    docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || :
  fi
  home=${HOME:-/nonexistent}
  for socket in /var/run/docker.sock ${XDG_RUNTIME_DIR:+"$XDG_RUNTIME_DIR/docker.sock"} "$home/.docker/run/docker.sock" \
    "$home/.docker/desktop/docker.sock" "$home/.colima/default/docker.sock" "$home/.orbstack/run/docker.sock" \
    "$home/.rd/docker.sock" ${XDG_RUNTIME_DIR:+"$XDG_RUNTIME_DIR/podman/podman.sock"} /run/podman/podman.sock; do
    printf 'unix://%s\n' "$socket"
  done
}

found() {
  usual | {
    while read -r address; do
      if answers "$address"; then printf '%s\n' "$address"; exit 0; fi
    done
    exit 1
  }
}

if [ -z "$own" ]; then
  if [ -n "${DOCKER_HOST:-}" ]; then
    answers "$DOCKER_HOST" || fail 3 "DOCKER_HOST is \"$DOCKER_HOST\", and no engine answers there; correct it, or unset it."
    printf '%s\n' "$DOCKER_HOST"
    exit 0
  fi
  found && exit 0
fi
[ "$start" = true ] ||
  fail 3 'No Docker engine answers at the usual sockets; start one, set DOCKER_HOST, or (Debian, as root) call engine.sh --start.'
[ "$(uname -s)" = Linux ] || fail 3 "An engine can be started on Linux only, and this is $(uname -s); start Docker by hand."
[ "$(id -u)" -eq 0 ] || fail 3 'An engine can be started by root only; call engine.sh --start as root.'

if ! command -v dockerd >/dev/null; then
  command -v apt-get >/dev/null || fail 3 'There is no dockerd and no apt-get to install it with; install Docker by hand.'
  export DEBIAN_FRONTEND=noninteractive
  installation=$(mktemp)
  # Newer Debians have the client in a package of its own.
  install() {
    client=$(apt-cache show docker-cli >/dev/null 2>&1 && echo docker-cli || :)
    apt-get install --yes --no-install-recommends docker.io iptables $client >"$installation" 2>&1
  }
  printf 'Installing docker.io and iptables.\n' >&2
  install || { apt-get update >"$installation" 2>&1 && install; } ||
    fail 3 "docker.io could not be installed ($(tail -n 1 "$installation")); see \"$installation\"."
  rm -f "$installation"
fi

log=${log:-$(mktemp "${TMPDIR:-/tmp}/dockerd.XXXXXX")}
if [ -n "$own" ]; then
  mkdir -p "$own"
  own=$(cd "$own" && pwd)
  set -- --data-root "$own/data" --exec-root "$own/exec" --pidfile "$own/dockerd.pid" --host "unix://$own/docker.sock" \
    --iptables=false --ip6tables=false "$@"
  address=unix://$own/docker.sock
else
  address=unix:///var/run/docker.sock
  # The package may have started it.
  if [ -d /run/systemd/system ] && systemctl start docker >/dev/null 2>&1; then
    printf 'The engine runs as a service; to stop it: systemctl stop docker docker.socket\n' >&2
    printf '%s\n' "$address"
    exit 0
  fi
fi

# A session of its own: whoever called this may end, and its Ctrl-C is not for the engine.
setsid nohup dockerd "$@" >"$log" 2>&1 </dev/null &
engine=$!
tries=0
until answers "$address"; do
  kill -0 "$engine" 2>/dev/null || fail 3 "The engine ended at once ($(tail -n 1 "$log")); see \"$log\"."
  tries=$((tries + 1))
  [ "$tries" -lt 300 ] || fail 3 "The engine did not answer within a minute; see \"$log\"."
  sleep 0.2
done
printf 'The engine runs as process %s; to stop it: kill %s (log: %s)\n' "$engine" "$engine" "$log" >&2
printf '%s\n' "$address"
