# shellcheck shell=sh
mkdir /etc/ssh/keys
install -m 0600 /home/bulwarden/.ssh/authorized_keys /etc/ssh/keys/
mv /etc/ssh/keys/authorized_keys /etc/ssh/keys/bulwarden
