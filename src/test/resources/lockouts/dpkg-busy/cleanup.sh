# shellcheck shell=sh
kill "$(cat /run/lab-case.pid)"
rm /run/lab-case.held
