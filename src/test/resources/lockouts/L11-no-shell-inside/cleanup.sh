rmdir /srv/empty
