# shellcheck shell=sh
mkdir /srv/drop
echo 'MaxAuthTries 5' >/srv/drop/ours.conf
chown carl /srv/drop
sed -i '1i Include /srv/drop/*.conf' /etc/ssh/sshd_config
systemctl reload ssh
