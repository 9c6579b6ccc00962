#!/usr/bin/env bash
# What is left of a command that is interrupted while it builds, by Ctrl-C or by a signal to xtask alone:
# nothing, at the moment at which it ends. The builds are real, into a folder that is thrown away, and none
# comes to its end. Needs what `cargo wasm` needs.
#
#   tests/interrupt.sh [XTASK]     XTASK: the binary, where it is built already
set -euo pipefail
cd "$(dirname "$0")/.."
xtask=${1:-target/demo/xtask}
[ -x "$xtask" ] || cargo build --profile demo --package xtask
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || pkill -KILL -s "$pid" || true; rm -rf "$work"' EXIT

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  tail -n 20 "$work/told.txt" | sed 's/^/  /' >&2
  exit 1
}

# Whatever the command started is of its session, in whichever process group.
left() { ps -s "$pid" -o pid=,stat=,args= | awk '$2 !~ /^Z/' | cut -c1-150; }

# The compiler of the contracts, by a `rustup` and a `cargo` that build elsewhere.
mkdir "$work/bin"
if rustc=$(rustup which --toolchain 1.96.0 rustc 2>/dev/null); then
  cargo=$(rustup which --toolchain 1.96.0 cargo)
else
  rustc=/usr/bin/rustc cargo=/usr/bin/cargo
fi
cat >"$work/bin/rustup" <<END
#!/bin/sh
[ "\$4" = rustc ] && echo "$rustc" || echo "$work/bin/contracts"
END
cat >"$work/bin/contracts" <<END
#!/usr/bin/env bash
for arg in "\$@"; do
  [ "\${before:-}" != --target-dir ] || arg="$work/contracts"
  args+=("\$arg") before=\$arg
done
exec "$cargo" "\${args[@]}"
END
cat >"$work/bin/command" <<END
#!/bin/sh
CARGO_TARGET_DIR="$work/command" exec "$(command -v cargo)" "\$@"
END
chmod +x "$work/bin"/*

interrupted() { # signal, to whom (group or xtask), command...
  local signal=$1 to=$2 status=0 began
  shift 2
  # A session and a process group of its own, as a terminal makes them.
  PATH="$work/bin:$PATH" CARGO="$work/bin/command" setsid "$xtask" "$@" >"$work/told.txt" 2>&1 &
  pid=$!
  until pgrep -s "$pid" -f -- --crate-name >/dev/null; do
    kill -0 "$pid" 2>/dev/null || fail "$* ended before it built anything"
    sleep 0.05
  done
  began=$(date +%s%N)
  if [ "$to" = group ]; then kill "-$signal" -- "-$pid"; else kill "-$signal" "$pid"; fi
  wait "$pid" || status=$?
  [ -z "$(left)" ] || fail "$signal to the $to of \`cargo $*\`: left running: $(left)"
  [ "$status" = 130 ] || fail "$signal to the $to of \`cargo $*\`: the exit code is $status"
  grep -q '^interrupted; ending what was started' "$work/told.txt" || fail "$*: it does not say so"
  ! grep -q '^error' "$work/told.txt" || fail "$*: the interruption is told as an error"
  printf 'ok  %s to the %s while `cargo %s` builds leaves nothing (%s ms)\n' "$signal" "$to" "$*" \
    $((($(date +%s%N) - began) / 1000000))
}

for signal in INT TERM; do
  for to in group xtask; do
    interrupted "$signal" "$to" e2e
  done
done
interrupted INT group demo
interrupted TERM xtask demo
