# shellcheck shell=sh
systemctl stop lab-case.socket lab-case.service
