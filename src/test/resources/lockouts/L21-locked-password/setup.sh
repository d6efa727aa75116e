usermod -L bulwarden
