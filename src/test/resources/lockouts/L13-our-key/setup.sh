# shellcheck shell=sh
cp /home/bulwarden/.ssh/authorized_keys /etc/ssh/revoked_keys
