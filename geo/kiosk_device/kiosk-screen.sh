#!/bin/sh
# Shows a kiosk page in cage, the compositor of one program, on a screen that may hang upright.
#
#   KIOSK_ROTATION=90 kiosk-screen.sh /home/kiosk/kiosk/kiosk.html
#
# KIOSK_ROTATION is 0, 90, 180 or 270: what cage of Debian 12 calls as many turns by 90 degrees clockwise. Later ones
# leave turning to wlr-randr. KIOSK_OUTPUT names the screen where there are several, as wlr-randr lists them.
set -eu

here=$(dirname -- "$(realpath -- "$0")")
turned=${KIOSK_ROTATION:-0}
case $turned in
  0 | 90 | 180 | 270) ;;
  *)
    echo "kiosk-screen.sh: KIOSK_ROTATION=$turned is none of 0, 90, 180, 270; the picture is not turned" >&2
    turned=0
    ;;
esac

if [ "$1" = --inside ]; then
  shift
  output=${KIOSK_OUTPUT:-$(wlr-randr | sed -n '1s/ .*//p')}
  wlr-randr --output "$output" --transform "$turned" || echo "kiosk-screen.sh: wlr-randr could not turn $output" >&2
  exec "$here/kiosk-browser.sh" "$@"
fi

if [ "$turned" = 0 ]; then
  exec cage -- "$here/kiosk-browser.sh" "$@"
fi
if cage -h 2>&1 | grep -q '^ *-r'; then
  page=$1
  set --
  while [ "$turned" -gt 0 ]; do
    set -- "$@" -r
    turned=$((turned - 90))
  done
  exec cage "$@" -- "$here/kiosk-browser.sh" "$page"
fi
exec cage -- "$here/kiosk-screen.sh" --inside "$@"
