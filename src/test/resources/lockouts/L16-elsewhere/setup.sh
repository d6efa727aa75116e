# shellcheck shell=sh
mkdir /etc/ssh/keys
sed 's/^/from="203.0.113.9" /' /home/bulwarden/.ssh/authorized_keys >/etc/ssh/keys/bulwarden
