#!/bin/sh
# Shows a kiosk page on the whole screen for ever: starts the browser again whenever it ends.
#
#   kiosk-browser.sh /srv/kiosk/tartu.html                     the file that `geo kiosk` wrote
#   kiosk-browser.sh "/srv/kiosk/tartu.html?diagonal=32"       with settings for this screen
#   KIOSK_SCALE=2 kiosk-browser.sh ...                         on a 3840 x 2160 screen
#
# What is missing is told once, in the log, and waited for. All switches are known to Chromium 156.
set -eu

file=${1%%\?*}
case $1 in
  http://* | https://*)
    file=
    page=$1
    ;;
  *)
    file=$(realpath -m -- "$file")
    page="file://$(printf %s "$file" | sed 's/%/%25/g; s/#/%23/g; s/ /%20/g')${1#"${1%%\?*}"}"
    ;;
esac

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
  echo "kiosk-browser.sh: $missing; waiting for it" >&2
  until "$@"; do sleep 2; done
}

profile=
running=
stop() {
  set +e
  kill "$running" 2>/dev/null # has ended already when the whole group was told to
  wait
  exit 0
}
trap 'rm -rf -- "$profile"' EXIT
trap stop TERM INT HUP

# Each run has a profile of its own in memory or on disk, thrown away at the end: nothing of a crash,
# a zoom level or a cache is carried over. A shell hears a signal in `wait` only, not while it runs a browser.
while :; do
  await "no chromium and no google-chrome is installed" find_browser
  [ -z "$file" ] || await "there is no file $file" test -r "$file"
  profile=$(mktemp -d)
  "$browser" "$page" \
    --kiosk \
    ${WAYLAND_DISPLAY:+--ozone-platform=wayland} \
    --user-data-dir="$profile" \
    --force-device-scale-factor="${KIOSK_SCALE:-1}" \
    --touch-events=enabled \
    --disable-pinch \
    --overscroll-history-navigation=0 \
    --no-first-run \
    --noerrdialogs \
    --hide-crash-restore-bubble \
    --deny-permission-prompts \
    --disable-component-update \
    --disable-background-networking \
    --disable-sync \
    --check-for-update-interval=31536000 \
    --password-store=basic &
  running=$!
  wait "$running" || true
  rm -rf -- "$profile"
  sleep 2
done
