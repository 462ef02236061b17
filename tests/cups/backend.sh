#!/bin/sh
# A printer of tests: every job becomes a PDF in the folder of its queue; without paper it waits, as printers do.
[ $# -gt 0 ] || { echo 'direct paper "Unknown" "Paper"'; exit 0; }
folder=${DEVICE_URI#paper:}
if [ -e "$folder/empty" ]; then
    echo 'STATE: +media-empty-error' >&2
    while [ -e "$folder/empty" ]; do sleep 0.1; done
    echo 'STATE: -media-empty-error' >&2
fi
cat ${6:+"$6"} >"$folder/$1.part"
printf '%s\n' "$3" "$4" "$5" >"$folder/$1.txt"
mv "$folder/$1.part" "$folder/$1.pdf"
