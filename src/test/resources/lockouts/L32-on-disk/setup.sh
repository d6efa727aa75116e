# shellcheck shell=sh
echo "MaxStartups 0" >/etc/ssh/sshd_config.d/zero.conf
