# shellcheck shell=sh
rmdir /srv/empty
