#!/usr/bin/env bash
# What a person sees who types a second command while the first is at work on a localnet, and what is
# left of it after Ctrl-C, or a signal to xtask alone, at any moment: nothing. Needs what `cargo localnet up`
# needs.
#
#   tests/localnet.sh [XTASK]     XTASK: the binary, where it is built already
set -euo pipefail
cd "$(dirname "$0")/.."
xtask=${1:-target/demo/xtask}
[ -x "$xtask" ] || cargo build --profile demo --package xtask
work=$(mktemp -d)
dir="$work/localnet"
trap '"$xtask" localnet --dir "$dir" down >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  sed 's/^/  /' "$work"/*.txt >&2
  exit 1
}

# The localnet's own processes name its folder on their command lines; all else that `up` started is of its
# session.
left() {
  pgrep -f "$dir/run-" || true
  ps -s "$pid" -o pid=,stat=,args= | awk '$2 !~ /^Z/' | cut -c1-150
}

up() { # starts `up` in a process group of its own, as a terminal does
  setsid "$xtask" localnet --dir "$dir" up --no-deploy >"$work/up.txt" 2>&1 &
  pid=$!
}

interrupted() { # where, signal, to whom: sends it and looks for what is left
  local status=0
  kill "-$2" -- "$3"
  wait "$pid" || status=$?
  [ "$status" = 130 ] || fail "$1: the exit code is $status"
  [ -z "$(left)" ] || fail "$1: left running: $(left)"
  [ ! -e "$dir/state.json" ] || fail "$1: state.json is left"
  printf 'ok  %s %s leaves nothing\n' "$2" "$1"
}

for seconds in 0.3 0.8 1.2 2 3 4 6 8 10 12; do
  for to in group xtask; do
    up
    sleep "$seconds"
    if ! kill -0 "$pid" 2>/dev/null; then
      break 2 # it is up already, and nothing is left to interrupt
    fi
    case $to in
      group) interrupted "to the group after $seconds seconds of up" INT "-$pid" ;;
      xtask) interrupted "to xtask alone after $seconds seconds of up" TERM "$pid" ;;
    esac
  done
done
"$xtask" localnet --dir "$dir" down >/dev/null

up
until [ -s "$dir/.lock" ]; do sleep 0.05; done
for verb in "up --no-deploy" down status; do
  began=$(date +%s%N)
  status=0
  # shellcheck disable=SC2086 # words, not one name
  "$xtask" localnet --dir "$dir" $verb >"$work/second.txt" 2>&1 || status=$?
  took=$((($(date +%s%N) - began) / 1000000))
  grep -q "\`cargo localnet up\` (process $pid) is at work" "$work/second.txt" || fail "$verb says nothing"
  [ "$took" -lt 1000 ] || fail "$verb took $took ms"
  [ "$verb" = status ] || [ "$status" = 1 ] || fail "$verb ended with $status"
  printf 'ok  a second command, %s, says at once that another is at work (%s ms)\n' "$verb" "$took"
done
wait "$pid" || fail "up"
relayers() { pgrep -f "$dir/run-.*hermes.toml start" || true; }
[ -n "$(relayers)" ] || fail "no relayer runs"
"$xtask" localnet --dir "$dir" relayer stop
for seconds in 0.05 0.1 0.2 0.3; do
  setsid "$xtask" localnet --dir "$dir" relayer start >"$work/relayer.txt" 2>&1 &
  pid=$!
  sleep "$seconds"
  kill -0 "$pid" 2>/dev/null || break # it has worked already
  status=0
  kill -INT -- "-$pid"
  wait "$pid" || status=$?
  [ "$status" = 130 ] || fail "relayer start: the exit code is $status"
  [ -z "$(relayers)" ] || fail "a relayer is left running: $(relayers)"
  printf 'ok  Ctrl-C after %s seconds of a drill leaves no relayer\n' "$seconds"
done
"$xtask" localnet --dir "$dir" down >"$work/down.txt" || fail "down"
[ -z "$(pgrep -f "$dir/run-" || true)" ] || fail "left running after down"
printf 'ok  down leaves nothing\n'
