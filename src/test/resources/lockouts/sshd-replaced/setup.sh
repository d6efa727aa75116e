# shellcheck shell=sh
cp -p /usr/sbin/sshd /usr/sbin/sshd.lab
mv /usr/sbin/sshd.lab /usr/sbin/sshd
