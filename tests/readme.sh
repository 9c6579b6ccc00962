#!/usr/bin/env bash
# Does what the README says, literally, in a fresh clone of the last commit: every line of its blocks
# marked `sh`, in order. Says how long each took, and fails if a warm `cargo demo` takes more than two
# seconds, or the demo itself more than a tenth of one. Needs Rust and the registry, no more.
#
#   tests/readme.sh [--without-tests] [--write]
#     --without-tests   leaves `cargo test` out
#     --write           puts the figures into bench/first-hour.md, to be committed
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
without_tests= write=
for arg in "$@"; do
  case $arg in
    --without-tests) without_tests=1 ;;
    --write) write=1 ;;
    *) printf 'unknown argument %s\n' "$arg" >&2; exit 2 ;;
  esac
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
commit=$(git rev-parse --short=12 HEAD)
unset CARGO_TARGET_DIR
git clone --quiet "$root" "$work/a clone"
cd "$work/a clone"

rows=()
row() { # what, milliseconds
  local seconds
  seconds=$(printf '%d.%02d' $(($2 / 1000)) $(($2 % 1000 / 10)))
  rows+=("| \`$1\` | $seconds |")
  printf 'ok  %s (%s s)\n' "$1" "$seconds"
}
milliseconds() { # command: prints how long it took
  local began
  began=$(date +%s%N)
  bash -euo pipefail -c "$1" >"$work/out.txt" 2>"$work/err.txt" || {
    printf 'FAILED: %s\n' "$1" >&2
    tail -20 "$work/err.txt" >&2
    return 1
  }
  printf '%s' $((($(date +%s%N) - began) / 1000000))
}

mapfile -t lines < <(awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on' README.md | sed 's/ *#.*//')
[ "${#lines[@]}" -ge 5 ] || { echo "FAILED: the README has no commands" >&2; exit 1; }
for line in "${lines[@]}"; do
  if [ "$line" = "cargo test" ] && [ -n "$without_tests" ]; then continue; fi
  took=$(milliseconds "$line")
  row "$line" "$took"
  if [ "$line" = "cargo demo" ]; then
    tail -1 "$work/out.txt" | grep -q 'holds$' || { echo "FAILED: it does not end with the equation" >&2; exit 1; }
    # Built once: no crate of one version in two profiles.
    twice=$(sed -n 's/^ *Compiling //p' "$work/err.txt" | sort | uniq -d | wc -l)
    crates=$(grep -c '^ *Compiling ' "$work/err.txt")
    printf '    %s crates built, %s of them twice\n' "$crates" "$twice"
    grep -q 'building, the first time only' "$work/err.txt" || { echo "FAILED: the first build does not say what it builds" >&2; exit 1; }
  fi
done

fastest() { # command: the fastest of five, in milliseconds
  for _ in 1 2 3 4 5; do milliseconds "$1"; echo; done | sort -n | head -1
}
warm=$(fastest "cargo demo")
demo=$(fastest "target/demo/isthmus demo")
row "cargo demo, warm" "$warm"
row "the demo itself" "$demo"
[ "$warm" -le 2000 ] || { echo "FAILED: a warm cargo demo takes $warm ms" >&2; exit 1; }
[ "$demo" -le 100 ] || { echo "FAILED: the demo takes $demo ms" >&2; exit 1; }

if [ -n "$write" ]; then
  {
    printf '# The first hour, timed\n\n'
    printf 'The commands of the README in a fresh clone of commit %s, in their order, by `tests/readme.sh --write`:\n' "$commit"
    printf '%s, %s cores, crates downloaded already; %s crates were built for the first command, %s of them twice.\n' \
      "$(rustc --version | cut -d' ' -f1-2)" "$(nproc)" "$crates" "$twice"
    printf 'The last two are the fastest of five.\n\n| command | seconds |\n|---|---:|\n'
    printf '%s\n' "${rows[@]}"
  } >"$root/bench/first-hour.md"
fi
