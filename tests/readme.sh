#!/usr/bin/env bash
# Does what the README says, literally, in a fresh clone of the last commit: every line of its blocks
# marked `sh`, in order. Says how long each took and how busy the machine was with other work meanwhile, and
# fails if a warm `cargo demo` takes more than two seconds, or the demo itself more than a tenth of one.
# Needs Rust and the registry, no more.
#
#   tests/readme.sh [--without-tests] [--write]
#     --without-tests   leaves `cargo test` out
#     --write           puts the figures into bench/first-hour.md, to be committed; what stands there below
#                       the first heading of the second level stays
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
shown() { printf '%d.%02d' $(($1 / 1000)) $(($1 % 1000 / 10)); }
row() { # what, milliseconds, milliseconds of its processes on all cores
  rows+=("| \`$1\` | $(shown "$2") | $(shown "$3") |")
  printf 'ok  %s (%s s, %s s of processor time)\n' "$1" "$(shown "$2")" "$(shown "$3")"
}
# How long all cores worked since the machine began, for whomever, in milliseconds.
all_work() { awk -v hz="$(getconf CLK_TCK)" '/^cpu / { printf "%d", ($2 + $3 + $4 + $7 + $8 + $9) * 1000 / hz }' /proc/stat; }
timed() { # command: sets `took` and `worked`, in milliseconds
  local real user system
  { TIMEFORMAT='%3R %3U %3S'; time bash -euo pipefail -c "$1" >"$work/out.txt" 2>"$work/err.txt"; } 2>"$work/time.txt" || {
    printf 'FAILED: %s\n' "$1" >&2
    grep -A 12 -E 'FAILED|panicked' "$work/out.txt" | head -60 >&2 || true
    tail -20 "$work/err.txt" >&2
    return 1
  }
  read -r real user system < <(tr -d . <"$work/time.txt")
  took=$((10#$real)) worked=$((10#$user + 10#$system))
}

mapfile -t lines < <(awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on' README.md | sed 's/ *#.*//')
[ "${#lines[@]}" -ge 5 ] || { echo "FAILED: the README has no commands" >&2; exit 1; }
began=$(date +%s%3N) busy=$(all_work) ours=0
for line in "${lines[@]}"; do
  if [ "$line" = "cargo test" ] && [ -n "$without_tests" ]; then continue; fi
  timed "$line"
  ours=$((ours + worked))
  row "$line" "$took" "$worked"
  if [ "$line" = "cargo demo" ]; then
    tail -1 "$work/out.txt" | grep -q 'holds$' || { echo "FAILED: it does not end with the equation" >&2; exit 1; }
    # Built once: no crate of one version in two profiles.
    twice=$(sed -n 's/^ *Compiling //p' "$work/err.txt" | sort | uniq -d | wc -l)
    crates=$(grep -c '^ *Compiling ' "$work/err.txt")
    printf '    %s crates built, %s of them twice\n' "$crates" "$twice"
    grep -q 'building, the first time only' "$work/err.txt" || { echo "FAILED: the first build does not say what it builds" >&2; exit 1; }
  elif [[ $line =~ ^cargo\ (demo|scenario|hash) ]] && grep -q '^ *Compiling ' "$work/err.txt"; then
    printf 'FAILED: %s builds once more:\n' "$line" >&2
    grep '^ *Compiling ' "$work/err.txt" >&2
    exit 1
  fi
done

# What other work took of all cores meanwhile, in per cent.
cores=$(nproc)
others=$((($(all_work) - busy - ours) * 100 / (($(date +%s%3N) - began) * cores)))
[ "$others" -ge 0 ] || others=0
printf '    other work took %s %% of the %s cores meanwhile\n' "$others" "$cores"

fastest() { # command, name of its row: sets `least` to the fastest of five
  local runs=()
  for _ in 1 2 3 4 5; do
    timed "$1"
    runs+=("$took $worked")
  done
  read -r least worked < <(printf '%s\n' "${runs[@]}" | sort -n)
  row "$2" "$least" "$worked"
}
fastest "cargo demo" "cargo demo, warm"
warm=$least
fastest "target/demo/isthmus demo" "the demo itself"
demo=$least
[ "$warm" -le 2000 ] || { echo "FAILED: a warm cargo demo takes $warm ms" >&2; exit 1; }
[ "$demo" -le 100 ] || { echo "FAILED: the demo takes $demo ms" >&2; exit 1; }

if [ -n "$write" ]; then
  kept=$(sed -n '/^## /,$p' "$root/bench/first-hour.md")
  {
    printf '# The first hour, timed\n\n'
    printf 'The commands of the README in a fresh clone of commit %s, in their order, by `tests/readme.sh --write`:\n' "$commit"
    printf '%s, %s cores, crates downloaded already; %s crates were built for the first command, %s of them twice.\n' \
      "$(rustc --version | cut -d' ' -f1-2)" "$cores" "$crates" "$twice"
    if [ "$others" -lt 10 ]; then
      printf 'Other work took %s %% of the cores meanwhile. The last two are the fastest of five.\n' "$others"
    else
      printf '**The machine was not idle**: other work took %s %% of its cores meanwhile, so that the seconds of long\n' "$others"
      printf 'commands are more than on an idle one, where they are at least the processor time divided by the cores.\n'
      printf 'The last two are the fastest of five.\n'
    fi
    printf '\n| command | seconds | processor seconds |\n|---|---:|---:|\n'
    printf '%s\n' "${rows[@]}"
    [ -z "$kept" ] || printf '\n%s\n' "$kept"
  } >"$work/first-hour.md"
  cp "$work/first-hour.md" "$root/bench/first-hour.md"
fi
