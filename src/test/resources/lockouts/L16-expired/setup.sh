# shellcheck shell=sh
mkdir /etc/ssh/keys
sed 's/^/expiry-time="20200101" /' /home/bulwarden/.ssh/authorized_keys >/etc/ssh/keys/bulwarden
