# shellcheck shell=sh
echo "AllowUsers root,bulwarden" >/etc/ssh/sshd_config.d/commas.conf
