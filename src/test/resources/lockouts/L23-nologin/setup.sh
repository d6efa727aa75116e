# shellcheck shell=sh
sed -i 's/^UsePAM yes/UsePAM no/' /etc/ssh/sshd_config
systemctl reload ssh
touch /run/nologin
