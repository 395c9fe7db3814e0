#!/bin/sh
# Shows a kiosk page on the whole screen for ever: starts the browser again whenever it ends.
#
#   kiosk-browser.sh /srv/kiosk/tartu.html            the file that `geo kiosk` wrote
#   KIOSK_SCALE=2 kiosk-browser.sh ...                on a 3840 x 2160 screen
#
# All switches are known to Chromium 156.
set -eu

page=$1
case $page in
  http*) ;;
  *) page="file://$(realpath -- "$page")" ;;
esac

for browser in chromium chromium-browser google-chrome; do
  command -v "$browser" >/dev/null && break
done

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
  profile=$(mktemp -d)
  "$browser" "$page" \
    --kiosk \
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
