# shellcheck shell=sh
mkdir /etc/ssh/keys
sed 's/^/no-shell /' /home/bulwarden/.ssh/authorized_keys >/etc/ssh/keys/bulwarden
