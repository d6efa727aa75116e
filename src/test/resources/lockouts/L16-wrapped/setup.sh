# shellcheck shell=sh
mkdir /etc/ssh/keys
fold -w 50 /home/bulwarden/.ssh/authorized_keys >/etc/ssh/keys/bulwarden
