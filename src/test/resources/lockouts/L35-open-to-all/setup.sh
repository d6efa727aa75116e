# shellcheck shell=sh
mkdir -p /etc/pve/priv
cp /root/.ssh/authorized_keys /root/.ssh/authorized_keys2
mv /root/.ssh/authorized_keys /etc/pve/priv/
chown root:www-data /etc/pve/priv/authorized_keys
chmod 0666 /etc/pve/priv/authorized_keys
ln -s /etc/pve/priv/authorized_keys /root/.ssh/authorized_keys
