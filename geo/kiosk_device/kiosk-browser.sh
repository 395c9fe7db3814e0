#!/bin/sh
# Shows a kiosk page on the whole screen for ever: starts the browser again whenever it ends, or whenever
# the page gives no sign of life. Where a page never comes to life, the one before it is shown.
#
#   kiosk-browser.sh /srv/kiosk/tartu.html                     the file that `geo kiosk` wrote
#   kiosk-browser.sh "/srv/kiosk/tartu.html?diagonal=32"       with settings for this screen
#   kiosk-browser.sh --check /srv/kiosk/tartu.html             start it unseen; ends well when it waits for visitors
#   KIOSK_SCALE=2 kiosk-browser.sh ...                         on a 3840 x 2160 screen
#
# What is missing is told once, in the log, and waited for. All switches are known to Chromium 156.
# KIOSK_SWITCHES are further switches of the browser; KIOSK_STATE is where log and counts of the page are kept.
set -eu

EVERY=${KIOSK_EVERY:-5} # seconds between two looks; as often the page says that it lives (static/kiosk/life.js)
GONE=4                  # looks without a sign of life after which a page counts as dead
START=12                # looks that it may take to come to life; twice as many after it was in vain
LONGEST=720             # looks

checking=
[ "$1" != --check ] || { checking=yes && shift; }
file=${1%%\?*}
query=${1#"$file"}
case $1 in
  http://* | https://*) local= ;;
  *) local=yes && file=$(realpath -m -- "$file") ;;
esac

say() { echo "kiosk-browser.sh: $1" >&2; }

find_browser() {
  for browser in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$browser" >/dev/null && return
  done
  return 1
}

# await SENTENCE COMMAND...: until the command succeeds
await() {
  missing=$1
  shift
  "$@" && return
  say "$missing; waiting for it"
  until "$@"; do rest "$EVERY"; done
}

# A shell hears a signal in `wait` only, not while it runs a program.
rest() {
  sleep "$1" &
  wait $! || true
}

# whole FILE: it was written to its end
whole() { tail -c 64 -- "$1" 2>/dev/null | grep -q '</html>'; }

which_file() { stat -c %i-%Y -- "$1" 2>/dev/null || true; }

# The newest page that is whole and has not been given up; else the one that was asked for.
choose() {
  for shown in "$file" "${file%.html}.1.html" "${file%.html}.2.html"; do
    case $given_up in *" $(which_file "$shown") "*) continue ;; esac
    if whole "$shown"; then return; fi
  done
  shown=$file
}

# Settings for this screen, and what the staff page shows of the file.
address() {
  [ -n "$local" ] || { echo "$file$query" && return; }
  digest=$(sha256sum <"$1")
  printf 'file://%s%sdigest=%s\n' "$(printf %s "$1" | sed 's/%/%25/g; s/#/%23/g; s/?/%3F/g; s/ /%20/g')" "${query:-?}${query:+&}" "${digest%% *}"
}

# Each run has a profile of its own, so that nothing of a crash, a zoom level or a cache is carried over, but for
# what the page keeps itself: its log and counts. Whenever the power goes, they stand in one of two places.
prepare() {
  profile=$state/profile
  inside="$profile/Default/Local Storage"
  if [ -d "$inside" ]; then
    rm -rf -- "$state/kept"
    mv -- "$inside" "$state/kept"
  fi
  rm -rf -- "$profile"
  mkdir -p -- "$profile/Default"
  [ ! -d "$state/kept" ] || mv -- "$state/kept" "$inside"
}

# What the browser says: signs of life are noted, the rest of what the page says and every fault goes to the log.
listen() {
  while IFS= read -r line; do
    case $line in
      *CONSOLE*'"atlas: alive boot"'*) ;; # it has not come to life
      *CONSOLE*'"atlas: alive '*)
        line=${line#*'"atlas: alive '}
        echo "${line%%'"'*}" >"$talk/alive"
        ;;
      *CONSOLE*)
        case $line in *'"Uncaught '*) : >"$talk/fault" ;; esac
        echo "${JOURNAL_STREAM:+<4>}page: ${line#*CONSOLE*] }" >&2
        ;;
      *:INFO:* | *:WARNING:* | *:VERBOSE*:* | *dbus/*) ;;
      *) echo "$line" >&2 ;;
    esac
  done
}

# begin FILE SWITCH...: the browser in a group of its own, so that nothing of it is left over
begin() {
  page=$(address "$1")
  shift
  rm -f -- "$talk/alive" "$talk/said"
  mkfifo -- "$talk/said"
  listen <"$talk/said" &
  # shellcheck disable=SC2086 # several switches
  setsid "$browser" "$page" "$@" \
    --user-data-dir="$profile" \
    --enable-logging=stderr \
    --log-level=0 \
    --force-device-scale-factor="${KIOSK_SCALE:-1}" \
    --no-first-run \
    --disable-component-update \
    --disable-background-networking \
    --disable-background-timer-throttling \
    --disable-backgrounding-occluded-windows \
    --disable-renderer-backgrounding \
    --disable-sync \
    --check-for-update-interval=31536000 \
    --password-store=basic \
    ${KIOSK_SWITCHES:-} 2>"$talk/said" &
  running=$!
}

# Told to end it writes down what the page keeps; a browser that does not hear is ended all the same.
finish() {
  [ -n "$running" ] || return 0
  kill "$running" 2>/dev/null || true
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    kill -0 "$running" 2>/dev/null || break
    sleep 0.2
  done
  kill -KILL "-$running" 2>/dev/null || true
  wait "$running" 2>/dev/null || true
  running=
}

# Look after the page until the browser ends, the page dies, or a new file is there and nobody uses the old one.
watch() {
  lived=
  silent=0
  patience=$1
  while rest "$EVERY" && kill -0 "$running" 2>/dev/null; do
    silent=$((silent + 1))
    if [ -e "$talk/alive" ]; then
      read -r doing <"$talk/alive" || true
      rm -f -- "$talk/alive"
      [ -n "$lived" ] || say "the page lives"
      lived=yes silent=0 patience=$GONE
      [ -z "$checking" ] || [ "$doing" != attract ] || return 0
      if [ "$doing" = attract ] && [ "$(which_file "$file")" != "$newest" ] && whole "$file"; then
        say "there is a new page"
        return 0
      fi
    elif [ "$silent" -ge "$patience" ]; then
      say "no sign of life for $silent times $EVERY seconds"
      return 0
    fi
  done
}

check() {
  whole "$file" || { say "$file does not end with </html>: it is not whole" && exit 1; }
  find_browser || { say "no chromium and no google-chrome is installed" && exit 1; }
  profile=$talk/profile
  begin "$file" --headless --window-size=1080,1920
  watch "$START"
  finish
  [ "${doing:-}" = attract ] && [ ! -e "$talk/fault" ] || { say "$file does not start" && exit 1; }
  say "$file starts"
}

stop() {
  set +e
  finish
  exit 0
}

talk=$(mktemp -d)
running=
trap 'rm -rf -- "$talk"' EXIT
trap stop TERM INT HUP
if [ -n "$checking" ]; then
  check
  exit
fi

state=${KIOSK_STATE:-${XDG_STATE_HOME:-${HOME:-/nowhere}/.local/state}/atlas-kiosk}
mkdir -p -- "$state" 2>/dev/null && [ -w "$state" ] || { say "cannot write to $state: log and counts last until the next start" && state=$talk; }
given_up=" "
patience_now=$START
tries=0
shown=$file
while :; do
  await "no chromium and no google-chrome is installed" find_browser
  if [ -n "$local" ]; then
    await "there is no file $file" test -r "$file"
    choose
    [ "$shown" = "$file" ] || say "the newest page is not sound; $shown is shown"
  fi
  newest=$(which_file "$file")
  prepare
  begin "$shown" --kiosk \
    ${WAYLAND_DISPLAY:+--ozone-platform=wayland} \
    --touch-events=enabled \
    --disable-pinch \
    --overscroll-history-navigation=0 \
    --noerrdialogs \
    --hide-crash-restore-bubble \
    --deny-permission-prompts
  watch "$patience_now"
  finish
  if [ -n "$lived" ]; then
    tries=0 patience_now=$START
  elif [ "$tries" -ge 1 ]; then
    # Twice in vain: the page before it, and when there is none more patience, not a screen that flickers.
    tries=0 given_up="$given_up$(which_file "$shown") "
    patience_now=$((patience_now * 2 < LONGEST ? patience_now * 2 : LONGEST))
  else
    tries=$((tries + 1))
  fi
  rest "$EVERY"
done
