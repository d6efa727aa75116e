# shellcheck shell=sh
mkdir /etc/pve
mv /root/.ssh/authorized_keys /root/.ssh/authorized_keys2
ln -s /etc/pve/priv/authorized_keys /root/.ssh/authorized_keys
