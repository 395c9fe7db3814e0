#!/bin/sh
# Brings a new page: fetched or copied, checked, and only then put in the place of the one that runs.
#
#   kiosk-update.sh https://museum.example/tartu.html /home/kiosk/kiosk/kiosk.html
#   kiosk-update.sh /run/kioskstick/kiosk.html /home/kiosk/kiosk/kiosk.html
#   kiosk-update.sh --back /home/kiosk/kiosk/kiosk.html      the page before the one that runs
#
# Beside the new page lies its digest, kiosk.html.sha256, as `sha256sum` and `geo kiosk --digest` write it. What is not
# whole, has another digest or does not start is not taken, and the old page runs on. The two before the last are kept.
# What was taken back is not brought again by the next update; it has to be another page, or kiosk.back is deleted.
# kiosk-browser.sh shows the new one as soon as nobody uses the old one.
set -eu

say() { echo "kiosk-update.sh: $1" >&2; }
fail() {
  say "$1; the page that runs is left as it is"
  exit 1
}

source=$1
[ -n "$source" ] || { say "no address of a new page is set" && exit 0; }
file=$(realpath -m -- "$2")
here=$(dirname -- "$(realpath -- "$0")")
stem=${file%.html}
new=$stem.new.html # in the same folder: the policies of the browser allow no other, and a rename is whole or not at all

exec 9>"$stem.lock"
flock -n 9 || fail "another update is under way"
trap 'rm -f -- "$new" "$new.sha256"' EXIT

digest_of() { sha256sum <"$1" | cut -c 1-64; }

# bring NAME FILE
bring() {
  case $1 in
    https://* | http://*) wget --quiet --timeout=30 --tries=3 --output-document="$2" "$1" ;;
    *) cp -- "$1" "$2" ;;
  esac
}

if [ "$source" = --back ]; then
  [ -e "$stem.1.html" ] || fail "there is no page before this one"
  cp -- "$stem.1.html" "$new"
  refused=$(if [ -e "$file" ]; then digest_of "$file"; fi)
else
  bring "$source.sha256" "$new.sha256" || fail "there is no digest $source.sha256"
  wanted=$(head -c 64 -- "$new.sha256")
  if [ -e "$file" ] && [ "$wanted" = "$(digest_of "$file")" ]; then
    exit 0
  fi
  if [ -e "$stem.back" ] && [ "$wanted" = "$(cat -- "$stem.back")" ]; then
    fail "$source was taken back; delete $stem.back to have it again"
  fi
  bring "$source" "$new" || fail "$source could not be brought"
  [ "$wanted" = "$(digest_of "$new")" ] || fail "$source does not have its digest: it is not whole, or another file"
fi
sh "$here/kiosk-browser.sh" --check "$new" || fail "$source does not start"

# Whenever the power goes, a whole page has the name that is shown.
[ ! -e "$stem.1.html" ] || mv -f -- "$stem.1.html" "$stem.2.html"
[ ! -e "$file" ] || cp -p -- "$file" "$stem.1.html"
sync
mv -f -- "$new" "$file"
[ "$source" != --back ] || echo "$refused" >"$stem.back"
sync
say "a new page is in place: $(digest_of "$file")"
