# shellcheck shell=sh
systemctl stop ssh.service
systemctl start ssh.socket
