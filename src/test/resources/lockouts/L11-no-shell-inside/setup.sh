mkdir -p /srv/empty
