# shellcheck shell=sh
ssh-keygen -q -k -f /etc/ssh/revoked_keys /home/bulwarden/.ssh/authorized_keys
