kill "$(cat /run/lab-case.pid)"
