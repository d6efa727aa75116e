# shellcheck shell=sh
mkdir /etc/ssh/revoked_keys
