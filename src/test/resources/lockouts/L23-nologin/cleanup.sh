# shellcheck shell=sh
rm -f /run/nologin
