# shellcheck shell=sh disable=SC2016
mkdir /etc/ssh/keys
mv /home/bulwarden/.ssh/authorized_keys /etc/ssh/keys/bulwarden
chmod 0644 /etc/ssh/keys/bulwarden
printf '#!/bin/sh\ncat "/etc/ssh/keys/$1"\n' >/etc/ssh/program
chmod 0755 /etc/ssh/program
printf 'AuthorizedKeysCommand /etc/ssh/program %%u\nAuthorizedKeysCommandUser nobody\n' >/etc/ssh/sshd_config.d/program.conf
systemctl reload ssh
