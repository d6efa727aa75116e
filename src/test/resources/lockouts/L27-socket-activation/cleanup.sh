# shellcheck shell=sh
systemctl stop ssh.socket
