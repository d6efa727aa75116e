# shellcheck shell=sh
/usr/sbin/sshd -p 8443 -o PidFile=/run/lab-case.pid
until [ -s /run/lab-case.pid ]; do sleep 0.02; done
