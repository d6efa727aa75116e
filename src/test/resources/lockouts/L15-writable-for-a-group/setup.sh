# shellcheck shell=sh
echo 'StrictModes no' >/etc/ssh/sshd_config.d/lax.conf
systemctl reload ssh
chgrp users /home/bulwarden/.ssh
chmod 0770 /home/bulwarden/.ssh
