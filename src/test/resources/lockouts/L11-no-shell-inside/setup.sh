# shellcheck shell=sh
mkdir -p /srv/empty
