# shellcheck shell=sh
rm -rf /srv/drop
