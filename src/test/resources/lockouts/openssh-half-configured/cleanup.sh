# shellcheck shell=sh
mv /var/lib/dpkg/lab-status /var/lib/dpkg/status
