# shellcheck shell=sh
kill "$(cat /run/lab-case.pid)"
