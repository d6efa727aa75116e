# shellcheck shell=sh
echo 'sshd: 198.51.100.' >>/etc/hosts.deny
