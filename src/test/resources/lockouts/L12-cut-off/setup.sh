# shellcheck shell=sh
ssh-keygen -q -k -f /etc/ssh/full /home/carl/.ssh/authorized_keys
head -c -3 /etc/ssh/full >/etc/ssh/revoked_keys
