# shellcheck shell=sh
systemctl stop lab-case.service
rm -f /run/lab-case.key
