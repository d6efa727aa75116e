rm -f /run/nologin
